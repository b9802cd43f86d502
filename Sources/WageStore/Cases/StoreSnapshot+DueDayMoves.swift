internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The due days that are stored and that the rules' calendar counts differently.
  ///
  /// - Parameters:
  ///   - rules: with the calendar as published by the day looked at.
  ///   - onlyRunning: leave out clocks that have ended.
  ///   - refuse: is told of each case whose events cannot be replayed; it is left out. By default it
  ///     throws.
  /// - Returns: by case, then in the policy's order.
  /// - Throws: what `refuse` throws.
  public func movedDueDays(
    rules: some CaseRules, onlyRunning: Bool = false,
    refuse: (CaseStoreError) throws -> Void = { throw $0 }
  ) throws -> [DueDayMove] {
    let clocks = Self.clocksByCalendar(rules)
    guard !clocks.isEmpty else { return [] }
    let places = clocks.map { _ in "?" }.joined(separator: ", ")
    let cases = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT caseNo FROM caseClock WHERE clock IN (\(places))
          \(onlyRunning ? "AND ending IS NULL" : "") ORDER BY caseNo
        """,
      arguments: StatementArguments(clocks))
    return try cases.flatMap { caseNo in
      do {
        return try moves(ofCase: caseNo, caseEvents(ofCase: caseNo), rules: rules)
          .filter { $0.isRunning || !onlyRunning }
      } catch let fault as IllegalCaseEvent {
        try refuse(.illegal(caseNo: caseNo, fault))
      } catch let fault as CaseStoreError {
        try refuse(fault)
      }
      return []
    }
  }

  /// Cases with a clock that holiday notices can move.
  func casesWithMovableClocks(rules: some CaseRules) throws -> Set<String> {
    try Self.clocksByCalendar(rules).reduce(into: []) { cases, clock in
      cases.formUnion(
        try String.fetchAll(
          db.cachedStatement(sql: "SELECT DISTINCT caseNo FROM caseClock WHERE clock = ?"),
          arguments: [clock]))
    }
  }

  /// The moved due days of one case, whose events are given.
  func moves(
    ofCase caseNo: String, _ events: [CaseEvent], rules: some CaseRules
  ) throws -> [DueDayMove] {
    let stored = try storedDueDays(ofCase: caseNo, clocks: Set(Self.clocksByCalendar(rules)))
    guard !stored.isEmpty, !events.isEmpty else { return [] }
    let status = try rules.status(of: events)
    return try status.clocks.compactMap { clock in
      let key = ClockRound(clock: clock.id, round: clock.round)
      guard let from = stored[key], from != clock.dueOn else { return nil }
      return DueDayMove(
        caseNo: caseNo, clock: clock.id, round: clock.round, from: from, to: clock.dueOn,
        isRunning: clock.ending == nil,
        why: try changes(of: clock, from: from, events, rules: rules))
    }
  }

  /// What moved the clock from its stored day: found by counting with the calendar as it stood before
  /// each notice, the latest first.
  private func changes(
    of clock: CaseClock, from: Day?, _ events: [CaseEvent], rules: some CaseRules
  ) throws -> [CalendarEntry] {
    let last = [from, clock.dueOn].compactMap(\.self).max() ?? clock.startsOn
    for calendar in rules.calendar.earlier {
      let then = try rules.counting(by: calendar).status(of: events).clocks.first {
        $0.id == clock.id && $0.round == clock.round
      }
      guard let then, then.dueOn == from else { continue }
      return rules.calendar.changes(since: calendar, in: clock.startsOn...max(last, clock.startsOn))
    }
    return []
  }

  private func storedDueDays(
    ofCase caseNo: String, clocks: Set<String>
  ) throws -> [ClockRound: Day?] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT clock, round, dueOn FROM caseClock WHERE caseNo = ?"),
      arguments: [caseNo])
    var days: [ClockRound: Day?] = [:]
    for row in rows where clocks.contains(row["clock"]) {
      let day = (row["dueOn"] as String?).flatMap { Day($0) }
      days.updateValue(day, forKey: ClockRound(clock: row["clock"], round: row["round"]))
    }
    return days
  }

  /// The clocks that holiday notices can move.
  private static func clocksByCalendar(_ rules: some CaseRules) -> [String] {
    rules.clockRules.filter(\.deadline.needsCalendar).map(\.id)
  }

  private struct ClockRound: Hashable {
    let clock: String
    let round: Int
  }
}

extension StoreTransaction {
  /// Records each moved due day as an event of its case and stores the day.
  ///
  /// - Returns: how many events were appended; the same moves looked up again are none.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  @discardableResult
  public func reschedule(
    _ moves: [DueDayMove], actor: String, rules: some CaseRules, now: Instant
  ) throws -> Int {
    for (caseNo, own) in Dictionary(grouping: moves, by: \.caseNo).sorted(by: { $0.key < $1.key }) {
      let before = try snapshot.caseEvents(ofCase: caseNo)
      let events = own.map { move in
        CaseEvent(
          .rescheduled(MovedDueDay(move, calendar: rules.calendar.version)), effectiveAt: now,
          actor: actor)
      }
      try record(events, after: before, caseNo: caseNo, rules: rules, now: now)
    }
    return moves.count
  }
}

extension MovedDueDay {
  init(_ move: DueDayMove, calendar: String) {
    self.init(
      clock: move.clock, round: move.round, from: move.from, to: move.to, calendar: calendar)
  }
}
