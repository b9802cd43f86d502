internal import GRDB
internal import WageDomain

extension StoreTransaction {
  /// Withdraws the follow-ups of a case that its events do not bear any more, and those that are of no
  /// use now and that not every receiver has. Nothing is deleted.
  ///
  /// - Parameters:
  ///   - caseNo: whose.
  ///   - events: all of them.
  ///   - rules: what the policy demands.
  ///   - now: the moment of recording.
  /// - Throws: as ``CaseRules/reminders(ofCase:_:asOf:)``.
  func withdrawMessages(
    ofCase caseNo: String, _ events: [CaseEvent], rules: some CaseRules, now: Instant
  ) throws {
    let messages = try liveMessages(ofCase: caseNo)
    guard let latest = messages.map(\.effectiveOn).max() else { return }
    // A night ahead of the clock has put some in already.
    let due = try rules.reminders(ofCase: caseNo, events, asOf: max(now.day, latest))
    let byKey = Dictionary(due.map { (MessageKey($0), $0) }) { first, _ in first }
    let seal = try RowSeal(in: db)
    for message in messages {
      guard let why = message.withdrawal(byKey[message.key]) else { continue }
      try db.cachedStatement(sql: "UPDATE outbox SET withdrawnAt = ?, why = ? WHERE id = ?")
        .execute(arguments: [now.description, why.rawValue, message.id])
      try seal.seal(.outbox, message.id)
    }
  }

  private func liveMessages(ofCase caseNo: String) throws -> [LiveMessage] {
    let rows = try BoundStatement(Self.live, in: db)
    rows.bind(caseNo)
    var messages: [LiveMessage] = []
    try rows.forEach { row in
      guard let dueOn = row.string(5).flatMap({ Day($0) }),
        let effectiveOn = row.string(6).flatMap({ Instant($0)?.day })
      else { return }
      messages.append(
        LiveMessage(
          id: row.integer(0),
          key: MessageKey(
            clock: row.string(1) ?? "", startsOn: row.string(2) ?? "", sameDay: row.integer(3),
            step: row.integer(4)),
          dueOn: dueOn, effectiveOn: effectiveOn, isDelivered: row.integer(7) == 1,
          recipient: row.string(8), about: row.string(9)))
    }
    return messages
  }

  /// Delivered is what a target has and no other waits for. A place below 1 among the rounds of a day
  /// is of before these were kept: nothing tells which round it was.
  private static let live = """
    SELECT o.id, o.clock, o.startsOn, o.sameDay, o.step, o.dueOn, o.effectiveAt,
      EXISTS (SELECT 1 FROM outboxAttempt a WHERE a.outboxId = o.id AND a.status = 'sent')
      AND NOT EXISTS (
        SELECT 1 FROM outboxShown s WHERE s.outboxId = o.id AND NOT EXISTS (
          SELECT 1 FROM outboxAttempt a
          WHERE a.outboxId = o.id AND a.target = s.target AND a.status = 'sent')),
      o.recipient, o.about
    FROM outbox o WHERE o.caseNo = ? AND o.withdrawnAt IS NULL AND o.sameDay > 0
    """
}

/// What a follow-up is known again by.
private struct MessageKey: Hashable {
  let clock: String
  let startsOn: String
  let sameDay: Int64
  let step: Int64
}

extension MessageKey {
  init(_ reminder: CaseReminder) {
    self.init(
      clock: reminder.clock, startsOn: reminder.startsOn.description,
      sameDay: Int64(reminder.sameDay), step: Int64(reminder.step))
  }
}

private struct LiveMessage {
  let id: Int64
  let key: MessageKey
  let dueOn: Day
  let effectiveOn: Day
  let isDelivered: Bool
  let recipient: String?
  /// Empty for none; nil for one from before this was kept.
  let about: String?

  /// - Parameter due: the follow-up of its key, by all events; nil: there is none.
  /// - Returns: why it is to be withdrawn; nil where it stands.
  func withdrawal(_ due: CaseReminder?) -> ReminderWithdrawal? {
    guard let due, due.dueOn == dueOn else { return .undue }
    if let about, about != due.about ?? "" || recipient != due.recipient.rawValue { return .undue }
    return isDelivered ? nil : due.overtaken
  }
}
