internal import GRDB
internal import WageDomain

/// What the sheets of ruled rows say of an event: how many rows, and where the first stands.
struct RuledTally: Hashable {
  var rows = 0
  let file: Int64
  let line: Int64
}

extension StoreSnapshot {
  /// The rows that rules matched while their files were loaded, by event; of one feed, when given.
  ///
  /// Reads every sheet: some milliseconds a million rows.
  func ruledTallies(feed: Feed? = nil) throws -> [Int64: RuledTally] {
    var tallies: [Int64: RuledTally] = [:]
    try forEachSheet(of: feed) { _, _, file, data in
      RuledSheet.forEach(data) { row in
        tallies[row.event, default: RuledTally(file: file, line: row.line)].rows += 1
      }
    }
    return tallies
  }

  fileprivate func forEachSheet(
    of feed: Feed?,
    _ body: (_ id: Int64, Feed, _ file: Int64, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    for feed in feed.map({ [$0] }) ?? Feed.allCases.sorted() {
      let sheets = try BoundStatement(
        "SELECT id, fileId, data FROM ruledSheet WHERE feed = ? ORDER BY fileId, id", in: db)
      sheets.bind(feed.rawValue)
      try sheets.forEach { try body($0.integer(0), feed, $0.integer(1), $0.blob(2)) }
    }
  }
}

/// Brings ruled rows back to what they were when a person had matched them: kept rows with a text,
/// which can be taken away from their firm.
struct RuledRows {
  let transaction: StoreTransaction

  private struct FileKey: Hashable, Comparable {
    let file: Int64
    let feed: Feed

    static func < (left: FileKey, right: FileKey) -> Bool {
      (left.file, left.feed) < (right.file, right.feed)
    }
  }

  /// Whatever was known: 9999-12-31.
  private static let endOfTime = Day(number: 2_932_896)

  /// - Throws: ``MatchError/unreadable(file:line:)`` for a row that the store does not know any more.
  func unpack(_ events: Set<Int64>) throws {
    guard !events.isEmpty else { return }
    for (key, rows) in try takeFromSheets(events).sorted(by: { $0.key < $1.key }) {
      try keep(rows, of: key)
    }
  }

  private func takeFromSheets(_ events: Set<Int64>) throws -> [FileKey: [RuledSheet.Row]] {
    var taken: [FileKey: [RuledSheet.Row]] = [:]
    var changed: [(id: Int64, key: FileKey, rest: RuledSheet)] = []
    try transaction.snapshot.forEachSheet(of: nil) { id, feed, file, data in
      var rest = RuledSheet()
      var wanted: [RuledSheet.Row] = []
      RuledSheet.forEach(data) { row in
        if events.contains(row.event) { wanted.append(row) } else { rest.append(row) }
      }
      guard !wanted.isEmpty else { return }
      let key = FileKey(file: file, feed: feed)
      taken[key, default: []] += wanted
      changed.append((id, key, rest))
    }
    for (id, key, rest) in changed {
      try transaction.db.execute(sql: "DELETE FROM ruledSheet WHERE id = ?", arguments: [id])
      try rest.insert(feed: key.feed, file: key.file, in: transaction.db)
    }
    return taken
  }

  private func keep(_ rows: [RuledSheet.Row], of key: FileKey) throws {
    let lines = Set(rows.map(\.line))
    let reader = StoredTableReader(snapshot: transaction.snapshot, knownBy: Self.endOfTime)
    let found = try reader.slabRows(of: key.file, feed: key.feed) { lines.contains($0) }
    let byLine = Dictionary(found.rows.map { ($0.line, $0) }) { first, _ in first }
    for row in rows.sorted(by: { $0.line < $1.line }) {
      guard let stored = byLine[row.line], let said = Said(stored, found.columns) else {
        let name = try String.fetchOne(
          transaction.db, sql: "SELECT file FROM ingestedFile WHERE id = ?", arguments: [key.file])
        throw MatchError.unreadable(file: name ?? "", line: Int(row.line))
      }
      try insert(row, said, of: key)
    }
  }

  /// What a row said beside its name.
  private struct Said {
    var account: String?
    let month: Month
    let knownOn: String
    let values: [Int64?]

    init?(_ row: StoredTable.Row, _ columns: [String]) {
      var month: Month?
      var values: [Int64?] = []
      knownOn = row.saidOn ?? row.knownOn
      for (column, cell) in zip(columns, row.cells) {
        switch (column, cell) {
        case ("account_no", .text(let text)): account = text
        case ("month", .text(let text)): month = Month(text)
        case ("account_no", _), ("month", _), ("credit_code", _), ("name", _): break
        case (_, .integer(let value)): values.append(value)
        default: values.append(nil)
        }
      }
      guard let month else { return nil }
      (self.month, self.values) = (month, values)
    }
  }

  private func insert(_ row: RuledSheet.Row, _ said: Said, of key: FileKey) throws {
    let db = transaction.db
    let group = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT g.id, g.name, g.accountNo
          FROM matchEvent e JOIN matchGroup g ON g.id = e.groupId WHERE e.id = ?
          """), arguments: [row.event])
    guard let group else { return }
    let (name, account): (String?, String?) = (group[1], group[2])
    try db.cachedStatement(
      sql: """
        INSERT INTO waitingRow (fileId, feed, line, row, name, accountNo, raw, status, groupId,
          eventId, isRebuilt)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'matched', ?, ?, 1)
        """
    ).execute(arguments: [
      key.file, key.feed.rawValue, row.line, row.row, name, account,
      RebuiltText.record(
        key.feed, account: account, name: name, month: said.month, knownOn: said.knownOn,
        values: said.values),
      group[0] as Int64, row.event,
    ])
  }
}
