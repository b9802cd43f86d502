internal import GRDB
public import WageDomain

/// Stores complaints, from files and from the window, one version for each content.
///
/// Of two versions the one known later holds; of one day, that of the file which came later. Rows
/// that say the same again leave their trace, as in a ``VersionTable``.
public enum ComplaintIntake {
  /// What storing a complaint did.
  public enum Outcome: Hashable, Sendable {
    /// With the id of the version it made.
    case new(Int64)
    /// Known already, with other content: a new version, by id; its case is told by the next night.
    case changed(Int64)
    /// The same, of a row without the column of credit codes whose firm an earlier one told by its code.
    case changedOfKnownFirm(Int64)
    /// Known already with the same content: nothing was written.
    case unchanged

    /// The id of the version that was made, where a name has to tell whose it is.
    var askedVersion: Int64? {
      switch self {
      case .new(let id), .changed(let id): id
      case .unchanged, .changedOfKnownFirm: nil
      }
    }
  }

  /// Stores a complaint, or a new version of it; `source` is nil when a clerk typed it.
  ///
  /// `lacking` are columns that its file has not: they take what was known before by the record's own
  /// day, where an empty cell takes it away.
  @discardableResult
  public static func store(
    _ record: ComplaintRecord, lacking: [String] = [], source: (fileId: Int64, line: Int32)?,
    in transaction: StoreTransaction
  ) throws -> Outcome {
    let db = transaction.db
    let look = try BoundStatement(
      "SELECT id, erasedOn IS NOT NULL FROM complaint WHERE complaintNo = ?", in: db)
    look.bind(record.complaintNo)
    let secret = try HashSecret(in: db)
    guard let (known, isErased) = try look.first({ ($0.integer(0), $0.integer(1) == 1) }) else {
      let id = try insert(record, source: source, in: db)
      let version = try insertVersion(record, of: id, secret, source: source, in: db)
      try RowSeal(in: db, secret).seal(.complaint, id)
      return .new(version)
    }
    // A file that is sent again does not bring back who was erased.
    var kept = isErased ? record.withoutPerson : record
    let statement = VersionTable.Statement(
      file: source?.fileId ?? 0, knownOn: kept.knownOn.description,
      line: Int64(source?.line ?? 0))
    let said = try SaidAgain(
      feed: .complaints, table: "complaintVersion", columns: versionColumns,
      protected: .init(table: "complaintText", columns: ["place", "content"], sources: []), in: db)
    // What is typed at the window comes after what is there.
    let before = try version(
      before: (kept.knownOn, source?.fileId ?? 1), of: known, in: db)
    var owner = ComplaintRecord.Owner.asRowSays
    if let before, !lacking.isEmpty {
      let known = try ComplaintRecord.Known(version: before.id, in: db)
      owner = kept.takeOver(lacking, from: known)
    }
    if let before, before.hash == secret.keyed(kept.contentHash) {
      if source != nil { try said.note(statement, of: before.id) }
      return .unchanged
    }
    let version = try insertVersion(kept, of: known, secret, source: source, in: db)
    if let before { _ = try said.stand(before.id, against: statement) }
    try update(known, kept, source: source, version: version, in: db)
    try RowSeal(in: db, secret).seal(.complaint, known)
    if let before, let source, owner == .askedAsBefore {
      try said.waitToo(version, as: before.id, file: source.fileId, line: Int64(source.line))
    }
    return owner == .knownByCode ? .changedOfKnownFirm(version) : .changed(version)
  }

  /// Latest first.
  static let order = "knownOn DESC, fileId DESC, id DESC"

  /// All that a version copies; that the case was told is not among it.
  private static let versionColumns = [
    "complaintId", "contentHash", "receivedAt", "firmId", "townCode", "persons", "amountFen",
    "placeHash", "channel", "firmName", "projectCode", "owedSince", "firmKnownOn",
  ]

