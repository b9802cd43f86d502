internal import GRDB
public import WageDomain

/// Decides about rows without a code, inside one transaction.
///
/// A row that is accepted enters the store as the row of its own file, with its own line and
/// known-on day: as of a day between the two, it counts, for what it says was known then; only whose
/// it is was found later.
public struct MatchDesk {
  /// Reads kept rows again: batches whose lines are the rows' own.
  public typealias Reader = (WaitingRecords) throws -> [FeedBatch]

  private let transaction: StoreTransaction
  private let firms: FirmRegister
  private let read: Reader
  private var db: Database { transaction.db }

  /// `places` are the names of places within firms' names.
  public init(
    _ transaction: StoreTransaction, places: PlaceNames, read: @escaping Reader
  ) throws {
    self.transaction = transaction
    self.read = read
    firms = try FirmRegister(transaction, places: places)
  }

  /// Says whose the rows of an entry are; later rows of its account or name follow by themselves.
  ///
  /// A name is followed in every feed when it says its legal form, or when the rows name no account:
  /// 食堂 on two meters need not be one firm's.
  ///
  /// - Throws: ``MatchError``: no such entry, or its rows are matched already.
  public func accept(
    _ group: Int64, firm: Int64, entry: MatchEntry
  ) throws -> MatchOutcome {
    let found = try self.group(group)
    if found.status == .matched { throw MatchError.alreadyMatched(group) }
    let event = try insertEvent("accepted", group: group, firm: firm, entry: entry)
    try db.execute(
      sql: "DELETE FROM refusedMatch WHERE groupId = ? AND firmId = ?", arguments: [group, firm])
    try setRefused(group, false)
    try insertAliases(found, firm: firm, event: event)
    try firms.readDecisions(in: db)
    // What the aliases free; this entry by the decision itself, even where another alias stands.
    return try free(
      entry: entry, decided: [group: RowIdentity(firm: Int32(firm), by: .decision(event))])
  }

  /// Takes an entry out of the queue; its rows stay on record, and later ones join them.
  public func refuse(_ group: Int64, entry: MatchEntry) throws -> MatchOutcome {
    let found = try self.group(group)
    if found.status == .matched { throw MatchError.alreadyMatched(group) }
    if found.status == .refused { throw MatchError.alreadyRefused(group) }
    _ = try insertEvent("refused", group: group, firm: nil, entry: entry)
    try setRefused(group, true)
    return MatchOutcome(groups: 1, rows: found.rowsWaiting)
  }

  /// Takes the last decision about an entry back: its rows wait again, and what they said is
  /// withdrawn as if it had never been accepted. No rule matches the entry to that firm again.
  ///
  /// - Throws: ``MatchError/stillWaiting(_:)`` without a decision in force.
  public func split(_ group: Int64, entry: MatchEntry) throws -> MatchOutcome {
    let found = try self.group(group)
    if found.status == .refused { return try takeRefusalBack(group, entry: entry) }
    guard let firm = found.firmId, let event = try lastEvent(of: group) else {
      throw MatchError.stillWaiting(group)
    }
    let isOwn = event.group == group
    let undo = try insertEvent("split", group: group, firm: firm, undoes: event.id, entry: entry)
    try db.execute(
      sql: """
        INSERT INTO refusedMatch (groupId, firmId, eventId) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET eventId = excluded.eventId
        """, arguments: [group, firm, undo])
    if isOwn {
      try db.execute(
        sql: "UPDATE firmAlias SET endedBy = ? WHERE eventId = ? AND endedBy IS NULL",
        arguments: [undo, event.id])
    }
    let records = try transaction.snapshot.waitingRecords(
      event: event.id, group: isOwn ? nil : group)
    return try MatchedRows(transaction, firms: firms, read: read)
      .takeOut(records, firm: Int32(firm))
  }

  /// Matches what waited to firms, names and accounts that have become known since.
  ///
  /// `entry` says who ran it; every entry matched so is an event of its own, with its rule.
  public func retry(entry: MatchEntry) throws -> MatchOutcome {
    try free(entry: entry, decided: [:])
  }

