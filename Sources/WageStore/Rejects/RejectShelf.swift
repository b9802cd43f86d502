internal import GRDB
internal import WageDomain

/// Where the rejects of one file go, and where it is noted what became of earlier ones.
final class RejectShelf {
  private let db: Database
  private let file: Int64
  private let feed: Feed
  private let hasPersonalData: Bool
  private let moment: String
  private let insert, insertRaw, look, close, note, change, same, heir: BoundStatement
  private var unknown = 0
  private var firstUnknown: (id: Int64, line: Int64)?

  /// What became of a reject.
  enum Ending: String {
    /// A row that names it, or a later file's row about the same, is in.
    case corrected
    /// Such a row was set aside in its turn.
    case replaced
    /// Its own text was read again and is in.
    case read
    /// Its own text was read again and is still at fault.
    case kept
    case dropped
  }

  init(
    _ transaction: StoreTransaction, file: Int64, feed: Feed, hasPersonalData: Bool,
    at moment: Instant
  ) throws {
    let db = transaction.db
    self.db = db
    self.file = file
    self.feed = feed
    self.hasPersonalData = hasPersonalData
    self.moment = moment.description
    insert = try BoundStatement(
      """
      INSERT INTO rejectedRow
        (fileId, feed, line, row, "column", code, found, expected, foundZh, expectedZh, raw,
         correctsId, rowKey)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    insertRaw = try BoundStatement("INSERT INTO rejectedRaw (rejectId, raw) VALUES (?, ?)", in: db)
    look = try BoundStatement(
      "SELECT status = 'open' FROM rejectedRow WHERE id = ? AND feed = ?", in: db)
    close = try BoundStatement("UPDATE rejectedRow SET status = 'retried' WHERE id = ?", in: db)
    note = try BoundStatement(
      "INSERT INTO rejectEvent (rejectId, kind, fileId, line, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
      in: db)
    same = try BoundStatement(
      """
      SELECT r.id FROM rejectedRow r JOIN ingestedFile e ON e.id = r.fileId
      JOIN ingestedFile f ON f.id = ?
      WHERE r.feed = ? AND r.rowKey = ? AND r.status = 'open' AND e.id < f.id
        AND e.knownOn <= f.knownOn
      ORDER BY r.id DESC
      """, in: db)
    heir = try BoundStatement("SELECT max(id) FROM rejectedRow WHERE correctsId = ?", in: db)
    change = try BoundStatement(
      """
      UPDATE rejectedRow SET "column" = ?, code = ?, found = ?, expected = ?, foundZh = ?,
        expectedZh = ?
      WHERE id = ? AND NOT ("column" IS ? AND code = ? AND found = ? AND expected = ?)
      """, in: db)
  }

  /// Stores a reject, and what it means for the one that its row was to correct.
  func setAside(_ reject: RejectedRow, mask: (String) -> String) throws {
    let key = reject.key?.text ?? Self.key(ofText: reject.raw)
    let named = try reject.corrects.map(standing)
    let answered = named == nil ? try open(key) : []
    let corrects = try (named ?? answered.first).flatMap { try isOpen($0) == nil ? nil : $0 }
    insert.bind(file)
    insert.bind(feed.rawValue)
    insert.bind(Int64(reject.line))
    insert.bind(Int64(reject.row))
    insert.bind(reject.column)
    insert.bind(reject.code)
    insert.bind(reject.found.en)
    insert.bind(reject.expected.en)
    insert.bind(reject.found.onlyChinese)
    insert.bind(reject.expected.onlyChinese)
    insert.bind(hasPersonalData ? mask(reject.raw) : reject.raw)
    insert.bind(corrects)
    insert.bind(key)
    try insert.run()
    if hasPersonalData {
      insertRaw.bind(db.lastInsertedRowID)
      insertRaw.bind(reject.raw)
      try insertRaw.run()
    }
    for id in [named].compactMap(\.self) + answered {
      try settle(id, as: .replaced, line: Int64(reject.line))
    }
  }

  /// A row is in, or waits for its firm: earlier rejects about the same are answered.
  func answer(_ key: RowKey, line: Int64) throws {
    for id in try open(key.text) { try settle(id, as: .corrected, line: line) }
  }

  /// True when rejects of the feed are open; nothing else need be asked otherwise.
  var hasOpen: Bool {
    get throws {
      try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT 1 FROM rejectedRow WHERE feed = ? AND status = 'open' LIMIT 1"),
        arguments: [feed.rawValue]) ?? false
    }
  }

  /// The open rejects of earlier files, known no later than this one, about the same.
  private func open(_ key: String) throws -> [Int64] {
    same.bind(file)
    same.bind(feed.rawValue)
    same.bind(key)
    var ids: [Int64] = []
    try same.forEach { ids.append($0.integer(0)) }
    return ids
  }

  /// The reject itself, or the last of those that stand in its place: a row corrected in several
  /// goes may still name the first.
  private func standing(_ id: Int64) throws -> Int64 {
    var last = id
    while try isOpen(last) == false {
      heir.bind(last)
      guard let next = try heir.first({ $0.integer(0) }), next > last else { return id }
      last = next
    }
    return last
  }

  /// Of a row whose key cannot be read only the same text is known to be the same row.
  private static func key(ofText raw: String) -> String { "sha256=" + TextHash.sha256(raw) }

  /// Closes an open reject; one that is not open, or of another feed, is told as a finding.
  func settle(_ named: Int64, as ending: Ending, line: Int64) throws {
    let id = try standing(named)
    guard try isOpen(id) == true else {
      unknown += 1
      firstUnknown = firstUnknown ?? (id, line)
      return
    }
    close.bind(id)
    try close.run()
    try note(id, ending, line: line, reason: nil)
  }

  /// Notes why a reject that was read again stays open; nothing when the reason is the old one.
  func keep(_ id: Int64, _ reject: RejectedRow) throws {
    let before = try String.fetchOne(
      db.cachedStatement(sql: "SELECT code FROM rejectedRow WHERE id = ?"), arguments: [id])
    func bindFault() {
      change.bind(reject.column)
      change.bind(reject.code)
      change.bind(reject.found.en)
      change.bind(reject.expected.en)
    }
    bindFault()
    change.bind(reject.found.onlyChinese)
    change.bind(reject.expected.onlyChinese)
    change.bind(id)
    bindFault()
    try change.run()
    if db.changesCount > 0 { try note(id, .kept, line: Int64(reject.line), reason: before) }
  }

  /// What a clerk should know about the numbers that the rows named.
  var findings: [FileFinding] {
    guard let firstUnknown else { return [] }
    return [
      FileFinding(
        code: FindingCode.unknownReject.rawValue, line: Int(firstUnknown.line),
        column: FeedBatch.rejectId,

        found: unknown == 1
          ? .same("\(firstUnknown.id)")
          : Bilingual(
            zh: "\(firstUnknown.id) 等 \(unknown) 个",
            en: "\(firstUnknown.id) and \(unknown - 1) more"),
        expected: Bilingual(
          zh: "\(feed.rawValue) 未处理的退回编号", en: "the number of an open reject of \(feed.rawValue)"))
    ]
  }

  /// - Returns: nil when there is no such reject of the feed.
  private func isOpen(_ id: Int64) throws -> Bool? {
    look.bind(id)
    look.bind(feed.rawValue)
    return try look.first { $0.integer(0) == 1 }
  }

  private func note(_ id: Int64, _ ending: Ending, line: Int64, reason: String?) throws {
    note.bind(id)
    note.bind(ending.rawValue)
    note.bind(file)
    note.bind(line)
    note.bind(reason)
    note.bind(moment)
    try note.run()
  }
}
