internal import GRDB
public import WageDomain

/// Stores complaints, from files and from the window, one version for each content.
public enum ComplaintIntake {
  /// What storing a complaint did.
  public enum Outcome: Hashable, Sendable {
    /// With the id of the version it made.
    case new(Int64)
    /// Known already, with other content: a new version, by id; its case is told by the next night.
    case changed(Int64)
    /// Known already with the same content: nothing was written.
    case unchanged

    /// The id of the version that was made.
    var version: Int64? {
      switch self {
      case .new(let id), .changed(let id): id
      case .unchanged: nil
      }
    }
  }

  /// Stores a complaint, or a new version of it; `source` is nil when a clerk typed it.
  @discardableResult
  public static func store(
    _ record: ComplaintRecord, source: (fileId: Int64, line: Int32)?,
    in transaction: StoreTransaction
  ) throws -> Outcome {
    let db = transaction.db
    let known = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM complaint WHERE complaintNo = ?"),
      arguments: [record.complaintNo])
    guard let known else {
      let id = try insert(record, source: source, in: db)
      return .new(try insertVersion(record, of: id, source: source, in: db))
    }
    let before = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT contentHash FROM complaintVersion WHERE complaintId = ? AND knownOn <= ?
          ORDER BY knownOn DESC, id DESC LIMIT 1
          """),
      arguments: [known, record.knownOn.description])
    if before == record.contentHash { return .unchanged }
    let version = try insertVersion(record, of: known, source: source, in: db)
    try update(known, record, in: db)
    return .changed(version)
  }

  private static func insert(
    _ record: ComplaintRecord, source: (fileId: Int64, line: Int32)?, in db: Database
  ) throws -> Int64 {
    let party = try insertParty(record.complainant, in: db)
    try db.cachedStatement(
      sql: """
        INSERT INTO complaint (complaintNo, channel, receivedAt, knownOn, fileId, line, firmId,
          firmName, projectCode, townCode, persons, amountFen, owedSince, partyId)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      record.complaintNo, record.channel, record.receivedAt.description,
      record.knownOn.description, source?.fileId, source?.line, record.firm, record.firmName,
      record.projectCode, record.details.town?.description, record.details.persons,
      record.details.amount?.fen, record.owedSince?.description, party,
    ])
    return db.lastInsertedRowID
  }

  private static func insertVersion(
    _ record: ComplaintRecord, of complaint: Int64, source: (fileId: Int64, line: Int32)?,
    in db: Database
  ) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO complaintVersion (complaintId, knownOn, fileId, line, contentHash,
          receivedAt, firmId, townCode, persons, amountFen, placeHash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      complaint, record.knownOn.description, source?.fileId, source?.line, record.contentHash,
      record.receivedAt.description, record.firm, record.details.town?.description,
      record.details.persons,
      record.details.amount?.fen, record.placeHash,
    ])
    let version = db.lastInsertedRowID
    guard record.place != nil || record.content != nil else { return version }
    try db.cachedStatement(
      sql: "INSERT INTO complaintText (versionId, place, content) VALUES (?, ?, ?)"
    ).execute(arguments: [version, record.place, record.content])
    return version
  }

  private static func insertParty(_ complainant: Complainant, in db: Database) throws -> Int64? {
    guard !complainant.isUnknown else { return nil }
    try db.cachedStatement(sql: "INSERT INTO party (name, idNo, phone) VALUES (?, ?, ?)")
      .execute(arguments: [complainant.name, complainant.idNo, complainant.phone])
    return db.lastInsertedRowID
  }

  /// Brings the latest-known columns up to date, unless a later version is known already.
  private static func update(
    _ complaint: Int64, _ record: ComplaintRecord, in db: Database
  ) throws {
    let latest = try String.fetchOne(
      db, sql: "SELECT max(knownOn) FROM complaintVersion WHERE complaintId = ?",
      arguments: [complaint])
    guard latest == record.knownOn.description else { return }
    let same = try Bool.fetchOne(
      db,
      sql: """
        SELECT p.name IS ? AND p.idNo IS ? AND p.phone IS ?
        FROM complaint c JOIN party p ON p.id = c.partyId WHERE c.id = ?
        """,
      arguments: [
        record.complainant.name, record.complainant.idNo, record.complainant.phone, complaint,
      ])
    if same != true, let party = try insertParty(record.complainant, in: db) {
      try db.execute(
        sql: "UPDATE complaint SET partyId = ? WHERE id = ?", arguments: [party, complaint])
    }
    try db.execute(
      sql: """
        UPDATE complaint SET channel = ?, receivedAt = ?, firmId = ?, firmName = ?,
          projectCode = ?, townCode = ?, persons = ?, amountFen = ?, owedSince = ? WHERE id = ?
        """,
      arguments: [
        record.channel, record.receivedAt.description, record.firm, record.firmName,
        record.projectCode, record.details.town?.description, record.details.persons,
        record.details.amount?.fen, record.owedSince?.description, complaint,
      ])
  }
}