  private func takeRefusalBack(_ group: Int64, entry: MatchEntry) throws -> MatchOutcome {
    let refusal = try Int64.fetchOne(
      db, sql: "SELECT max(id) FROM matchEvent WHERE groupId = ? AND kind = 'refused'",
      arguments: [group])
    _ = try insertEvent("split", group: group, firm: nil, undoes: refusal, entry: entry)
    try setRefused(group, false)
    return MatchOutcome(groups: 1, rows: try self.group(group).rowsWaiting)
  }

  private func group(_ id: Int64) throws -> MatchGroup {
    guard let group = try transaction.snapshot.matchGroup(id) else {
      throw MatchError.unknownGroup(id)
    }
    return group
  }

  private func setRefused(_ group: Int64, _ isRefused: Bool) throws {
    try db.execute(
      sql: "UPDATE matchGroup SET isRefused = ? WHERE id = ?", arguments: [isRefused, group])
    try db.execute(
      sql: "UPDATE waitingRow SET status = ? WHERE groupId = ? AND status = ?",
      arguments: [isRefused ? "refused" : "waiting", group, isRefused ? "waiting" : "refused"])
  }

  /// Lets every waiting entry in whose firm is known, and those decided on.
  private func free(entry: MatchEntry, decided: [Int64: RowIdentity]) throws -> MatchOutcome {
    var matches: [Int64: MatchedRows.Match] = [:]
    for group in try transaction.snapshot.matchGroups([.waiting]) {
      guard let identity = try decided[group.id] ?? identify(group) else { continue }
      let event =
        try identity.event
        ?? insertEvent(
          "automatic", group: group.id, firm: Int64(identity.firm),
          entry: MatchEntry(actor: entry.actor, reason: identity.rule, now: entry.now))
      matches[group.id] = MatchedRows.Match(firm: identity.firm, event: event)
    }
    guard !matches.isEmpty else { return MatchOutcome() }
    let records = try transaction.snapshot.waitingRecords(
      groups: Set(matches.keys), status: .waiting)
    return try MatchedRows(transaction, firms: firms, read: read).putIn(records, matches)
  }

  private func identify(_ group: MatchGroup) throws -> RowIdentity? {
    let series = try firms.takeSeries(of: group.feed, in: db)
    defer { firms.keep(series) }
    let holder = group.accountNo.flatMap { account in
      Array(account.utf8).withUnsafeBytes { series.onlyFirm(key: $0) }
    }
    return try firms.identify(
      GroupKey(feed: group.feed, name: group.name, account: group.accountNo), holder: holder,
      in: db)
  }
}

// MARK: - Events and aliases

extension MatchDesk {
  private func insertEvent(
    _ kind: String, group: Int64, firm: Int64?, undoes: Int64? = nil, entry: MatchEntry
  ) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO matchEvent (groupId, kind, firmId, undoes, actor, reason, recordedAt)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      group, kind, firm, undoes, entry.actor, entry.reason, entry.now.description,
    ])
    return db.lastInsertedRowID
  }

  /// The event by which the entry's rows are in, and the entry that it was about.
  private func lastEvent(of group: Int64) throws -> (id: Int64, group: Int64)? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, groupId FROM matchEvent WHERE id = (
          SELECT max(eventId) FROM waitingRow WHERE groupId = ? AND status = 'matched')
        """, arguments: [group]
    ).map { ($0[0], $0[1]) }
  }

  private func insertAliases(_ group: MatchGroup, firm: Int64, event: Int64) throws {
    if let account = group.accountNo {
      try insertAlias("account", feed: group.feed, value: account, firm: firm, event: event)
    }
    if let text = group.name {
      let name = firms.taken(apart: text)
      if group.accountNo == nil || name.form != nil {
        try insertAlias("name", feed: nil, value: name.key, firm: firm, event: event)
      }
    }
  }

  private func insertAlias(
    _ kind: String, feed: Feed?, value: String, firm: Int64, event: Int64
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO firmAlias (kind, feed, value, firmId, eventId) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """, arguments: [kind, feed?.rawValue, value, firm, event])
  }
}

extension RowIdentity {
  /// The rule's code, as an automatic event keeps it.
  fileprivate var rule: String {
    switch by {
    case .decision: "decision"
    case .account: "account"
    case .name(let rule): rule.rawValue
    }
  }
}
