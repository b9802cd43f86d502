internal import GRDB
internal import WageDomain

/// Moves kept rows into the store and out of it, and keeps the ledger's counts true.
///
/// Works through as many entries at a time as hold some thousands of rows: memory does not grow with
/// the queue.
struct MatchedRows {
  /// Whose a row is, the event that says so, and from which day (``Day/number``) on that was known.
  struct Match: Hashable {
    let firm: Int32
    let event: Int64
    let since: Int32
  }

  private let transaction: StoreTransaction
  private let firms: FirmRegister
  private let read: MatchDesk.Reader
  private let journal: RowJournal

  private static let rowsAtOnce = 20_000

  /// Notes in the journal how each row stood that it moves.
  init(
    _ transaction: StoreTransaction, firms: FirmRegister, journal: RowJournal,
    read: @escaping MatchDesk.Reader
  ) {
    self.transaction = transaction
    self.firms = firms
    self.journal = journal
    self.read = read
  }

  /// The waiting rows of the entries enter the store, as far as the plan knows whose they are.
  func putIn(_ groups: [Int64], by plan: MatchPlan) throws -> MatchOutcome {
    var outcome = MatchOutcome()
    var moved: Set<Int64> = []
    try forEachPart(of: .waiting(groups: groups)) { part in
      for version in try transaction.snapshot.keptVersions(part) {
        guard
          let match = try plan.match(
            version.id, of: version.groupId, knownOn: version.knownOn.number)
        else { continue }
        let isLater = match.since > version.knownOn.number
        try transaction.nameFirm(
          match.firm, since: isLater ? Day(number: match.since) : nil, of: version)
        journal.note(version.id, .waiting)
        try set(version.id, status: "matched", event: match.event)
        outcome.rows += 1
        outcome.storedBefore += 1
        moved.insert(version.groupId)
      }
      for (feed, records) in byFeed(try transaction.snapshot.waitingRecords(part)) {
        try putIn(records, feed, plan, &outcome, &moved)
      }
    }
    outcome.groups = moved.count
    return outcome
  }

  private func putIn(
    _ records: [WaitingRecords], _ feed: Feed, _ plan: MatchPlan,
    _ outcome: inout MatchOutcome, _ moved: inout Set<Int64>
  ) throws {
    var matches: [Int64: Match] = [:]
    let statements = try statements(records) { row, day in
      let match = try plan.match(row.id, of: row.groupId, knownOn: day)
      matches[row.id] = match
      return match.map { ($0.firm, $0.since) }
    }
    guard !matches.isEmpty else { return }
    var replay = try SeriesReplay(feed: feed, firms: firms, in: transaction)
    try replay.run(statements, removing: false)
    var (rejected, waiting): ([Int64: Int], [Int64: Int]) = ([:], [:])
    for clash in replay.clashes { rejected[clash.file, default: 0] += 1 }
    for file in records {
      let clashed = Dictionary(
        replay.clashes.filter { $0.file == file.fileId }.map { (Int($0.line), $0.about) },
        uniquingKeysWith: { first, _ in first })
      for row in file.rows {
        guard let match = matches[row.id] else { continue }
        waiting[file.fileId, default: 0] -= 1
        journal.note(row.id, .waiting)
        moved.insert(row.groupId)
        if let subject = clashed[row.line] {
          try reject(row, of: file, about: subject, event: match.event)
          outcome.rejected += 1
        } else {
          try set(row.id, status: "matched", event: match.event)
          outcome.rows += 1
        }
      }
    }
    try updateLedger(replay.changes, waiting: waiting, rejected: rejected)
  }

  /// The days (``Day/number``) on which waiting rows of entries of monthly feeds were known.
  func knownDays(of groups: [Int64]) throws -> [Int64: Set<Int32>] {
    var days: [Int64: Set<Int32>] = [:]
    try forEachPart(of: .waiting(groups: groups)) { part in
      for file in try transaction.snapshot.waitingRecords(part) {
        try forEachBatch(of: file) { batch, rows in
          for (index, row) in rows { days[row.groupId, default: []].insert(batch.knownOn[index]) }
        }
      }
    }
    return days
  }

