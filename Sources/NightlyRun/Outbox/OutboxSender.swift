public import WageDomain
public import WageStore

/// A message at one target, as a run of `outbox send` found or left it.
public struct OutboxDelivery: Sendable {
  /// What became of it.
  public enum Outcome: Hashable, Sendable {
    /// A dry run: it would go now.
    case due
    /// Holds the receiver's answer.
    case sent(String)
    case failed(String, retryAt: Instant)
    /// It failed before and is not tried again before this moment.
    case waiting(until: Instant)
    /// The target could not be reached for a message before it.
    case untried
    /// No dry run has shown it yet: it stays.
    case unshown
    /// It promised something by a day that has passed: it is withdrawn.
    case past
    /// Its case is about another firm by now, as a file or a decision about names told: it is withdrawn.
    case otherFirm
  }

  public let message: OutboxMessage
  public let target: String
  public let outcome: Outcome

  /// The receiver does not have it, and should.
  public var isUndelivered: Bool {
    switch outcome {
    case .failed, .waiting, .untried, .unshown: true
    case .due, .sent, .past, .otherFirm: false
    }
  }

  /// Why the target is not to have it; nil where it is.
  var withdrawal: ReminderWithdrawal? {
    switch outcome {
    case .past: .past
    case .otherFirm: .otherFirm
    case .due, .sent, .failed, .waiting, .untried, .unshown: nil
    }
  }
}

/// Why nothing was sent.
public enum OutboxError: Error, Hashable, Sendable {
  /// The workspace names no target.
  case noTarget
  /// No dry run has shown yet what goes to these targets.
  case notRehearsed([String])

  /// What is told: what is missing, what to do.
  public var text: Bilingual {
    switch self {
    case .noTarget:
      Bilingual(
        zh: """
          工作区没有指定发送对象。未发送任何消息。
            请在 wagewatch.yaml 中写 `outbox: { file: outbox.jsonl }` 或 `webhook: https://…`。
          """,
        en: """
          the workspace names no target. Nothing was sent.
            Write `outbox: { file: outbox.jsonl }`, or `webhook: https://...`, into wagewatch.yaml.
          """)
    case .notRehearsed(let targets):
      Bilingual(
        zh: """
          \(targets.joined(separator: "、"))：尚未试运行。未发送任何消息。
            请先看会发送什么：`wagewatch outbox send --dry-run`。
          """,
        en: """
          \(targets.joined(separator: ", ")): no dry run has shown yet what goes there. Nothing was sent.
            See it first with `wagewatch outbox send --dry-run`.
          """)
    }
  }
}

/// Sends the outbox to the workspace's targets, each message until its receiver has it.
///
/// A try is recorded after it was made: a run that dies between the two sends the message again, with
/// the same message id.
public struct OutboxSender {
  private let database: WageDatabase
  private let targets: [OutboxTarget]
  private let starts: Set<ReminderPlace>
  private let retryMinutes: [Int]
  private let patience: Double
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - database: with the outbox.
  ///   - targets: as the workspace names them.
  ///   - starts: the follow-ups of the policy that go out up to their due day only.
  ///   - retryMinutes: of the workflow policy; an hour where it has none.
  ///   - patience: seconds within which a webhook answers, or is not reached.
  ///   - now: the clock.
  public init(
    database: WageDatabase, targets: [OutboxTarget], starts: Set<ReminderPlace>,
    retryMinutes: [Int], patience: Double = 30,
    now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.targets = targets
    self.starts = starts
    self.retryMinutes = retryMinutes
    self.patience = patience
    self.now = now
  }

  /// What would go where now, and may from then on, as soon as ``noteShown(_:)`` is told that somebody
  /// saw it.
  ///
  /// - Throws: ``OutboxError/noTarget``.
  public func rehearse(asOf day: Day) throws -> [OutboxDelivery] {
    guard !targets.isEmpty else { throw OutboxError.noTarget }
    let (messages, mistold) = try database.read {
      (try $0.outbox(asOf: day), try $0.messagesToOtherFirms())
    }
    return targets.flatMap { open(messages, mistold, at: $0, asOf: day) }
  }

  /// These were shown to a person: they may go to their targets.
  public func noteShown(_ deliveries: some Collection<OutboxDelivery>) throws {
    guard !deliveries.isEmpty else { return }
    let moment = now()
    try database.write { transaction in
      for delivery in deliveries where delivery.withdrawal == nil {
        try transaction.noteShown(
          message: delivery.message.id, target: delivery.target, at: moment)
      }
    }
  }

