internal import GRDB
internal import WageDomain

/// Withdraws the follow-ups of cases that their events do not bear any more, and those that are of no use
/// now and that not every receiver has. Nothing is deleted.
///
/// With its statements and the secret at hand, and the cases with such follow-ups known beforehand: a night
/// may count a hundred thousand cases anew. For one transaction, in which nobody else fills the outbox.
final class MessageWithdrawals {
  private let db: Database
  private let live: BoundStatement
  private let mistold: BoundStatement
  private let withdrawal: BoundStatement
  /// Read with the first that is withdrawn: most events withdraw none.
  private var seal: RowSeal?
  /// Of those withdrawn, how many had gone out and should not have.
  private(set) var sentInError = 0

  init(_ db: Database) throws {
    self.db = db
    live = try BoundStatement(Self.liveOfCase, in: db)
    mistold = try BoundStatement(Self.toOtherFirms + " AND o.caseNo = ?", in: db)
    withdrawal = try BoundStatement(
      "UPDATE outbox SET withdrawnAt = ?, why = ? WHERE id = ?", in: db)
  }

  /// - Parameters:
  ///   - caseNo: whose.
  ///   - now: the moment of recording.
  ///   - due: the follow-ups whose moment came by the end of a day, by all events of the case.
  /// - Throws: what `due` throws.
  func withdraw(
    ofCase caseNo: String, now: Instant, due: (Day) throws -> [CaseReminder]
  ) throws {
    mistold.bind(caseNo)
    try withdrawMistold(now: now, mistold)
    let messages = try liveMessages(ofCase: caseNo)
    guard let latest = messages.map(\.effectiveOn).max() else { return }
    // A night ahead of the clock has put some in already.
    let byKey = Dictionary(
      try due(max(now.day, latest)).map { (MessageKey($0), $0) },
      uniquingKeysWith: { first, _ in first })
    for message in messages {
      guard let why = message.withdrawal(byKey[message.key]) else { continue }
      try withdraw(message.id, why, isSent: message.isSent, now: now)
    }
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
    if isSent, why.isMistake { sentInError += 1 }
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
          dueOn: dueOn, effectiveOn: effectiveOn, isSent: row.integer(7) == 1,
          isAwaited: row.integer(8) == 1, recipient: row.string(9), about: row.string(10)))
    }
    return messages
  }

  /// Awaited is what a target was shown and has not. A place below 1 among the rounds of a day is of before
  /// these were kept: nothing tells which round it was.
  private static let liveOfCase = """
    SELECT o.id, o.clock, o.startsOn, o.sameDay, o.step, o.dueOn, o.effectiveAt,
      \(isSent), \(isAwaited), o.recipient, o.about
    FROM outbox o WHERE o.caseNo = ? AND o.withdrawnAt IS NULL AND o.sameDay > 0
    """

  private static let isSent = """
    EXISTS (SELECT 1 FROM outboxAttempt a WHERE a.outboxId = o.id AND a.status = 'sent')
    """

  private static let isAwaited = """
    EXISTS (
        SELECT 1 FROM outboxShown s WHERE s.outboxId = o.id AND NOT EXISTS (
          SELECT 1 FROM outboxAttempt a
          WHERE a.outboxId = o.id AND a.target = s.target AND a.status = 'sent'))
    """

  /// One that went out counts also where it was withdrawn for another reason. The complaints of a merged
  /// case are in the one that goes on.
  private static let toOtherFirms = """
    SELECT o.id, \(isSent) FROM outbox o JOIN complaintCase k ON k.caseNo = o.caseNo
    WHERE o.recipient = 'firm' AND o.addressee IS NOT NULL AND k.state <> 'merged'
      AND (o.withdrawnAt IS NULL OR o.why <> 'undue' AND o.why <> 'other-firm' AND \(isSent))
      AND NOT EXISTS (
        SELECT 1 FROM complaint c JOIN firm f ON f.id = c.firmId
        WHERE c.caseNo = o.caseNo AND f.creditCode = o.addressee)
    """

  private static let past = """
    SELECT o.id FROM outbox o
    WHERE o.clock = ? AND o.step = ? AND o.dueOn < ? AND o.withdrawnAt IS NULL
      AND (NOT \(isSent) OR \(isAwaited))
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
  /// A target has it.
  let isSent: Bool
  /// Another waits for it.
  let isAwaited: Bool
  let recipient: String?
  /// Empty for none; nil for one from before this was kept.
  let about: String?

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