  /// Rows that were matched wait again if they were known on a day (``Day/number``) or later; without
  /// one all, those that had been set aside for it too.
  func takeOut(_ rows: KeptRows, since first: Int32? = nil) throws {
    try forEachPart(of: rows) { part in
      for version in try transaction.snapshot.keptVersions(part) {
        if let event = version.event {
          journal.note(version.id, .isIn(by: event, since: version.since))
        }
        try transaction.nameFirm(nil, since: nil, of: version)
        try set(version.id, status: "waiting", event: nil)
      }
      if first == nil { try takeRejectsBack(part) }
      for (feed, records) in byFeed(try transaction.snapshot.waitingRecords(part)) {
        var taken: Set<Int64> = []
        let statements = try statements(records) { row, day in
          guard let firm = row.firm, first.map({ $0 <= day }) ?? true else { return nil }
          taken.insert(row.id)
          return (firm, day)
        }
        var replay = try SeriesReplay(feed: feed, firms: firms, in: transaction)
        try replay.run(statements, removing: true)
        var waiting: [Int64: Int] = [:]
        for file in records {
          for row in file.rows where taken.contains(row.id) {
            if let event = row.event {
              let place = SeriesReplay.Place(file: file.fileId, line: Int32(row.line))
              journal.note(row.id, .isIn(by: event, since: replay.removed[place]))
            }
            try set(row.id, status: "waiting", event: nil)
            waiting[file.fileId, default: 0] += 1
          }
        }
        try updateLedger(replay.changes, waiting: waiting, rejected: [:])
      }
    }
  }

  /// A reject that somebody has dealt with since stays one.
  private func takeRejectsBack(_ part: KeptRows) throws {
    for row in try transaction.snapshot.keptRejects(part) where row.isOpen {
      journal.note(row.id, .setAside(by: row.event))
      try transaction.db.execute(
        sql:
          "UPDATE waitingRow SET status = 'waiting', eventId = NULL, rejectId = NULL WHERE id = ?",
        arguments: [row.id])
      try transaction.db.execute(
        sql: "DELETE FROM rejectedRow WHERE id = ?", arguments: [row.reject])
      try updateLedger([:], waiting: [row.file: 1], rejected: [row.file: -1])
    }
  }

  /// Calls `work` with one choice of entries after another, never parting those of one account.
  private func forEachPart(of rows: KeptRows, _ work: (KeptRows) throws -> Void) throws {
    var part: [Int64] = []
    var count = 0
    var account: String?
    for group in try transaction.snapshot.keptGroups(rows) {
      let isSame = account != nil && group.account == account
      if count >= Self.rowsAtOnce, !isSame {
        try work(.part(rows, groups: part))
        part = []
        count = 0
      }
      part.append(group.group)
      count += group.rows
      account = group.account
    }
    if !part.isEmpty { try work(.part(rows, groups: part)) }
  }

  private func byFeed(_ records: [WaitingRecords]) -> [(Feed, [WaitingRecords])] {
    Dictionary(grouping: records, by: \.feed).sorted { $0.key < $1.key }
  }

