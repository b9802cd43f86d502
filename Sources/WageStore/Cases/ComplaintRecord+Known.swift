internal import GRDB
internal import WageDomain

extension ComplaintRecord {
  /// The columns of a file that it need not have.
  static let columns = [
    "credit_code", "firm_name", "project_code", "place", "town_code", "persons", "amount_yuan",
    "owed_since", "complainant_name", "complainant_id_no", "complainant_phone", "content",
  ]

  /// What a version says. Of a complainant only what is known latest is kept.
  struct Known {
    fileprivate let row: Row

    init(version: Int64, in db: Database) throws {
      row =
        try Row.fetchOne(
          db.cachedStatement(
            sql: """
              SELECT v.firmId, v.firmKnownOn, v.firmName, v.projectCode, v.townCode, v.persons,
                v.amountFen, v.owedSince, t.place, t.content, p.name, p.idNo, p.phone,
                EXISTS (SELECT 1 FROM waitingRow w
                  WHERE w.feed = 'complaints' AND w.versionId = v.id) AS isAsked
              FROM complaintVersion v JOIN complaint c ON c.id = v.complaintId
              LEFT JOIN complaintText t ON t.versionId = v.id
              LEFT JOIN party p ON p.id = c.partyId
              WHERE v.id = ?
              """), arguments: [version]) ?? Row()
    }

    fileprivate var isAsked: Bool { row["isAsked"] ?? false }
    fileprivate var firmId: Int64? { row["firmId"] }
  }

  /// Fills what the record's file has no column for.
  ///
  /// - Returns: whose it is then.
  mutating func takeOver(_ lacking: [String], from known: Known) -> Owner {
    let row = known.row
    func filled<Value: DatabaseValueConvertible>(
      _ column: String, _ own: Value?, _ name: String
    ) -> Value? {
      lacking.contains(column) ? row[name] : own
    }
    let amount = filled("amount_yuan", details.amount?.fen, "amountFen")
    let town = filled("town_code", details.town?.description, "townCode")
    details = CaseDetails(
      persons: filled("persons", details.persons, "persons"), amount: amount.map { Money(fen: $0) },
      town: town.flatMap { TownCode($0) })
    owedSince = filled("owed_since", owedSince?.description, "owedSince").flatMap { Month($0) }
    complainant = Complainant(
      name: filled("complainant_name", complainant.name, "name"),
      idNo: filled("complainant_id_no", complainant.idNo, "idNo"),
      phone: filled("complainant_phone", complainant.phone, "phone"))
    firmName = filled("firm_name", firmName, "firmName")
    projectCode = filled("project_code", projectCode, "projectCode")
    place = filled("place", place, "place")
    content = filled("content", content, "content")
    guard firmId == nil, firmName == row["firmName"] as String? else { return .asRowSays }
    if known.isAsked, lacking.contains("firm_name") {
      namedFirmId = known.firmId
      namedSince = (row["firmKnownOn"] as String?).flatMap { Day($0) }
      return .askedAsBefore
    }
    guard !known.isAsked, lacking.contains("credit_code"), let firm = known.firmId else {
      return .asRowSays
    }
    firmId = firm
    return .knownByCode
  }

  /// Whose the complaint is when its file lacks columns.
  enum Owner {
    case asRowSays
    /// The credit code that an earlier row gave tells it: no name need be asked.
    case knownByCode
    /// The name that an earlier row gave is asked about for this one, too.
    case askedAsBefore
  }
}
