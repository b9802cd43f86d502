internal import WageDomain

/// Which columns of which tables give back the rows of a feed.
struct StoredLayout {
  /// Column of the schema and SQL of its value; `v` is the table of versions.
  let columns: [(source: String, sql: String)]
  /// The table of versions as `v`, with what is joined to it.
  let from: String

  static func of(_ feed: Feed) -> StoredLayout {
    switch feed {
    case .firms: firms
    case .projects: projects
    case .complaints: complaints
    case .wageAccount: StoredLayout(.wageAccount)
    case .attendance: StoredLayout(.attendance)
    case .disbursement: StoredLayout(.disbursement)
    case .sixSystems: StoredLayout(.sixSystems)
    case .inspections: StoredLayout(.inspections)
    case .judicial: StoredLayout(.judicial)
    case .gridReports: StoredLayout(.gridReports)
    case .electricity, .water, .gas, .tax, .socialInsurance, .property, .loans, .payroll:
      StoredLayout(columns: [], from: "")
    }
  }

  private static let firms = StoredLayout(
    columns: [
      ("credit_code", "f.creditCode"), ("name", "v.name"), ("industry", "v.industry"),
      ("town_code", "v.townCode"), ("registered_on", "v.registeredOn"),
      ("registered_capital_yuan", "v.capitalFen"), ("status", "v.status"),
      ("persons", "v.persons"),
    ], from: "firmVersion v JOIN firm f ON f.id = v.firmId")

  private static let projects = StoredLayout(
    columns: [
      ("project_code", "p.projectCode"), ("name", "v.name"), ("kind", "v.kind"),
      ("district_funded", "v.districtFunded"), ("approval_no", "v.approvalNo"),
      ("permit_no", "v.permitNo"), ("general_contractor_code", "f.creditCode"),
      ("owner_name", "v.ownerName"), ("town_code", "v.townCode"),
      ("contract_amount_yuan", "v.contractAmountFen"), ("labour_fee_bp", "v.labourFeeBp"),
      ("started_on", "v.startedOn"), ("finished_on", "v.finishedOn"),
    ],
    from: """
      projectVersion v JOIN project p ON p.id = v.projectId
      JOIN firm f ON f.id = v.contractorFirmId
      """)

  /// Channel, names and the project are kept once for all versions of a complaint.
  private static let complaints = StoredLayout(
    columns: [
      ("complaint_no", "c.complaintNo"), ("channel", "c.channel"),
      ("received_at", "v.receivedAt"), ("credit_code", "f.creditCode"),
      ("firm_name", "c.firmName"), ("project_code", "c.projectCode"), ("town_code", "v.townCode"),
      ("persons", "v.persons"), ("amount_yuan", "v.amountFen"), ("owed_since", "c.owedSince"),
    ],
    from: """
      complaintVersion v JOIN complaint c ON c.id = v.complaintId
      LEFT JOIN firm f ON f.id = v.firmId
      """)

  private init(columns: [(source: String, sql: String)], from: String) {
    self.columns = columns
    self.from = from
  }

  /// The other way round of ``VersionLoad``. Protected texts stay where they are.
  private init(_ layout: VersionLayout) {
    var joins = ""
    columns = (layout.key + layout.values).compactMap { column in
      switch column.kind {
      case .text, .integer, .day, .month, .code: return (column.source, "v.\(column.name)")
      case .firm:
        joins += " LEFT JOIN firm f ON f.id = v.\(column.name)"
        return (column.source, "f.creditCode")
      case .project:
        joins += " JOIN project p ON p.id = v.\(column.name)"
        return (column.source, "p.projectCode")
      case .hash: return nil
      }
    }
    from = "\(layout.table) v\(joins)"
  }
}