  private static let insertion = """
    INSERT INTO complaintVersion (\(versionColumns.joined(separator: ", ")), knownOn, fileId, line)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static func version(
    before place: (knownOn: Day, file: Int64), of complaint: Int64, in db: Database
  ) throws -> (id: Int64, hash: String)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, contentHash FROM complaintVersion
          WHERE complaintId = ? AND (knownOn, ifnull(fileId, 0)) < (?, ?) ORDER BY \(order) LIMIT 1
          """),
      arguments: [complaint, place.knownOn.description, place.file]
    ).map { ($0[0], $0[1]) }
  }

  private static func insert(
    _ record: ComplaintRecord, source: (fileId: Int64, line: Int32)?, in db: Database
  ) throws -> Int64 {
    let party = try insertParty(record.complainant, in: db)
    let insert = try BoundStatement(
      """
      INSERT INTO complaint (complaintNo, channel, receivedAt, knownOn, fileId, line, firmId,
        firmName, projectCode, townCode, persons, amountFen, owedSince, partyId)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    insert.bind(record.complaintNo)
    insert.bind(record.channel)
    insert.bind(record.receivedAt.description)
    insert.bind(record.knownOn.description)
    insert.bind(source?.fileId)
    insert.bind(source.map { Int64($0.line) })
    insert.bind(record.firm)
    insert.bind(record.firmName)
    insert.bind(record.projectCode)
    insert.bind(record.details.town?.description)
    insert.bind(record.details.persons)
    insert.bind(record.details.amount?.fen)
    insert.bind(record.owedSince?.description)
    insert.bind(party)
    try insert.run()
    return db.lastInsertedRowID
  }

  private static func insertVersion(
    _ record: ComplaintRecord, of complaint: Int64, _ secret: HashSecret,
    source: (fileId: Int64, line: Int32)?, in db: Database
  ) throws -> Int64 {
    let insert = try BoundStatement(insertion, in: db)
    insert.bind(complaint)
    insert.bind(secret.keyed(record.contentHash))
    insert.bind(record.receivedAt.description)
    insert.bind(record.firm)
    insert.bind(record.details.town?.description)
    insert.bind(record.details.persons)
    insert.bind(record.details.amount?.fen)
    insert.bind(record.placeHash.map(secret.keyed))
    insert.bind(record.channel)
    insert.bind(record.firmName)
    insert.bind(record.projectCode)
    insert.bind(record.owedSince?.description)
    insert.bind(record.namedSince?.description)
    insert.bind(record.knownOn.description)
    insert.bind(source?.fileId)
    insert.bind(source.map { Int64($0.line) })
    try insert.run()
    let version = db.lastInsertedRowID
    guard record.place != nil || record.content != nil else { return version }
    let texts = try BoundStatement(
      "INSERT INTO complaintText (versionId, place, content) VALUES (?, ?, ?)", in: db)
    texts.bind(version)
    texts.bind(record.place)
    texts.bind(record.content)
    try texts.run()
    return version
  }

  private static func insertParty(_ complainant: Complainant, in db: Database) throws -> Int64? {
    guard !complainant.isUnknown else { return nil }
    let insert = try BoundStatement(
      "INSERT INTO party (name, idNo, phone) VALUES (?, ?, ?)", in: db)
    insert.bind(complainant.name)
    insert.bind(complainant.idNo)
    insert.bind(complainant.phone)
    try insert.run()
    return db.lastInsertedRowID
  }

  /// What is known latest of a complainant takes the place of what was: no more is kept than needed.
  private static func updateParty(
    _ complainant: Complainant, of complaint: Int64, in db: Database
  ) throws {
    guard !complainant.isUnknown else { return }
    let party = try Int64.fetchOne(
      db, sql: "SELECT partyId FROM complaint WHERE id = ?", arguments: [complaint])
    guard let party else {
      try db.execute(
        sql: "UPDATE complaint SET partyId = ? WHERE id = ?",
        arguments: [try insertParty(complainant, in: db), complaint])
      return
    }
    try db.execute(
      sql: "UPDATE party SET name = ?, idNo = ?, phone = ? WHERE id = ?",
      arguments: [complainant.name, complainant.idNo, complainant.phone, party])
  }

  /// Brings the complaint's own columns up to date: what is known latest, and since when it is known.
  private static func update(
    _ complaint: Int64, _ record: ComplaintRecord, source: (fileId: Int64, line: Int32)?,
    version: Int64, in db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        UPDATE complaint SET knownOn = ?, fileId = ?, line = ? WHERE id = ? AND knownOn > ?
        """
    ).execute(arguments: [
      record.knownOn.description, source?.fileId, source?.line, complaint,
      record.knownOn.description,
    ])
    let latest = try Int64.fetchOne(
      db, sql: "SELECT id FROM complaintVersion WHERE complaintId = ? ORDER BY \(order) LIMIT 1",
      arguments: [complaint])
    guard latest == version else { return }
    try updateParty(record.complainant, of: complaint, in: db)
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
    let identity = try firms?.identify(
      key, holders: [], knownOn: record.knownOn.number, in: db)
    record.namedFirmId = identity.map { Int64($0.firm) }
    record.namedSince = identity.flatMap {
      $0.since > record.knownOn.number ? Day(number: $0.since) : nil
    }
    guard
      case .new(let version) = try ComplaintIntake.store(record, source: nil, in: self)
    else { throw CaseStoreError.complaintExists(record.complaintNo) }
    guard let firms else { return }
    try WaitingShelf(self, firms: firms, at: moment)
      .keep(WaitingShelf.Kept(version: version), of: key, identity: identity)
  }

  /// Says which firm a version of a complaint is about, nil: unknown; from its own day on, or from
  /// `since`.
  func nameFirm(_ firm: Int32?, since: Day?, complaintVersion id: Int64) throws {
    try db.execute(
      sql: "UPDATE complaintVersion SET firmId = ?, firmKnownOn = ? WHERE id = ?",
      arguments: [firm, since?.description, id])
    // The complaint's own columns repeat what is known latest.
    try db.execute(
      sql: """
        UPDATE complaint SET firmId = (
          SELECT firmId FROM complaintVersion v WHERE v.complaintId = complaint.id
          ORDER BY \(ComplaintIntake.order) LIMIT 1)
        WHERE id = (SELECT complaintId FROM complaintVersion WHERE id = ?)
        """,
      arguments: [id])
    let complaint = try Int64.fetchOne(
      db, sql: "SELECT complaintId FROM complaintVersion WHERE id = ?", arguments: [id])
    if let complaint { try RowSeal(in: db).seal(.complaint, complaint) }
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
