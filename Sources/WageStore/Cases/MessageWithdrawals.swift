internal import GRDB
internal import WageDomain

/// Withdraws the follow-ups of cases that their events do not bear any more, and those that are of no use
/// now and that not every receiver has. Nothing is deleted.
///
/// With its statements and the secret at hand, and the cases with such follow-ups known beforehand: a night
/// may count a hundred thousand cases anew. For one transaction, in which nobody else fills the outbox.
final class MessageWithdrawals {
  private let db: Database
  private let withdrawn: WithdrawnMessages
  private let live: BoundStatement
  private let mistold: BoundStatement
  private let withdrawal: BoundStatement
  private let known: BoundStatement
  /// Read with the first that is withdrawn: most events withdraw none.
  private var seal: RowSeal?

  init(_ transaction: StoreTransaction) throws {
    db = transaction.db
    withdrawn = transaction.messages
    live = try BoundStatement(Self.liveOfCase, in: db)
    mistold = try BoundStatement(Self.toOtherFirms + " AND o.caseNo = ?", in: db)
    withdrawal = try BoundStatement(
      "UPDATE outbox SET withdrawnAt = ?, why = ? WHERE id = ?", in: db)
    known = try BoundStatement(Self.knownBefore, in: db)
  }

  /// - Parameters:
  ///   - caseNo: whose.
  ///   - events: all of the case, as they were recorded and stand in the store.
  ///   - rules: what they demand.
  ///   - found: the follow-ups whose moment came by today, or by the last day of one in the outbox; nil: they
  ///     are not known yet.
  ///   - now: the moment of recording.
  /// - Throws: what `rules` throw.
  func withdraw(
    ofCase caseNo: String, _ events: [CaseEvent], rules: some CaseRules,
    found: [CaseReminder]? = nil, now: Instant
  ) throws {
    mistold.bind(caseNo)
    try withdrawMistold(now: now, mistold)
    let messages = try liveMessages(ofCase: caseNo)
    guard let latest = messages.map(\.effectiveOn).max() else { return }
    // A night ahead of the clock has put some in already.
    let due = Self.byKey(
      try found ?? rules.reminders(ofCase: caseNo, events, asOf: max(now.day, latest)))
    for message in messages {
      guard var why = message.withdrawal(due[message.key]) else { continue }
      if why == .undue, let sentAt = message.sentAt,
        try wasTrue(message, at: sentAt, caseNo, events, rules)
      {
        guard message.isAwaited else { continue }
        why = due[message.key] == nil ? .answered : .left
      }
      try withdraw(message.id, why, isSent: message.isSent, now: now)
    }
  }

  /// Whether a follow-up was due at the moment when it was sent. An event recorded later with that day may
  /// have happened after: days tell no hours.
  private func wasTrue(
    _ message: LiveMessage, at sentAt: Instant, _ caseNo: String, _ events: [CaseEvent],
    _ rules: some CaseRules
  ) throws -> Bool {
    known.bind(caseNo)
    known.bind(sentAt.description)
    known.bind(message.recordedAt)
    let count = Int(try known.first { $0.integer(0) } ?? 0)
    let then =
      events.prefix(count) + events.dropFirst(count).filter { $0.effectiveAt.day < sentAt.day }
    do {
      let due = try rules.reminders(
        ofCase: caseNo, Array(then), asOf: max(sentAt.day, message.effectiveOn))
      return message.withdrawal(Self.byKey(due)[message.key]) != .undue
    } catch is IllegalCaseEvent {
      // What was recorded then does not go with what is known now.
      return false
    }
  }

