internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Lets those of the waiting entries in whose firm is known, and those decided on.
  ///
  /// Where an account may say whose rows are, they go in day by day, as if their files came so: a row
  /// that goes in decides about the account's rows from its day on, never before.
  @discardableResult
  func free(
    _ groups: [Int64], entry: MatchEntry, byName: Bool = true,
    known: MatchPlan.Known = MatchPlan.Known()
  ) throws -> MatchOutcome {
    let plan = MatchPlan(
      transaction, firms: firms, at: entry.now, byName: byName, known: known)
    let keys = try transaction.snapshot.waitingKeys(groups)
    var certain: [Int64] = []
    var accounts: Set<AccountQueue.Key> = []
    for (id, key) in keys where try plan.take(id, key) {
      if !plan.dependsOnHolders(id) { certain.append(id) }
      if let account = AccountQueue.Key(key) { accounts.insert(account) }
    }
    var outcome = certain.isEmpty ? MatchOutcome() : try rows.putIn(certain, by: plan)
    // With the account's other rows: of those that go in one may tell whose they are.
    let isIn = Set(certain)
    let others = keys.filter { id, key in
      !isIn.contains(id) && AccountQueue.Key(key).map(accounts.contains) == true
    }
    if !others.isEmpty { outcome.add(try freeByDay(others, plan)) }
    return outcome
  }

  private func freeByDay(
    _ entries: [(id: Int64, key: GroupKey)], _ plan: MatchPlan
  ) throws -> MatchOutcome {
    let days = try rows.knownDays(of: entries.map(\.id))
    var queues = Dictionary(grouping: entries) { AccountQueue.Key($0.key) }
      .mapValues { AccountQueue($0, waiting: days) }
    for key in queues.keys { try queues[key]?.ask(plan) }
    var outcome = MatchOutcome()
    var moved: Set<Int64> = []
    while let day = queues.values.compactMap(\.next).min() {
      let due = queues.filter { $0.value.next == day }
      let groups = due.values.flatMap(\.due).sorted()
      plan.until = day
      outcome.add(try rows.putIn(groups, by: plan))
      moved.formUnion(groups)
      for key in due.keys {
        queues[key]?.step()
        try queues[key]?.ask(plan)
      }
    }
    outcome.groups = moved.count
    return outcome
  }

  /// The same, with the other waiting rows of the entries' accounts: they may follow.
  func freeAll(
    _ groups: [Int64], entry: MatchEntry, known: MatchPlan.Known
  ) throws {
    try free(
      Set(groups + (try waiting(forAccountsOf: groups))).sorted(), entry: entry, known: known)
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

  /// Takes back what rules gave after an event, and lets them say again, day by day, whose those rows are:
  /// what a decision left open or closed meanwhile, others may have filled.
  ///
  /// What a rule found before the event stands. An account or name that another decision speaks for is
  /// left alone: its rows from before that decision are where the rules put them then.
  ///
  /// - Parameters:
  ///   - event: the one taken back, or the one by which the rows of a split entry were in.
  ///   - groups: entries; what rules gave of these and of their accounts is taken back.
  ///   - others: entries whose rows wait, for the rules to say whose they are, too.
  ///   - merged: firms; what rules gave to them is taken back, too.
  ///   - decision: taken back; the rows that it had moved go back.
  ///   - acceptance: in force again; what rules gave meanwhile of what it speaks for is taken back too.
  ///   - entry: when this is done.
  /// - Throws: ``MatchError/unreadable(file:line:)``, and what the database throws.
  func reconsider(
    after event: Int64, about groups: [Int64], with others: [Int64], merged: [Int64] = [],
    restoring decision: Int64? = nil, besides acceptance: Int64? = nil, entry: MatchEntry
  ) throws {
    let events = try ruledEvents(
      after: event, about: groups, firms: merged, besides: acceptance)
    try takeBack(events, after: event, entry: entry)
    if let decision { try restore(decision, entry: entry) }
    // Which firms have a name, a merge may have told.
    let known = MatchPlan.Known(findings: merged.isEmpty ? findings(events) : [:])
    try freeAll(Set(events.map(\.group) + others).sorted(), entry: entry, known: known)
  }

  /// What rules said, and still stands with rows: about the entries and their accounts, or for the firms.
  private func ruledEvents(
    after event: Int64, about groups: [Int64], firms concerned: [Int64], besides acceptance: Int64?
  ) throws -> [RuledEvent] {
    let events = try Row.fetchAll(
      db,
      sql: """
        SELECT e.id, e.groupId, e.firmId, e.reason
        FROM matchEvent e JOIN matchGroup g ON g.id = e.groupId
        WHERE ifnull(e.standsFor, e.id) > :event AND e.kind = 'automatic' AND (
            e.groupId IN (SELECT value FROM json_each(:groups))
            OR (g.feed, g.accountNo) IN (
              SELECT o.feed, o.accountNo FROM matchGroup o
              WHERE o.id IN (SELECT value FROM json_each(:groups)))
            OR e.firmId IN (SELECT value FROM json_each(:firms)))
        ORDER BY e.id
        """, arguments: ["event": event, "groups": groups.json, "firms": concerned.json]
    ).map { RuledEvent(id: $0[0], group: $0[1], firm: $0[2], rule: $0[3]) }
    return try withRows(
      events.filter { event in
        let speaker = try speaker(for: group(event.group))
        return speaker == nil || speaker == acceptance
      })
  }

  /// What rules gave of an entry after an event waits again, for what a person said of it.
  func takeRuledBack(of group: Int64, after event: Int64, entry: MatchEntry) throws {
    let events = try transaction.snapshot.matchEvents(ofGroup: group).compactMap { found in
      found.id > event && found.kind == .automatic
        ? found.firmId.map {
          RuledEvent(id: found.id, group: group, firm: Int32($0), rule: found.reason)
        } : nil
    }
    try takeBack(try withRows(events), after: event, entry: entry)
    try project(group)
  }

  private struct RuledEvent {
    let id, group: Int64
    let firm: Int32
    let rule: String
  }

  /// What names said of the rows that have been taken back, by entry, the latest of several.
  private func findings(_ events: [RuledEvent]) -> [Int64: RowIdentity] {
    let days = journal.firstDays()
    var findings: [Int64: RowIdentity] = [:]
    for event in events {
      guard let rule = NameRule(rawValue: event.rule) else { continue }
      findings[event.group] = RowIdentity(
        firm: event.firm, by: .name(rule), since: days[event.id] ?? .min)
    }
    return findings
  }

  /// Those by which rows are in, as rows that can be taken out.
  private func withRows(_ events: [RuledEvent]) throws -> [RuledEvent] {
    try unpack(events.map(\.id))
    return try events.filter { try hasRows($0.id) }
  }

  /// The events no longer hold, because of another, and their rows wait.
  private func takeBack(
    _ events: [RuledEvent], after cause: Int64, entry: MatchEntry
  ) throws {
    try rows.takeOut(.matched(events: events.map(\.id)))
    for event in events { try end(event.id, of: event.group, after: cause, at: entry.now) }
    for group in Set(events.map(\.group)).sorted() { try project(group) }
  }

  /// The person's decision in force about the account, or the name of rows without one.
  private func speaker(for group: MatchGroup) throws -> Int64? {
    if let account = group.accountNo {
      return firms.decisions.alias(feed: group.feed, account: account)?.event
    }
    return group.name.flatMap { firms.alias(name: firms.taken(apart: $0).key) }?.event
  }
}
