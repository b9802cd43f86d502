internal import GRDB
public import WageDomain

/// A case as lists show it; nothing of it is personal.
public struct ListedCase: Hashable, Sendable {
  public let caseNo: String
  public let state: CaseState
  public let level: CaseLevel
  public let body: String?
  /// The county that has it, six digits, empty where nobody named it; nil while none has.
  public let county: String?
  public let registeredAt: Instant
  /// The next due day, or the last one when no clock runs; nil while none that runs is countable.
  public let dueOn: Day?
  /// The clock that runs out next; nil when none runs.
  public let dueClock: String?
  public let persons: Int64?
  public let amount: Money?
  public let town: String?
  /// The register's name of the firm with ``creditCode``; the complainant's while no firm is known.
  public let firmName: String?
  /// How the complainant names the firm, where the register says otherwise.
  public let firmAsNamed: String?
  public let creditCode: String?
  /// Why no body answers yet; nil when one does.
  public let held: Bilingual?
}

/// A complaint as lists show it: the complainant masked.
public struct ListedComplaint: Hashable, Sendable {
  public let complaintNo: String
  public let channel: String
  public let receivedAt: String
  public let knownOn: Day
  /// As ``ListedCase/firmName``.
  public let firmName: String?
  public let firmAsNamed: String?
  public let creditCode: String?
  public let town: String?
  public let persons: Int64?
  public let amount: Money?
  public let owedSince: String?
  public let caseNo: String?
  /// Masked.
  public let complainant: Complainant
  /// When the retention policy had the complainant erased; nil while it is there.
  public let erasedOn: Day?
}

extension StoreSnapshot {
  /// Every case as it stands now, by number.
  func cases() throws -> [ListedCase] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT k.*, h.whyZh, h.whyEn, \(ComplaintFirm.name) AS firmName,
          \(ComplaintFirm.asNamed) AS firmAsNamed, f.creditCode
        FROM complaintCase k
        LEFT JOIN holdingPen h USING (caseNo)
        LEFT JOIN complaint c ON c.id = (\(ComplaintFirm.telling(of: "k.caseNo")))
        LEFT JOIN firm f ON f.id = c.firmId
        ORDER BY k.caseNo
        """
    ).compactMap(listedCase)
  }

  private func listedCase(_ row: Row) -> ListedCase? {
    guard let state = CaseState(rawValue: row["state"]),
      let level = CaseLevel(rawValue: row["level"]),
      let registeredAt = Instant(row["registeredAt"] as String)
    else { return nil }
    let zh: String? = row["whyZh"]
    let en: String? = row["whyEn"]
    return ListedCase(
      caseNo: row["caseNo"], state: state, level: level, body: row["body"],
      county: row["county"],
      registeredAt: registeredAt, dueOn: (row["dueOn"] as String?).flatMap { Day($0) },
      dueClock: row["dueClock"],
      persons: row["persons"], amount: (row["amountFen"] as Int64?).map { Money(fen: $0) },
      town: row["townCode"], firmName: row["firmName"], firmAsNamed: row["firmAsNamed"],
      creditCode: row["creditCode"],
      held: zh.map { Bilingual(zh: $0, en: en ?? "") })
  }

  /// Every complaint known by `day`, by day received, then number; complainants masked.
  public func complaints(asOf day: Day) throws -> [ListedComplaint] {
    try Row.fetchAll(
      db,
      sql: Self.complaintSQL + " WHERE c.knownOn <= ? ORDER BY c.receivedAt, c.complaintNo",
      arguments: [day.description]
    ).compactMap(listedComplaint)
  }

  /// The complaints of one case, in the order they came; complainants masked.
  public func complaints(ofCase caseNo: String) throws -> [ListedComplaint] {
    try Row.fetchAll(
      db, sql: Self.complaintSQL + " WHERE c.caseNo = ? ORDER BY c.id", arguments: [caseNo]
    ).compactMap(listedComplaint)
  }

  /// The first month owed of each case, as far as its complaints known by `day` say.
  public func firstMonthsOwed(asOf day: Day) throws -> [String: Month] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT caseNo, min(owedSince) FROM complaint
        WHERE caseNo IS NOT NULL AND owedSince IS NOT NULL AND knownOn <= ? GROUP BY caseNo
        """,
      arguments: [day.description])
    return Dictionary(
      rows.compactMap { row in Month(row[1] as String).map { (row[0], $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static let complaintSQL = """
    SELECT c.*, \(ComplaintFirm.name) AS firm, \(ComplaintFirm.asNamed) AS firmAsNamed,
      f.creditCode, p.name, p.idNo, p.phone
    FROM complaint c
    LEFT JOIN firm f ON f.id = c.firmId
    LEFT JOIN party p ON p.id = c.partyId
    """

  private func listedComplaint(_ row: Row) -> ListedComplaint? {
    guard let knownOn = Day(row["knownOn"] as String) else { return nil }
    return ListedComplaint(
      complaintNo: row["complaintNo"], channel: row["channel"], receivedAt: row["receivedAt"],
      knownOn: knownOn, firmName: row["firm"], firmAsNamed: row["firmAsNamed"],
      creditCode: row["creditCode"],
      town: row["townCode"], persons: row["persons"],
      amount: (row["amountFen"] as Int64?).map { Money(fen: $0) }, owedSince: row["owedSince"],
      caseNo: row["caseNo"],
      complainant: Complainant(name: row["name"], idNo: row["idNo"], phone: row["phone"]).masked,
      erasedOn: (row["erasedOn"] as String?).flatMap { Day($0) })
  }

  /// What duplicates are looked for among: every complaint known by `day`. Protected: not to print.
  public func complaintIdentities(asOf day: Day) throws -> [ComplaintIdentity] {
    let merges = try firmMerges(asOf: day)
    return try Row.fetchAll(
      db, sql: Self.complaintSQL + " WHERE c.knownOn <= ? ORDER BY c.id",
      arguments: [day.description]
    ).compactMap { row in
      guard let received = Instant(row["receivedAt"] as String) else { return nil }
      return ComplaintIdentity(
        complaintNo: row["complaintNo"], caseNo: row["caseNo"],
        firmId: (row["firmId"] as Int64?).map(merges.survivor),
        firmName: row["firmName"] ?? row["firm"],
        complainant: Complainant(name: row["name"], idNo: row["idNo"], phone: row["phone"]),
        owedSince: (row["owedSince"] as String?).flatMap { Month($0) }, receivedOn: received.day,
        projectCode: row["projectCode"], persons: row["persons"])
    }
  }
}