  private static func byKey(_ reminders: [CaseReminder]) -> [MessageKey: CaseReminder] {
    Dictionary(
      reminders.map { (MessageKey($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those for firms that no complaint of their case is about now, of every case: names may be decided and
  /// complaints moved without an event of the case.
  func withdrawFromOtherFirms(now: Instant) throws {
    try withdrawMistold(now: now, BoundStatement(Self.toOtherFirms, in: db))
  }

  /// Those told with the start whose due day is before `day`, and that a receiver has not.
  func withdrawPast(_ places: Set<ReminderPlace>, asOf day: Day, now: Instant) throws {
    let past = try BoundStatement(Self.past, in: db)
    for place in places.sorted(by: { ($0.clock, $0.step) < ($1.clock, $1.step) }) {
      past.bind(place.clock)
      past.bind(Int64(place.step))
      past.bind(day.description)
      var ids: [Int64] = []
      try past.forEach { ids.append($0.integer(0)) }
      for id in ids { try withdraw(id, .past, isSent: false, now: now) }
    }
  }

  func withdraw(_ id: Int64, _ why: ReminderWithdrawal, isSent: Bool, now: Instant) throws {
    withdrawal.bind(now.description)
    withdrawal.bind(why.rawValue)
    withdrawal.bind(id)
    try withdrawal.run()
    let seal = try self.seal ?? RowSeal(in: db)
    self.seal = seal
    try seal.seal(.outbox, id)
    withdrawn.note(id, isSentInError: isSent && why.isMistake)
  }

  private func withdrawMistold(now: Instant, _ statement: BoundStatement) throws {
    var found: [(id: Int64, isSent: Bool)] = []
    try statement.forEach { found.append(($0.integer(0), $0.integer(1) == 1)) }
    for one in found { try withdraw(one.id, .otherFirm, isSent: one.isSent, now: now) }
  }

  /// The last day of a follow-up that may be withdrawn, by case: one look at the outbox for all cases.
  func latestDays() throws -> [String: Day] {
    var days: [String: Day] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT caseNo, max(substr(effectiveAt, 1, 10)) FROM outbox
        WHERE withdrawnAt IS NULL AND sameDay > 0 GROUP BY caseNo
        """)
    while let row = try rows.next() { days[row[0]] = Day(row[1] as String) }
    return days
  }

  private func liveMessages(ofCase caseNo: String) throws -> [LiveMessage] {
    live.bind(caseNo)
    var messages: [LiveMessage] = []
    try live.forEach { row in
      guard let dueOn = row.string(5).flatMap({ Day($0) }),
        let effectiveOn = row.string(6).flatMap({ Instant($0)?.day })
      else { return }
      messages.append(
        LiveMessage(
          id: row.integer(0),
          key: MessageKey(
            clock: row.string(1) ?? "", startsOn: row.string(2) ?? "", sameDay: row.integer(3),
            step: row.integer(4)),
          dueOn: dueOn, effectiveOn: effectiveOn, recordedAt: row.string(7) ?? "",
          sentAt: row.string(8).flatMap { Instant($0) }, isAwaited: row.integer(9) == 1,
          recipient: row.string(10), about: row.string(11)))
    }
    return messages
  }

  /// Awaited is what a target was shown and has not. A place below 1 among the rounds of a day is of before
  /// these were kept: nothing tells which round it was.
  private static let liveOfCase = """
    SELECT o.id, o.clock, o.startsOn, o.sameDay, o.step, o.dueOn, o.effectiveAt,
      o.recordedAt, \(sentAt), \(isAwaited), o.recipient, o.about
    FROM outbox o WHERE o.caseNo = ? AND o.withdrawnAt IS NULL AND o.sameDay > 0
    """

  private static let isSent = """
    EXISTS (SELECT 1 FROM outboxAttempt a WHERE a.outboxId = o.id AND a.status = 'sent')
    """

  /// When the last target that has it got it.
  private static let sentAt = """
    (SELECT max(a.attemptedAt) FROM outboxAttempt a WHERE a.outboxId = o.id AND a.status = 'sent')
    """

  private static let isAwaited = """
    EXISTS (
        SELECT 1 FROM outboxShown s WHERE s.outboxId = o.id AND NOT EXISTS (
          SELECT 1 FROM outboxAttempt a
          WHERE a.outboxId = o.id AND a.target = s.target AND a.status = 'sent'))
    """

  /// One that went out counts also where it was withdrawn for another reason. The complaints of a merged
  /// case are in the one that goes on.
  fileprivate static let toOtherFirms = """
    SELECT o.id, \(isSent) FROM outbox o JOIN complaintCase k ON k.caseNo = o.caseNo
    WHERE o.recipient = 'firm' AND o.addressee IS NOT NULL AND k.state <> 'merged'
      AND (o.withdrawnAt IS NULL OR o.why <> 'undue' AND o.why <> 'other-firm' AND \(isSent))
      AND NOT EXISTS (
        SELECT 1 FROM complaint c JOIN firm f ON f.id = c.firmId
        WHERE c.caseNo = o.caseNo AND f.creditCode = o.addressee)
    """

  /// How many events of a case were recorded before a moment, or with the night that told them.
  private static let knownBefore = """
    SELECT count(*) FROM caseEvent WHERE caseNo = ? AND (recordedAt < ? OR recordedAt <= ?)
    """

  private static let past = """
    SELECT o.id FROM outbox o
    WHERE o.clock = ? AND o.step = ? AND o.dueOn < ? AND o.withdrawnAt IS NULL
      AND (NOT \(isSent) OR \(isAwaited))
    """
}

extension StoreSnapshot {
  /// The numbers of the messages for firms that their case is not about any more and that nobody has
  /// withdrawn yet.
  public func messagesToOtherFirms() throws -> Set<Int64> {
    try Int64.fetchSet(
      db, sql: MessageWithdrawals.toOtherFirms + " AND o.withdrawnAt IS NULL")
  }
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
  /// As it is stored.
  let recordedAt: String
  /// When a target got it; nil while none has it.
  let sentAt: Instant?
  /// Another waits for it.
  let isAwaited: Bool
  let recipient: String?
  /// Empty for none; nil for one from before this was kept.
  let about: String?

  var isSent: Bool { sentAt != nil }

  /// - Parameter due: the follow-up of its key, by all events; nil: there is none.
  /// - Returns: why it is to be withdrawn; nil where it stands.
  func withdrawal(_ due: CaseReminder?) -> ReminderWithdrawal? {
    guard let due, due.dueOn == dueOn else { return .undue }
    if let about, recipient != due.recipient.rawValue || due.namesBody && about != due.about ?? "" {
      return .undue
    }
    return isSent && !isAwaited ? nil : due.overtaken
  }
}