  /// Sends what is due and was shown, in order, and records each try.
  ///
  /// - Throws: ``OutboxError``; nothing is sent then.
  public func send(asOf day: Day) throws -> [OutboxDelivery] {
    guard !targets.isEmpty else { throw OutboxError.noTarget }
    let open = try database.read { snapshot in
      let messages = try snapshot.outbox(asOf: day)
      let mistold = try snapshot.messagesToOtherFirms()
      return try targets.map { target in
        let shown = try snapshot.shownMessages(target: target.name)
        return (
          target: target,
          deliveries: self.open(messages, mistold, at: target, asOf: day, shown: shown)
        )
      }
    }
    let unseen = open.filter { one in
      let waiting = one.deliveries.filter { $0.withdrawal == nil }
      return !waiting.isEmpty && waiting.allSatisfy { $0.outcome == .unshown }
    }
    guard unseen.isEmpty else { throw OutboxError.notRehearsed(unseen.map(\.target.name)) }
    return try open.flatMap { try send($0.deliveries, to: $0.target) }
  }

  /// What the target does not have yet; with the messages that were shown, the others are not due.
  private func open(
    _ messages: [OutboxMessage], _ mistold: Set<Int64>, at target: OutboxTarget, asOf day: Day,
    shown: Set<Int64>? = nil
  ) -> [OutboxDelivery] {
    let moment = now()
    let unsent = messages.filter { message in
      message.withdrawnAt == nil && message.status(at: target.name) != .sent
    }
    let today = max(day, moment.day)
    return unsent.map { message in
      if mistold.contains(message.id) {
        return OutboxDelivery(message: message, target: target.name, outcome: .otherFirm)
      }
      let place = ReminderPlace(clock: message.clock, step: message.step)
      if message.dueOn < today, starts.contains(place) {
        return OutboxDelivery(message: message, target: target.name, outcome: .past)
      }
      let retryAt = message.retryAt(target.name).flatMap { $0 > moment ? $0 : nil }
      let isShown = shown?.contains(message.id) ?? true
      let outcome = retryAt.map(OutboxDelivery.Outcome.waiting) ?? (isShown ? .due : .unshown)
      return OutboxDelivery(message: message, target: target.name, outcome: outcome)
    }
  }

  private func send(
    _ deliveries: [OutboxDelivery], to target: OutboxTarget
  ) throws -> [OutboxDelivery] {
    let post = OutboxPost(target: target, patience: patience)
    var isReachable = true
    return try deliveries.compactMap { delivery in
      let message = delivery.message
      if let why = delivery.withdrawal {
        try database.write { try $0.withdraw(message: message.id, why, now: now()) }
        return delivery
      }
      // A clerk may have recorded something since the list was made.
      guard try !database.read({ try $0.isWithdrawn(message: message.id) }) else { return nil }
      guard delivery.outcome == .due else { return delivery }
      guard isReachable else {
        return OutboxDelivery(message: message, target: target.name, outcome: .untried)
      }
      let letter = try OutboxLetter(message).json()
      let outcome = post.deliver(letter, id: message.messageId)
      if case .unreachable = outcome { isReachable = false }
      return OutboxDelivery(
        message: message, target: target.name, outcome: try note(outcome, of: message, at: target))
    }
  }

  private func note(
    _ outcome: PostOutcome, of message: OutboxMessage, at target: OutboxTarget
  ) throws -> OutboxDelivery.Outcome {
    let moment = now()
    let attempt: OutboxAttempt
    let result: OutboxDelivery.Outcome
    switch outcome {
    case .sent(let answer):
      attempt = OutboxAttempt(
        target: target.name, attemptedAt: moment, answer: answer, retryAt: nil)
      result = .sent(answer)
    case .refused(let answer), .unreachable(let answer):
      let failures = message.attempts.count { $0.target == target.name }
      let retryAt = Instant(
        secondsSince1970: moment.secondsSince1970 + Int64(wait(after: failures) * 60))
      attempt = OutboxAttempt(
        target: target.name, attemptedAt: moment, answer: answer, retryAt: retryAt)
      result = .failed(answer, retryAt: retryAt)
    }
    try database.write { try $0.note(attempt, ofMessage: message.id) }
    return result
  }

  /// Minutes to wait when so many tries had failed before this one.
  private func wait(after failures: Int) -> Int {
    retryMinutes.isEmpty ? 60 : retryMinutes[min(failures, retryMinutes.count - 1)]
  }
}
