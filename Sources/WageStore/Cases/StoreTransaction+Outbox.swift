internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Puts every follow-up due by `day` into the outbox, each clock, round and step once, whatever
  /// nights were missed and whichever process comes first.
  ///
  /// - Parameters:
  ///   - day: the last day looked at.
  ///   - rules: what the policy demands.
  ///   - now: the moment of recording.
  /// - Returns: how many were new and are to be sent; one that is of no use any more is put in withdrawn.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  @discardableResult
  public func fillOutbox(asOf day: Day, rules: some CaseRules, now: Instant) throws -> Int {
    let start = try String.fetchOne(db, sql: "SELECT afterOn FROM outboxStart").flatMap { Day($0) }
    var count = 0
    let insert = try BoundStatement(Self.insertMessage, in: db)
    let seal = try RowSeal(in: db)
    let firm = try BoundStatement(Self.firmOfCase, in: db)
    try judging(casesToRemind(asOf: day, after: start, rules: rules)) { caseNo, events in
      try rules.reminders(ofCase: caseNo, events, asOf: day)
    } take: { caseNo, due in
      do {
        for reminder in try due.get() {
          if let start, reminder.effectiveAt.day <= start { continue }
          count += try put(reminder, caseNo: caseNo, now: now, insert, seal, firm)
        }
      } catch is IllegalCaseEvent {
        // Told by the escalation and by verify, as are events that nobody can read.
      } catch is CaseStoreError {
      }
    }
    return count
  }

  /// Cases with a follow-up that may be due and is not there, and those whose due days were moved,
  /// where what is stored does not tell what was due before.
  private func casesToRemind(
    asOf day: Day, after start: Day?, rules: some CaseRules
  ) throws -> [String] {
    let reminders = rules.reminderRules
    guard !reminders.isEmpty else { return [] }
    var cases: Set<String> = []
    for (place, reminder) in reminders {
      var arguments: StatementArguments = ["clock": place.clock, "step": place.step]
      if let offset = reminder.earliestOffset {
        arguments += [
          "latest": day.adding(days: -offset).description, "offset": "\(offset) days",
        ]
      } else {
        arguments += ["day": day.description, "after": start?.description ?? ""]
      }
      let sql = reminder.earliestOffset == nil ? Self.mayBeToldAtStart : Self.mayBeDue
      cases.formUnion(
        try String.fetchAll(db.cachedStatement(sql: sql), arguments: arguments))
    }
    let moved = try String.fetchAll(
      db,
      sql: """
        SELECT caseNo FROM caseEvent
        WHERE type = 'extended' OR type = 'paused' OR type = 'resumed' OR type = 'rescheduled'
        """)
    return cases.union(moved).sorted()
  }

  private static let mayBeDue = """
    SELECT caseNo FROM caseClock t
    WHERE clock = :clock AND dueOn <= :latest
      AND (endedAt IS NULL OR substr(endedAt, 1, 10) >= date(dueOn, :offset))
      AND \(isNotTold)
    """

  /// What started before the outbox did is not told.
  private static let mayBeToldAtStart = """
    SELECT caseNo FROM caseClock t
    WHERE clock = :clock AND dueOn IS NOT NULL AND startsOn <= :day AND startsOn > :after
      AND \(isNotTold)
    """

  private static let isNotTold = """
    NOT EXISTS (
        SELECT 1 FROM outbox o WHERE o.caseNo = t.caseNo AND o.clock = t.clock
          AND o.why IS NOT 'undue' AND o.why IS NOT 'other-firm'
          AND o.startsOn = t.startsOn AND o.step = :step AND o.sameDay = (
            SELECT count(*) FROM caseClock s WHERE s.caseNo = t.caseNo AND s.clock = t.clock
              AND s.startsOn = t.startsOn AND s.round <= t.round))
    """

  private static let insertMessage = """
    INSERT INTO outbox (messageId, caseNo, clock, round, startsOn, sameDay, step, issue, recipient,
      addressee, dueOn, textZh, textEn, effectiveAt, recordedAt, withdrawnAt, why, about)
    -- A number that was used stands with its day, a further issue with its own number.
    VALUES (iif(EXISTS (SELECT 1 FROM outbox WHERE messageId = ?1),
        ?1 || '/' || ?5 || '/' || ?6 || coalesce('/' || nullif(\(nextIssue), 1), ''), ?1),
      ?2, ?3, ?4, ?5, ?6, ?7, \(nextIssue), ?8, ?9, ?10, ?11, ?12, ?13, ?14,
      iif(?15 IS NULL, NULL, ?14), ?15, ?16)
    ON CONFLICT (caseNo, clock, startsOn, sameDay, step, issue) DO NOTHING
    """

  private static let nextIssue = """
    (SELECT 1 + count(*) FROM outbox WHERE caseNo = ?2 AND clock = ?3 AND startsOn = ?5
      AND sameDay = ?6 AND step = ?7 AND (why = 'undue' OR why = 'other-firm'))
    """

  private static let firmOfCase = """
    SELECT f.creditCode FROM complaint c JOIN firm f ON f.id = c.firmId
    WHERE c.id = (\(ComplaintFirm.telling(of: "?1")))
    """

  private func put(
    _ reminder: CaseReminder, caseNo: String, now: Instant, _ insert: BoundStatement,
    _ seal: RowSeal, _ firm: BoundStatement
  ) throws -> Int {
    var addressee = reminder.addressee
    if reminder.recipient == .firm {
      firm.bind(caseNo)
      addressee = try firm.first { $0.string(0) } ?? nil
      // Known at its moment and not now: it is told once somebody has said which firm it is.
      guard addressee != nil || reminder.overtaken != nil else { return 0 }
    }
    insert.bind("\(caseNo)/\(reminder.clock)/\(reminder.round)/\(reminder.step)")
    insert.bind(caseNo)
    insert.bind(reminder.clock)
    insert.bind(Int64(reminder.round))
    insert.bind(reminder.startsOn.description)
    insert.bind(Int64(reminder.sameDay))
    insert.bind(Int64(reminder.step))
    for text in [
      reminder.recipient.rawValue, addressee, reminder.dueOn.description,
      reminder.text.zh, reminder.text.en, reminder.effectiveAt.description, now.description,
      reminder.overtaken?.rawValue, reminder.about ?? "",
    ] {
      insert.bind(text)
    }
    try insert.run()
    guard db.changesCount > 0 else { return 0 }
    try seal.seal(.outbox, db.lastInsertedRowID)
    return reminder.overtaken == nil ? 1 : 0
  }

  /// Withdraws what no event of a case shows to be useless: texts told with the start whose due day is before
  /// `day`, and those for firms that their case is not about any more.
  public func withdrawOutdated(asOf day: Day, rules: some CaseRules, now: Instant) throws {
    let messages = try MessageWithdrawals(self)
    try messages.withdrawFromOtherFirms(now: now)
    try messages.withdrawPast(rules.startReminders, asOf: day, now: now)
  }

  /// Withdraws a message that a target has not and is not to have.
  public func withdraw(message: Int64, _ why: ReminderWithdrawal, now: Instant) throws {
    guard try !snapshot.isWithdrawn(message: message) else { return }
    try MessageWithdrawals(self).withdraw(message, why, isSent: false, now: now)
  }

  /// Keeps a record of a try to deliver the message of that number.
  public func note(_ attempt: OutboxAttempt, ofMessage message: Int64) throws {
    try db.execute(
      sql: """
        INSERT INTO outboxAttempt (outboxId, target, attemptedAt, status, answer, retryAt)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        message, attempt.target, attempt.attemptedAt.description,
        attempt.isSent ? "sent" : "failed", attempt.answer, attempt.retryAt?.description,
      ])
    try RowSeal(in: db).seal(.outboxAttempt, db.lastInsertedRowID)
  }

  /// Keeps a record that a dry run has shown a message for a target.
  public func noteShown(message: Int64, target: String, at moment: Instant) throws {
    try db.execute(
      sql: """
        INSERT INTO outboxShown (outboxId, target, shownAt) VALUES (?, ?, ?)
        ON CONFLICT (outboxId, target) DO NOTHING
        """,
      arguments: [message, target, moment.description])
  }
}
