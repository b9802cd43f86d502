internal import WageDomain

/// Which columns of which tables give back the rows of a feed.
struct StoredLayout {
  let feed: Feed
  /// Column of the schema and SQL of its value; `v` is the table of versions.
  let columns: [(source: String, sql: String)]
  let table: String
  /// The columns of the table that tell one thing from another.
  let key: [String]
  /// What is joined to the table of versions.
  let joins: String
  /// Which versions are given their firm's code, as SQL to be said of ``joins``.
  enum Coded {
    case always
    /// Only those that were the firm's as of a day, an SQL expression.
    case asOf(String)
    /// Only those that were the firm's from their own day on: the others are matched by their name
    /// again where they are read.
    case fromTheirDay
  }

  /// ``joins``, with the firm's code for some versions only.
  func joins(coded: Coded) -> String {
    guard feed == .complaints || feed == .gridReports else { return joins }
    return switch coded {
    case .always: joins
    case .asOf(let day): joins + " AND ifnull(v.firmKnownOn, '') <= \(day)"
    case .fromTheirDay: joins + " AND v.firmKnownOn IS NULL"
    }
  }

  /// - Returns: nil for a feed whose rows lie in slabs.
  static func of(_ feed: Feed) -> StoredLayout? {
    switch feed {
    case .firms: StoredLayout(.firms)
    case .projects: StoredLayout(.projects)
    case .complaints: complaints
    case .wageAccount: StoredLayout(.wageAccount)
    case .attendance: StoredLayout(.attendance)
    case .disbursement: StoredLayout(.disbursement)
    case .sixSystems: StoredLayout(.sixSystems)
    case .inspections: StoredLayout(.inspections)
    case .judicial: StoredLayout(.judicial)
    case .gridReports: StoredLayout(.gridReports)
    case .electricity, .water, .gas, .tax, .socialInsurance, .property, .loans, .payroll: nil
    }
  }

  private static let complaints = StoredLayout(
    feed: .complaints,
    columns: [
      ("complaint_no", "c.complaintNo"), ("channel", "v.channel"),
      ("received_at", "v.receivedAt"), ("credit_code", "f.creditCode"),
      ("firm_name", "v.firmName"), ("project_code", "v.projectCode"), ("town_code", "v.townCode"),
      ("persons", "v.persons"), ("amount_yuan", "v.amountFen"), ("owed_since", "v.owedSince"),
    ], table: "complaintVersion", key: ["complaintId"],
    joins: "JOIN complaint c ON c.id = v.complaintId LEFT JOIN firm f ON f.id = v.firmId")

  private init(
    feed: Feed, columns: [(source: String, sql: String)], table: String, key: [String],
    joins: String
  ) {
    self.feed = feed
    self.columns = columns
    self.table = table
    self.key = key
    self.joins = joins
  }

  /// The other way round of ``VersionLoad``. Protected texts stay where they are.
  private init(_ layout: VersionLayout) {
    var joins: [String] = []
    columns = (layout.key + layout.values).filter { !$0.isPersonal }.compactMap { column in
      switch column.kind {
      case .text, .integer, .day, .month, .code: return (column.source, "v.\(column.name)")
      case .firm:
        joins.append("LEFT JOIN firm f ON f.id = v.\(column.name)")
        return (column.source, "f.creditCode")
      case .project:
        joins.append("JOIN project p ON p.id = v.\(column.name)")
        return (column.source, "p.projectCode")
      case .hash: return nil
      }
    }
    feed = layout.feed
    table = layout.table
    key = layout.key.map(\.name)
    self.joins = joins.joined(separator: " ")
  }
}
