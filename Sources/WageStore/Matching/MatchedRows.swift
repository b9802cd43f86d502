internal import GRDB
internal import WageDomain

/// Moves kept rows into the store and out of it, and keeps the ledger's counts true.
struct MatchedRows {
  /// Whose the rows of an entry are, and the event that says so.
  struct Match: Hashable {
    let firm: Int32
    let event: Int64
  }

  private let transaction: StoreTransaction
  private let firms: FirmRegister
  private let read: MatchDesk.Reader

  init(_ transaction: StoreTransaction, firms: FirmRegister, read: @escaping MatchDesk.Reader) {
    self.transaction = transaction
    self.firms = firms
    self.read = read
  }

  /// The waiting rows enter the store; `matches` has an answer for every row's group.
  func putIn(_ records: [WaitingRecords], _ matches: [Int64: Match]) throws -> MatchOutcome {
    var outcome = MatchOutcome(groups: matches.count)
    for (feed, records) in byFeed(records) {
      if feed == .complaints {
        outcome.rows += try nameFirms(records) { matches[$0.groupId] }
        continue
      }
      let statements = try statements(records) { matches[$0.groupId]?.firm }
      var replay = try SeriesReplay(feed: feed, firms: firms, in: transaction)
      try replay.run(statements, removing: false)
      var rejected: [Int64: Int] = [:]
      for clash in replay.clashes { rejected[clash.file, default: 0] += 1 }
      for file in records {
        let clashed = Set(replay.clashes.filter { $0.file == file.fileId }.map { Int($0.line) })
        for row in file.rows {
          if clashed.contains(row.line) {
            try reject(row, of: file)
          } else if let match = matches[row.groupId] {
            try set(row, status: "matched", event: match.event)
          }
        }
        outcome.rows += file.rows.count - clashed.count
        outcome.rejected += clashed.count
      }
      try updateLedger(
        replay.changes, waiting: Self.rows(records).mapValues { -$0 }, rejected: rejected)
    }
    return outcome
  }

  /// Rows that entered by a decision for `firm` wait again.
  func takeOut(_ records: [WaitingRecords], firm: Int32) throws -> MatchOutcome {
    var outcome = MatchOutcome()
    outcome.groups = Set(records.flatMap { $0.rows.map(\.groupId) }).count
    for (feed, records) in byFeed(records) {
      if feed == .complaints {
        outcome.rows += try nameFirms(records) { _ in nil }
        continue
      }
      let statements = try statements(records) { _ in firm }
      var replay = try SeriesReplay(feed: feed, firms: firms, in: transaction)
      try replay.run(statements, removing: true)
      for row in records.flatMap(\.rows) {
        try set(row, status: "waiting", event: nil)
        outcome.rows += 1
      }
      try updateLedger(replay.changes, waiting: Self.rows(records), rejected: [:])
    }
    return outcome
  }

  /// Complaints are in the store whoever they are about: only their firm is named, or no longer.
  private func nameFirms(
    _ records: [WaitingRecords], match: (WaitingRecords.Row) -> Match?
  ) throws -> Int {
    for file in records {
      for row in file.rows {
        let match = match(row)
        try transaction.nameFirm(match?.firm, file: file.fileId, line: row.line)
        try set(row, status: match == nil ? "waiting" : "matched", event: match?.event)
      }
    }
    return records.map(\.rows.count).reduce(0, +)
  }

  private func byFeed(_ records: [WaitingRecords]) -> [(Feed, [WaitingRecords])] {
    Dictionary(grouping: records, by: \.feed).sorted { $0.key < $1.key }
  }

  private static func rows(_ records: [WaitingRecords]) -> [Int64: Int] {
    Dictionary(records.map { ($0.fileId, $0.rows.count) }, uniquingKeysWith: +)
  }

  /// Reads the kept texts again and places each row.
  private func statements(
    _ records: [WaitingRecords], firm: (WaitingRecords.Row) -> Int32?
  ) throws -> [SeriesMonth: [SeriesStatement]] {
    var statements: [SeriesMonth: [SeriesStatement]] = [:]
    for file in records {
      let rows = Dictionary(uniqueKeysWithValues: file.rows.map { (Int32($0.line), $0) })
      var unread = Set(rows.keys)
      for batch in try read(file) {
        let months = batch.integers("month") ?? []
        let accounts = batch.texts("account_no")
        let columns = Measure.measures(of: file.feed).map { batch.integers($0.column) }
        for index in months.indices {
          guard let row = rows[batch.lines[index]], let firm = firm(row) else { continue }
          unread.remove(batch.lines[index])
          let key = SeriesMonth(
            chain: accounts?.string(index).map { .account($0) } ?? .firm(firm),
            month: Month(index: Int32(months[index])))
          statements[key, default: []].append(
            SeriesStatement(
              file: file.fileId, line: batch.lines[index],
              knownOn: Day(number: batch.knownOn[index]), firm: firm,
              values: columns.map { $0?[index] ?? SlabBlob.silent }))
        }
      }
      if let line = unread.min() {
        throw MatchError.unreadable(file: file.file, line: Int(line))
      }
    }
    return statements
  }

  private func set(_ row: WaitingRecords.Row, status: String, event: Int64?) throws {
    try transaction.db.cachedStatement(
      sql: "UPDATE waitingRow SET status = ?, eventId = ? WHERE id = ?"
    ).execute(arguments: [status, event, row.id])
  }

  /// The file gave the account and month a row already, as ingest would have found.
  private func reject(_ row: WaitingRecords.Row, of file: WaitingRecords) throws {
    try transaction.db.execute(
      sql: """
        INSERT INTO rejectedRow (fileId, feed, line, row, code, found, expected, raw)
        VALUES (?, ?, ?, ?, 'duplicate-key', ?, ?, ?)
        """,
      arguments: [
        file.fileId, file.feed.rawValue, row.line, row.row,
        "a second row for the same account and month", "each account and month once in a file",
        row.raw,
      ])
    try transaction.db.execute(sql: "DELETE FROM waitingRow WHERE id = ?", arguments: [row.id])
  }

  private func updateLedger(
    _ changes: [Int64: LoadCounts], waiting: [Int64: Int], rejected: [Int64: Int]
  ) throws {
    for file in Set(changes.keys).union(waiting.keys).sorted() {
      let change = changes[file] ?? LoadCounts()
      try transaction.db.cachedStatement(
        sql: """
          UPDATE ingestedFile SET stored = stored + ?, unchanged = unchanged + ?,
            superseded = superseded + ?, waiting = waiting + ?, rejected = rejected + ?
          WHERE id = ?
          """
      ).execute(arguments: [
        change.stored, change.unchanged, change.superseded, waiting[file] ?? 0,
        rejected[file] ?? 0, file,
      ])
    }
  }
}
