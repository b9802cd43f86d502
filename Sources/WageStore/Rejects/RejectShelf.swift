internal import GRDB
internal import WageDomain

/// Where the rejects of one file go, and where it is noted what became of earlier ones.
final class RejectShelf {
  private let db: Database
  private let file: Int64
  private let feed: Feed
  private let hasPersonalData: Bool
  private let moment: String
  /// The month that the file says its rows are of.
  private let period: String?
  /// The columns that the file's rows fill or leave empty.
  private var carried: Set<String> = [knownOn]
  private let insert, insertRaw, look, close, note, change, same, heir, subject: BoundStatement
  private var unknown = NamedRejects()
  private var others = NamedRejects()
  private var untouched = NamedRejects()

  /// Rejects that rows named in vain.
  private struct NamedRejects {
    var count = 0
    /// The first, the line that named it, and what that row is about.
    var first: (id: Int64, line: Int64, key: RowKey?)?

    mutating func add(_ id: Int64, line: Int64, key: RowKey?) {
      count += 1
      first = first ?? (id, line, key)
    }
  }

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
    period = try String.fetchOne(
      db, sql: "SELECT period FROM ingestedFile WHERE id = ?", arguments: [file])
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
      SELECT r.id, r."column" FROM rejectedRow r JOIN ingestedFile e ON e.id = r.fileId
      JOIN ingestedFile f ON f.id = ?
      WHERE r.feed = ? AND r.rowKey = ? AND r.status = 'open' AND e.id < f.id
        AND e.knownOn <= f.knownOn
      ORDER BY r.id DESC
      """, in: db)
    subject = try BoundStatement(
      "SELECT rowKey, \"column\" FROM rejectedRow WHERE id = ?", in: db)
    heir = try BoundStatement("SELECT max(id) FROM rejectedRow WHERE correctsId = ?", in: db)
    change = try BoundStatement(
      """
      UPDATE rejectedRow SET "column" = ?, code = ?, found = ?, expected = ?, foundZh = ?,
        expectedZh = ?
      WHERE id = ? AND NOT ("column" IS ? AND code = ? AND found = ? AND expected = ?)
      """, in: db)
  }

  /// Stores a reject, and what it means for the one that its row was to correct.
  ///
  /// - Returns: the reject's number.
  @discardableResult
  func setAside(_ reject: RejectedRow, mask: (String) -> String) throws -> Int64 {
    let key = try reject.key?.text ?? key(ofText: reject.raw)
    let named = try reject.corrects.map(standing).flatMap {
      try isOpen($0) != true
        || isAbout($0, named: reject.corrects, reject.key, line: Int64(reject.line)) ? $0 : nil
    }
    let answered = named == nil ? try open(key).map(\.id) : []
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
    let id = db.lastInsertedRowID
    if hasPersonalData {
      insertRaw.bind(id)
      insertRaw.bind(reject.raw)
      try insertRaw.run()
    }
    for id in [named].compactMap(\.self) + answered {
      try settle(id, as: .replaced, line: Int64(reject.line))
    }
    return id
  }

  /// True, and noted, for a row that names an open reject and has its very cells and fault: nobody
  /// has corrected it.
  ///
  /// What was found and expected follows from both, but for the number of cells and the place of a
  /// quote, which our two columns before them change, and for the day of our column `known_on`.
  func keepsOpen(_ reject: RejectedRow) throws -> Bool {
    guard let named = reject.corrects else { return false }
    let dated = reject.code == "known-too-early"
    return try keepsOpen(
      named, sentAs: reject.raw, line: Int64(reject.line), key: reject.key,
      fault: "\"column\" IS ? AND code = ?" + (dated ? " AND found = ?" : ""),
      [reject.column, reject.code] + (dated ? [reject.found.en] : []))
  }

  /// The same for a row that is good by itself, and was set aside beside another of its key.
  func keepsOpen(
    duplicate named: Int64, sentAs raw: String, line: Int64, key: RowKey?
  ) throws -> Bool {
    try keepsOpen(
      named, sentAs: raw, line: line, key: key, fault: "code = ?", ["duplicate-key"])
  }

  private func keepsOpen(
    _ named: Int64, sentAs raw: String, line: Int64, key: RowKey?, fault: String,
    _ values: [String?]
  ) throws -> Bool {
    let id = try standing(named)
    guard try isOpen(id) == true,
      let before = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT ifnull(p.raw, r.raw) FROM rejectedRow r
            LEFT JOIN rejectedRaw p ON p.rejectId = r.id
            WHERE r.id = ? AND \(fault)
            """),
        arguments: [id] + StatementArguments(values)),
      ExportedRow(raw).isUntouched(from: before[0])
    else { return false }
    untouched.add(named, line: line, key: key)
    try note(id, .kept, line: line, reason: nil)
    return true
  }

  /// Told before the file's rows, batch by batch.
  func carry(_ columns: some Sequence<String>) { carried.formUnion(columns) }

  /// Whether the file can say anything about what was at fault: a file without the column does not.
  func tells(_ column: String?) -> Bool { column.map(carried.contains) ?? true }

  /// A row is in, or waits for its firm: earlier rejects about the same are answered.
  func answer(_ key: RowKey, line: Int64) throws {
    for reject in try open(key.text) where tells(reject.column) {
      try settle(reject.id, as: .corrected, line: line)
    }
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
  private func open(_ key: String) throws -> [(id: Int64, column: String?)] {
    same.bind(file)
    same.bind(feed.rawValue)
    same.bind(key)
    var rejects: [(id: Int64, column: String?)] = []
    try same.forEach { row in
      rejects.append(
        (row.integer(0), row.text(1).map { String(decoding: $0, as: UTF8.self) }))
    }
    return rejects
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
  static func key(ofText raw: String) -> String { "sha256=" + TextHash.sha256(raw) }

  /// Keyed where the text holds personal data. In files of two months the same text, whose own month
  /// may be what cannot be read, is about two things.
  private func key(ofText raw: String) throws -> String {
    let text = period.map { "\($0)\n\(raw)" } ?? raw
    return hasPersonalData
      ? "sha256=" + (try HashSecret(in: db).hash(text)) : Self.key(ofText: text)
  }

  /// Closes an open reject; one that is not open, or of another feed, or about something else than
  /// the row of `key`, is told as a finding.
  func settle(
    _ named: Int64, as ending: Ending, line: Int64, key: RowKey? = nil
  ) throws {
    let id = try standing(named)
    guard try isOpen(id) == true else {
      unknown.add(named, line: line, key: key)
      return
    }
    guard try isAbout(id, named: named, key, line: line) else { return }
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

  /// False, and noted, for a row that names a reject about something else: most likely the number
  /// slipped into another row.
  ///
  /// A fault in the key itself is corrected by another key; then the number is believed, as where one
  /// of the two keys cannot be read.
  ///
  /// `named` is the number that the row gives, which another reject may stand for by now.
  private func isAbout(
    _ id: Int64, named: Int64?, _ key: RowKey?, line: Int64
  ) throws -> Bool {
    subject.bind(id)
    let held = try subject.first { row in
      (
        key: row.text(0).map { String(decoding: $0, as: UTF8.self) },
        column: row.text(1).map { String(decoding: $0, as: UTF8.self) }
      )
    }
    guard let key, let column = held?.column, column != Self.knownOn,
      let about = held?.key.flatMap({ RowKey(text: $0) }), about.values[column] == nil,
      about.values.contains(where: { key.values[$0.key] ?? $0.value != $0.value })
    else { return true }
    others.add(named ?? id, line: line, key: key)
    return false
  }

  /// A row known too early may have a wrong month, which is part of its key.
  private static let knownOn = "known_on"

  /// What a clerk should know about the numbers that the rows named.
  var findings: [FileFinding] {
    [
      finding(
        .unknownReject, unknown,
        expected: Bilingual(
          zh: "\(feed.rawValue) 未处理的退回编号", en: "the number of an open reject of \(feed.rawValue)")),
      finding(
        .untouchedReject, untouched,
        expected: Bilingual(
          zh: "改正后的内容；这些行与导出时一样，退回仍未处理",
          en: "corrected cells; such rows are as they were exported, their rejects stay open")),
      finding(
        .otherReject, others,
        expected: Bilingual(
          zh: "关于 \(others.first?.key?.shown ?? "") 的退回编号",
          en: "the number of a reject about \(others.first?.key?.shown ?? "")")),
    ].compactMap(\.self)
  }

  private func finding(
    _ code: FindingCode, _ named: NamedRejects, expected: Bilingual
  ) -> FileFinding? {
    guard let first = named.first else { return nil }
    return FileFinding(
      code: code.rawValue, line: Int(first.line), column: FeedBatch.rejectId,
      found: named.count == 1
        ? .same("\(first.id)")
        : Bilingual(
          zh: "\(first.id) 等 \(named.count) 个", en: "\(first.id) and \(named.count - 1) more"),
      expected: expected)
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