  /// Reads the kept texts again and places each row.
  ///
  /// `place` is asked with a row and its own known-on day for its firm, and from when it counts; nil
  /// leaves the row out.
  private func statements(
    _ records: [WaitingRecords],
    place: (WaitingRecords.Row, Int32) throws -> (firm: Int32, since: Int32)?
  ) throws -> [SeriesMonth: [SeriesStatement]] {
    var statements: [SeriesMonth: [SeriesStatement]] = [:]
    for file in records {
      try forEachBatch(of: file) { batch, rows in
        let months = batch.integers("month") ?? []
        let accounts = batch.texts("account_no")
        let columns = Measure.measures(of: file.feed).map { batch.integers($0.column) }
        for (index, row) in rows {
          guard months.indices.contains(index) else {
            throw MatchError.unreadable(file: file.file, line: row.line)
          }
          guard let (firm, since) = try place(row, batch.knownOn[index]) else { continue }
          let key = SeriesMonth(
            chain: accounts?.string(index).map { .account($0) } ?? .firm(firm),
            month: Month(index: Int32(months[index])))
          statements[key, default: []].append(
            SeriesStatement(
              file: file.fileId, line: batch.lines[index],
              day: LayerDay(
                knownOn: Day(number: since), saidOn: Day(number: batch.knownOn[index])),
              firm: firm,
              values: columns.map { $0?[index] ?? SlabBlob.silent }))
        }
      }
    }
    return statements
  }

  /// Reads the kept texts of a file again: batch by batch, with those of its rows that are kept, by place.
  private func forEachBatch(
    of file: WaitingRecords,
    _ body: (FeedBatch, [(index: Int, row: WaitingRecords.Row)]) throws -> Void
  ) throws {
    let rows = Dictionary(uniqueKeysWithValues: file.rows.map { (Int32($0.line), $0) })
    var unread = Set(rows.keys)
    for batch in try read(file) {
      let kept = batch.lines.enumerated().compactMap { index, line in rows[line].map { (index, $0) }
      }
      unread.subtract(batch.lines)
      try body(batch, kept)
    }
    if let line = unread.min() {
      throw MatchError.unreadable(file: file.file, line: Int(line))
    }
  }

  private func set(_ row: Int64, status: String, event: Int64?) throws {
    try transaction.db.cachedStatement(
      sql: "UPDATE waitingRow SET status = ?, eventId = ? WHERE id = ?"
    ).execute(arguments: [status, event, row])
  }

  /// The file gave the account or firm a row of the month already, as ingest would have found. The
  /// row is kept with the event: taken back, it waits again.
  private func reject(
    _ row: WaitingRecords.Row, of file: WaitingRecords, about subject: SeriesMonth, event: Int64
  ) throws {
    let (found, expected, key) = (subject.repeated, subject.once, subject.rowKey)
    try transaction.db.execute(
      sql: """
        INSERT INTO rejectedRow (fileId, feed, line, row, code, found, expected, raw, foundZh,
          expectedZh, rowKey)
        VALUES (?, ?, ?, ?, 'duplicate-key', ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        file.fileId, file.feed.rawValue, row.line, row.row, found.en, expected.en, row.raw,
        found.zh, expected.zh, key?.text ?? RejectShelf.key(ofText: row.raw),
      ])
    try transaction.db.execute(
      sql: "UPDATE waitingRow SET status = 'rejected', eventId = ?, rejectId = ? WHERE id = ?",
      arguments: [event, transaction.db.lastInsertedRowID, row.id])
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

extension StoreTransaction {
  /// Names the firm of a complaint or report that is in already; nil: nobody knows it.
  fileprivate func nameFirm(_ firm: Int32?, since: Day?, of kept: KeptVersion) throws {
    if kept.feed == .complaints {
      try nameFirm(firm, since: since, complaintVersion: kept.version)
    } else {
      try db.execute(
        sql: "UPDATE gridReportVersion SET firmId = ?, firmKnownOn = ? WHERE id = ?",
        arguments: [firm, since?.description, kept.version])
    }
  }
}

extension SeriesMonth {
  private var name: Bilingual {
    switch chain {
    case .account: .accountAndMonth
    case .firm: .firmAndMonth
    }
  }

  fileprivate var repeated: Bilingual { .secondRow(of: name) }
  fileprivate var once: Bilingual { .onlyRow(of: name) }

  /// Nil for a firm's month: the row does not name the firm by its code.
  fileprivate var rowKey: RowKey? {
    guard case .account(let account) = chain else { return nil }
    return RowKey(["account_no": account, "month": month.description])
  }
}
