internal import GRDB
public import WageDomain

/// Decides whose rows without a code are, and which firms are one, inside one transaction.
///
/// A row that a person accepts enters the store as the row of its own file, with its own line and
/// known-on day: as of a day between the two, it counts, for what it says was known then; only whose
/// it is was found later. A row that a rule matches counts from the day on which what the rule goes
/// by was known.
public struct MatchDesk {
  /// Reads kept rows again: batches whose lines are the rows' own.
  public typealias Reader = (WaitingRecords) throws -> [FeedBatch]

  let transaction: StoreTransaction
  let firms: FirmRegister
  let journal: RowJournal
  private let read: Reader
  var db: Database { transaction.db }
  var rows: MatchedRows {
    MatchedRows(transaction, firms: firms, journal: journal, read: read)
  }

  /// For one decision, or for a night's look; `firms` knows what the transaction holds.
  public init(
    _ transaction: StoreTransaction, firms: FirmRegister, deciding isDecision: Bool = true,
    read: @escaping Reader
  ) throws {
    self.transaction = transaction
    journal = RowJournal(isOpen: isDecision)
    self.read = read
    self.firms = firms
    try transaction.fillNameKeys { firms.taken(apart: $0).key }
  }

  /// Says whose the rows of an entry are; later rows of its account or name follow by themselves, those
  /// too that are in for another firm because it had the account.
  ///
  /// A name is followed in every feed when it says its legal form, or when the rows name no account:
  /// 食堂 on two meters need not be one firm's.
  ///
  /// - Throws: ``MatchError``: no such entry, or its rows are matched already.
  public func accept(
    _ group: Int64, firm: Int64, entry: MatchEntry
  ) throws -> DecisionOutcome {
    let found = try self.group(group)
    if found.status == .matched { throw MatchError.alreadyMatched(group) }
    let event = try transaction.insertMatchEvent(
      .accepted, group: group, firm: firm, entry: entry)
    try project(group)
    try insertAliases(found, firm: firm, event: event)
    try firms.readDecisions(in: db)
    let first = found.accountNo == nil ? nil : try rows.knownDays(of: [group])[group]?.min()
    // This entry by the decision itself, even where another alias stands.
    try freeAll(
      try followers(of: found), entry: entry,
      known: MatchPlan.Known(entries: [group: .decided(event, firm: firm)]))
    if let first {
      try takeAlong(after: event, about: found, firm: firm, since: first, entry: entry)
    }
    return try journal.outcome(recording: event, in: transaction)
  }

  /// Takes an entry out of the queue; its rows stay on record, and later ones join them.
  public func refuse(_ group: Int64, entry: MatchEntry) throws -> DecisionOutcome {
    let found = try self.group(group)
    if found.status == .matched { throw MatchError.alreadyMatched(group) }
    if found.status == .refused { throw MatchError.alreadyRefused(group) }
    _ = try transaction.insertMatchEvent(.refused, group: group, firm: nil, entry: entry)
    try project(group)
    return try journal.outcome(transaction.snapshot)
  }

  /// Takes the rows of an entry away from their firm, whoever or whatever gave them to it: they wait
  /// again, and what they said is withdrawn as if it had never been there. Where a person had given
  /// them, the rows that followed go too. No rule matches the entry to that firm again.
  ///
  /// - Throws: ``MatchError/stillWaiting(_:)`` when none of its rows is in and it is not refused.
  public func split(_ group: Int64, entry: MatchEntry) throws -> DecisionOutcome {
    try unpack(
      try transaction.snapshot.matchEvents(ofGroup: group).filter { $0.kind == .automatic }
        .map(\.id))
    let found = try self.group(group)
    if found.status == .refused { return try takeRefusalBack(group, entry: entry) }
    guard found.rowsMatched > 0, let firm = found.firmId, let event = try lastEvent(of: group)
    else {
      throw MatchError.stillWaiting(group)
    }
    let split = try transaction.insertMatchEvent(
      .split, group: group, firm: firm, undoes: event.id, entry: entry)
    var taken = [KeptRows.of(group: group, firm: firm)]
    if event.groupId == group, event.kind == .accepted {
      try endAliases(of: event.id, by: split)
      taken.append(.matched(events: [event.id]))
    }
    let followers = try taken.dropFirst().flatMap { try transaction.snapshot.keptGroups($0) }
      .map(\.group).filter { $0 != group }
    for rows in taken { try self.rows.takeOut(rows) }
    try project(group)
    try firms.readDecisions(in: db)
    // What followed the person is the rules' again.
    try reconsider(
      after: event.id, about: [group] + followers, with: followers, entry: entry)
    return try journal.outcome(recording: split, in: transaction)
  }

  private func takeRefusalBack(_ group: Int64, entry: MatchEntry) throws -> DecisionOutcome {
    let refusal = try Int64.fetchOne(
      db, sql: "SELECT max(id) FROM matchEvent WHERE groupId = ? AND kind = 'refused'",
      arguments: [group])
    let split = try transaction.insertMatchEvent(
      .split, group: group, firm: nil, undoes: refusal, entry: entry)
    try openAgain(group, after: refusal ?? split, entry: entry)
    return try journal.outcome(recording: split, in: transaction)
  }

  func group(_ id: Int64) throws -> MatchGroup {
    guard let group = try transaction.snapshot.matchGroup(id) else {
      throw MatchError.unknownGroup(id)
    }
    return group
  }

  /// The waiting entries that a decision about this one may concern, itself included.
  func followers(of group: MatchGroup) throws -> [Int64] {
    let found = try transaction.snapshot.waitingGroups(
      feed: group.feed, account: group.accountNo,
      nameKey: group.name.map { firms.taken(apart: $0).key })
    return Set(found + [group.id]).sorted()
  }

  /// Rows that rules matched while their files were loaded become rows that can be taken away.
  func unpack(_ events: [Int64]) throws {
    try RuledRows(transaction: transaction).unpack(Set(events))
  }

  func hasRows(_ event: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM waitingRow WHERE eventId = ?)"),
      arguments: [event]) == true
  }

  /// What a rule said of an entry no longer holds, because of another event.
  func end(_ event: Int64, of group: Int64, after cause: Int64, at moment: Instant) throws {
    _ = try transaction.insertMatchEvent(
      .undone, group: group, firm: nil, undoes: event,
      entry: MatchEntry(
        actor: MatchEntry.automaticActor, reason: "followed from event \(cause)", now: moment))
  }

  /// The event by which the entry's rows are in, last of several.
  private func lastEvent(of group: Int64) throws -> MatchEvent? {
    try Int64.fetchOne(
      db, sql: "SELECT max(eventId) FROM waitingRow WHERE groupId = ?", arguments: [group]
    ).flatMap { try transaction.snapshot.matchEvent($0) }
  }
}
