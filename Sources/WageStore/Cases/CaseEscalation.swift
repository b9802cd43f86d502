internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Raises every case whose clock ran out by `day`, each clock and step once, whatever nights were
  /// missed. The same night twice appends nothing.
  ///
  /// - Parameters:
  ///   - day: the last day looked at.
  ///   - moved: cases whose stored due days the calendar counts differently now.
  ///   - fingerprint: of the workflow policy. When it is not that of the night before, every open case
  ///     is counted anew first, so that what is stored is what the policy says today.
  ///   - rules: what the policy demands.
  ///   - now: the moment of recording.
  /// - Returns: how many events were appended, how many of them withdraw a raise, and the cases whose events
  ///   cannot take what is due: they are left as they are, and none keeps the others waiting.
  /// - Throws: what the database throws; nothing is changed then.
  @discardableResult
  public func escalate(
    asOf day: Day, moved: [String] = [], fingerprint: String? = nil, rules: some CaseRules,
    now: Instant
  ) throws -> (raised: Int, withdrawn: Int, refused: [CaseStoreError]) {
    var count = 0
    var withdrawn = 0
    var refused: [CaseStoreError] = []
    try db.setPageCache(.manyEvents)
    defer { try? db.setPageCache(.usual) }
    let writer = try CaseWriter(db)
    let movable = try snapshot.casesWithMovableClocks(rules: rules)
    let anew = try fingerprint.map(casesToCountAnew) ?? []
    let forecast = writer.forecast(now: now)
    let cases = try casesToRaise(asOf: day, rules: rules) + moved + anew
    let recounted = anew.union(moved)
    let messages = try MessageWithdrawals(self)
    let raisesMoveClocks = rules.raisesMoveClocks
    let latest = try recounted.isEmpty ? [:] : messages.latestDays()
    try judging(cases.sortedOnce()) { caseNo, events in
      let isNeeded =
        raisesMoveClocks || movable.contains(caseNo) || recounted.contains(caseNo)
      return try JudgedCase(
        caseNo, events, asOf: day, rules: rules, isNeeded: isNeeded,
        remindedBy: latest[caseNo].map { max($0, now.day) }
      ) {
        forecast.linked($0, to: caseNo)
      }
    } take: { caseNo, judged in
      do {
        let judged = try judged.get()
        let followUps = judged.judgement.followUps
        guard !followUps.isEmpty || anew.contains(caseNo) else { return }
        // Judged before anything of it is written, so that a refused case leaves no trace.
        let known =
          movable.contains(caseNo)
          ? try moves(of: caseNo, judged.events, rules: rules, now: now) : []
        if known.isEmpty {
          try writer.write(judged.entries, judged.judgement.status, caseNo: caseNo, now: now)
          if !judged.events.isEmpty, !recounted.contains(caseNo) || judged.reminders != nil {
            try messages.withdraw(
              ofCase: caseNo, judged.events + followUps, rules: rules, found: judged.reminders,
              now: now)
          }
        } else {
          try record(
            known + followUps, after: judged.events, caseNo: caseNo, rules: rules, now: now,
            writer: writer, messages: messages)
        }
        let undone = followUps.count { $0.act.kind == .raiseWithdrawn }
        count += followUps.count - undone
        withdrawn += undone
      } catch let fault as IllegalCaseEvent {
        refused.append(.illegal(caseNo: caseNo, fault))
      } catch let fault as CaseStoreError {
        refused.append(fault)
      }
    }
    return (count, withdrawn, refused)
  }

  /// The open cases, and those that were raised or taken up again, when the policy is another than that
  /// they were counted by last; else none.
  private func casesToCountAnew(_ fingerprint: String) throws -> Set<String> {
    let last = try String.fetchOne(db, sql: "SELECT rules FROM countedBy")
    guard last != fingerprint else { return [] }
    try db.execute(
      sql: """
        INSERT INTO countedBy (id, rules) VALUES (1, ?)
        ON CONFLICT (id) DO UPDATE SET rules = excluded.rules
        """, arguments: [fingerprint])
    return try String.fetchSet(
      db,
      sql: """
        SELECT caseNo FROM complaintCase
        WHERE state <> 'closed' AND state <> 'withdrawn' AND state <> 'merged'
        UNION SELECT caseNo FROM caseEvent
        WHERE type = 'raised' OR type = 'reopened' OR type = 'breached'
        """)
  }

  /// Cases with a step of a ladder that may be due and is not recorded, and those with an instalment
  /// that may be unpaid.
  ///
  /// - Returns: a case for each, in no order.
  private func casesToRaise(asOf day: Day, rules: some CaseRules) throws -> [String] {
    var cases = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT caseNo FROM caseClock
          WHERE clock = ? AND dueOn < ? AND (ending IS NULL OR substr(endedAt, 1, 10) > dueOn)
          """), arguments: [CaseClock.instalment, day.description])
    let mayBeOverdue = try isAnyWithdrawn ? Self.mayBeOverdueAgain : Self.mayBeOverdue()
    for clock in rules.clockRules {
      for (index, rung) in clock.ladder.enumerated() {
        let offset = "\(rung.daysAfterDue) days"
        cases += try String.fetchAll(
          db.cachedStatement(sql: mayBeOverdue),
          arguments: [
            "clock": clock.id, "step": String(index + 1), "offset": offset,
            "latest": day.adding(days: -rung.daysAfterDue).description,
          ])
      }
    }
    return cases
  }

  /// A step is known again by its round's first day; in events from before that was kept, by the
  /// round's number.
  private static func mayBeOverdue(unless condition: String = "") -> String {
    """
    SELECT caseNo FROM caseClock t
    WHERE clock = :clock AND dueOn <= :latest
      AND (endedAt IS NULL OR substr(endedAt, 1, 10) >= date(dueOn, :offset))
      AND NOT EXISTS (
        SELECT 1 FROM caseEvent e
        WHERE e.caseNo = t.caseNo AND e.type = 'raised'
          AND e.payload ->> 'clock' = :clock AND e.payload ->> 'step' = :step
          AND coalesce(e.payload ->> 'starts_on' = t.startsOn,
            e.payload ->> 'round' = CAST(t.round AS TEXT))
          \(condition))
    """
  }

  /// A step that was withdrawn is due once more when its moment comes. Asked of every raised case, and
  /// so only where there are such steps.
  private static let mayBeOverdueAgain = mayBeOverdue(
    unless: """
      AND NOT EXISTS (
        SELECT 1 FROM caseEvent w
        WHERE w.caseNo = e.caseNo AND w.seq > e.seq AND w.type = 'raise-withdrawn'
          AND w.effectiveAt = e.effectiveAt AND w.payload ->> 'clock' = :clock
          AND w.payload ->> 'step' = :step
          AND w.payload ->> 'starts_on' IS e.payload ->> 'starts_on')
      """)

  private var isAnyWithdrawn: Bool {
    get throws {
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM caseEvent WHERE type = 'raise-withdrawn')") ?? false
    }
  }
}

extension CaseRules {
  /// Whether a raise starts or stops a clock. It does not in the shipped policies.
  fileprivate var raisesMoveClocks: Bool {
    clockRules.contains { ($0.starts + $0.stops).contains { $0.kind == .raised } }
  }
}

extension [String] {
  /// Ascending, each once.
  fileprivate func sortedOnce() -> [String] {
    sorted().reduce(into: []) { numbers, number in
      if numbers.last != number { numbers.append(number) }
    }
  }
}

/// What a night demands of one case, in the words that are stored.
private struct JudgedCase: Sendable {
  /// Kept where a follow-up may be of no use now: a due day may have moved, which the store knows, or more was
  /// demanded than to raise the case.
  let events: [CaseEvent]
  let judgement: CaseJudgement
  let entries: [ChainEntry]
  /// By the last day of a follow-up that may be withdrawn; nil where none may, or nobody asked.
  let reminders: [CaseReminder]?

  init(
    _ caseNo: String, _ events: [CaseEvent], asOf day: Day, rules: some CaseRules, isNeeded: Bool,
    remindedBy last: Day?, linked: (ChainEntry) -> ChainEntry
  ) throws {
    let judgement = try rules.judgement(of: events, asOf: day)
    let isRaisedAlone = judgement.followUps.allSatisfy { $0.act.kind == .raised }
    self.events = isNeeded || !isRaisedAlone ? events : []
    self.judgement = judgement
    reminders = try last.map {
      try rules.reminders(ofCase: caseNo, events + judgement.followUps, asOf: $0)
    }
    entries = try judgement.followUps.map { linked(try ChainEntry($0)) }
  }
}