extension StoreTransaction {
  /// Stores a complaint that a clerk typed in. A firm that is named without a code is found as for a
  /// row of a file, or waits in the match queue; the complaint does not.
  ///
  /// - Parameters:
  ///   - record: as it was taken down.
  ///   - places: the names of places within firms' names.
  ///   - moment: recorded with a match by name.
  /// - Throws: ``CaseStoreError/complaintExists(_:)``.
  public func addComplaint(
    _ record: ComplaintRecord, places: PlaceNames, at moment: Instant
  ) throws {
    var record = record
    let key = GroupKey(
      feed: .complaints, name: record.firmName, account: nil, county: record.details.town?.county)
    let isNamed = record.firmId == nil && record.firmName != nil
    let firms = try isNamed ? FirmRegister(self, places: places) : nil
    let identity = try firms?.identify(key, holders: [], in: db)
    record.namedFirmId = identity.map { Int64($0.firm) }
    guard
      case .new(let version) = try ComplaintIntake.store(record, source: nil, in: self)
    else { throw CaseStoreError.complaintExists(record.complaintNo) }
    guard let firms else { return }
    try WaitingShelf(self, firms: firms, at: moment)
      .keep(WaitingShelf.Kept(version: version), of: key, identity: identity)
  }

  /// Says whose firm a version of a complaint is about; nil: unknown.
  func nameFirm(_ firm: Int32?, complaintVersion id: Int64) throws {
    try db.execute(
      sql: "UPDATE complaintVersion SET firmId = ? WHERE id = ?", arguments: [firm, id])
    // The complaint's own columns repeat what is known latest.
    try db.execute(
      sql: """
        UPDATE complaint SET firmId = (
          SELECT firmId FROM complaintVersion v WHERE v.complaintId = complaint.id
          ORDER BY v.knownOn DESC, v.id DESC LIMIT 1)
        WHERE id = (SELECT complaintId FROM complaintVersion WHERE id = ?)
        """,
      arguments: [id])
  }

  /// The window's next complaint number of a year, `W-2026-000001`.
  public func nextComplaintNo(year: Int) throws -> String {
    try nextNumber(prefix: "W-\(padded(year, 4))-", table: "complaint", column: "complaintNo")
  }

  /// The next number of a yearly series: six digits after the prefix.
  func nextNumber(prefix: String, table: String, column: String) throws -> String {
    let pattern = prefix + String(repeating: "[0-9]", count: 6)
    let last = try String.fetchOne(
      db, sql: "SELECT max(\(column)) FROM \(table) WHERE \(column) GLOB ?", arguments: [pattern])
    let number = last.flatMap { Int($0.dropFirst(prefix.count)) } ?? 0
    return prefix + padded(number + 1, 6)
  }
}

/// `number` in decimal, with leading zeros up to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
