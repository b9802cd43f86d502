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
  private let read: Reader
  var db: Database { transaction.db }
  var rows: MatchedRows { MatchedRows(transaction, firms: firms, read: read) }

  /// `firms` knows what the transaction holds.
  public init(
    _ transaction: StoreTransaction, firms: FirmRegister, read: @escaping Reader
  ) throws {
    self.transaction = transaction
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
  ) throws -> MatchOutcome {
    let found = try self.group(group)
    if found.status == .matched { throw MatchError.alreadyMatched(group) }
    let event = try transaction.insertMatchEvent(
      .accepted, group: group, firm: firm, entry: entry)
    try project(group)
    try insertAliases(found, firm: firm, event: event)
    try firms.readDecisions(in: db)
    return try follow(event, about: found, firm: firm, entry: entry)
  }

  /// Lets in what an acceptance in force brings in.
  func follow(
    _ event: Int64, about group: MatchGroup, firm: Int64, entry: MatchEntry
  ) throws -> MatchOutcome {
    let first = group.accountNo == nil ? nil : try rows.firstDay(of: group.id)
    var outcome = try freeAll(
      try followers(of: group), entry: entry,
      // This entry by the decision itself, even where another alias stands.
      decided: [group.id: RowIdentity(firm: Int32(firm), by: .decision(event), since: .min)])
    if let first {
      outcome.add(try takeAlong(after: event, about: group, firm: firm, since: first, entry: entry))
    }
    return outcome
  }

  /// Takes an entry out of the queue; its rows stay on record, and later ones join them.
  public func refuse(_ group: Int64, entry: MatchEntry) throws -> MatchOutcome {
    let found = try self.group(group)
    if found.status == .matched { throw MatchError.alreadyMatched(group) }
    if found.status == .refused { throw MatchError.alreadyRefused(group) }
    _ = try transaction.insertMatchEvent(.refused, group: group, firm: nil, entry: entry)
    try project(group)
    return MatchOutcome(groups: 1, rows: found.rowsWaiting)
  }

  /// Takes the rows of an entry away from their firm, whoever or whatever gave them to it: they wait
  /// again, and what they said is withdrawn as if it had never been there. Where a person had given
  /// them, the rows that followed go too. No rule matches the entry to that firm again.
  ///
  /// - Throws: ``MatchError/stillWaiting(_:)`` when none of its rows is in and it is not refused.
  public func split(_ group: Int64, entry: MatchEntry) throws -> MatchOutcome {
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
    var outcome = try rows.takeOut(.of(group: group, firm: firm))
    var followers: (groups: [Int64], outcome: MatchOutcome) = ([], MatchOutcome())
    if event.groupId == group, event.kind == .accepted {
      try endAliases(of: event.id, by: split)
      let given = KeptRows.matched(events: [event.id])
      followers.groups = try transaction.snapshot.keptGroups(given).map(\.group)
      followers.outcome = try rows.takeOut(given)
    }
    try project(group)
    try firms.readDecisions(in: db)
    // What followed the person is the rules' again.
    followers.outcome.takeBack(try freeAll(followers.groups, entry: entry))
    outcome.add(followers.outcome)
    outcome.add(
      try reconsider(
        after: event.id, firms: [firm], rules: [RowIdentity.accountRule], entry: entry))
    return outcome
  }

  private func takeRefusalBack(_ group: Int64, entry: MatchEntry) throws -> MatchOutcome {
    let refusal = try Int64.fetchOne(
      db, sql: "SELECT max(id) FROM matchEvent WHERE groupId = ? AND kind = 'refused'",
      arguments: [group])
    _ = try transaction.insertMatchEvent(
      .split, group: group, firm: nil, undoes: refusal, entry: entry)
    try project(group)
    return MatchOutcome(groups: 1, rows: try self.group(group).rowsWaiting)
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

  /// Lets those of the waiting entries in whose firm is known, and those decided on.
  @discardableResult
  func free(
    _ groups: [Int64], entry: MatchEntry, decided: [Int64: RowIdentity] = [:],
    byName: Bool = true
  ) throws -> MatchOutcome {
    let plan = MatchPlan(transaction, firms: firms, at: entry.now, byName: byName)
    var concerned: [Int64] = []
    for (id, key) in try transaction.snapshot.waitingKeys(groups)
    where try plan.take(id, key, decided: decided[id]) {
      concerned.append(id)
    }
    return concerned.isEmpty ? MatchOutcome() : try rows.putIn(concerned, by: plan)
  }

  /// The same, and then what follows: of an account whose first rows went in the others may follow.
  func freeAll(
    _ groups: [Int64], entry: MatchEntry, decided: [Int64: RowIdentity] = [:]
  ) throws -> MatchOutcome {
    var outcome = try free(groups, entry: entry, decided: decided)
    var part = outcome
    while part.groups > 0 {
      part = try free(try waiting(forAccountsOf: groups), entry: entry)
      outcome.add(part)
    }
    return outcome
  }

  private func waiting(forAccountsOf groups: [Int64]) throws -> [Int64] {
    var found: Set<Int64> = []
    for id in groups {
      guard let group = try transaction.snapshot.matchGroup(id, [:]), let account = group.accountNo
      else { continue }
      found.formUnion(
        try transaction.snapshot.waitingGroups(feed: group.feed, account: account, nameKey: nil))
    }
    return found.sorted()
  }

  /// Takes back what rules gave to the firms after an event that no longer holds, and lets the rules
  /// say again whose those rows are.
  ///
  /// - Returns: how many rows more wait, and are set aside.
  @discardableResult
  func reconsider(
    after event: Int64, firms concerned: [Int64], rules: [String]?, entry: MatchEntry
  ) throws -> MatchOutcome {
    let later = try Row.fetchAll(
      db,
      sql: """
        SELECT e.id, e.groupId, e.reason FROM matchEvent e
        WHERE e.id > ? AND e.kind = 'automatic'
          AND e.firmId IN (SELECT value FROM json_each(?))
        ORDER BY e.id
        """, arguments: [event, concerned.json]
    ).filter { rules?.contains($0[2]) ?? true }
    try unpack(later.map { $0[0] })
    let events = try later.filter { try hasRows($0[0]) }
    guard !events.isEmpty else { return MatchOutcome() }
    let groups = Set(events.map { $0[1] as Int64 }).sorted()
    var outcome = try rows.takeOut(.matched(events: events.map { $0[0] }))
    for row in events { try end(row[0], of: row[1], after: event, at: entry.now) }
    for group in groups { try project(group) }
    outcome.takeBack(try freeAll(groups, entry: entry))
    return outcome
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
