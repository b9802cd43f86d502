internal import GRDB
public import WageDomain

/// A follow-up in the outbox and every try to deliver it.
public struct OutboxMessage: Hashable, Sendable {
  public let id: Int64
  /// What a receiver drops repeats by: case, clock, round and step.
  public let messageId: String
  public let caseNo: String
  public let clock: String
  public let round: Int
  public let step: Int
  public let recipient: Recipient
  /// The body, the leader's level, or the firm's credit code; nil for the worker, and for a firm that was
  /// told before codes were kept.
  public let addressee: String?
  public let dueOn: Day
  public let text: Bilingual
  /// Its legal moment.
  public let effectiveAt: Instant
  /// When a night put it here.
  public let recordedAt: Instant
  /// Since when it goes to no target any more; nil where it may.
  public let withdrawnAt: Instant?
  public let why: ReminderWithdrawal?
  /// Oldest first.
  public let attempts: [OutboxAttempt]

  /// Where it stands with one target.
  public func status(at target: String) -> OutboxStatus {
    let own = attempts.filter { $0.target == target }
    if own.contains(where: \.isSent) { return isMistake ? .sentInError : .sent }
    if withdrawnAt != nil { return .withdrawn }
    return own.isEmpty ? .pending : .failed
  }

  /// Where it stands with all targets together: sent once all have it. Once withdrawn it waits for none.
  public func status(at targets: [String]) -> OutboxStatus {
    if isMistake, attempts.contains(where: \.isSent) { return .sentInError }
    let all = targets.map(status(at:))
    if withdrawnAt != nil {
      return !all.isEmpty && all.allSatisfy { $0 == .sent } ? .sent : .withdrawn
    }
    if all.contains(.failed) { return .failed }
    return all.isEmpty || all.contains(.pending) ? .pending : .sent
  }

  private var isMistake: Bool { why?.isMistake ?? false }

  /// Until when a target is not tried again; nil when it may be at once.
  public func retryAt(_ target: String) -> Instant? {
    attempts.last { $0.target == target }?.retryAt
  }
}

/// How far a message has come.
public enum OutboxStatus: String, CaseIterable, Sendable {
  case pending, sent, failed, withdrawn
  /// It was sent and never due, or to the wrong firm: somebody has to call.
  case sentInError = "sent-in-error"

  public var title: Bilingual {
    switch self {
    case .pending: Bilingual(zh: "待发", en: "pending")
    case .sent: Bilingual(zh: "已发", en: "sent")
    case .failed: Bilingual(zh: "未送达", en: "failed")
    case .withdrawn: Bilingual(zh: "已撤回，不再发送", en: "withdrawn, not sent")
    case .sentInError: Bilingual(zh: "已误发，请电话说明", en: "sent in error, call them")
    }
  }
}

/// One try to deliver a message to one target.
public struct OutboxAttempt: Hashable, Sendable {
  public let target: String
  public let attemptedAt: Instant
  /// The receiver's answer, or what went wrong.
  public let answer: String
  /// Not before this moment again; nil once it was sent.
  public let retryAt: Instant?

  public init(target: String, attemptedAt: Instant, answer: String, retryAt: Instant?) {
    self.target = target
    self.attemptedAt = attemptedAt
    self.answer = answer
    self.retryAt = retryAt
  }

  public var isSent: Bool { retryAt == nil }
}

extension StoreSnapshot {
  /// Every message put into the outbox with a moment by `day`, by moment, then message id.
  public func outbox(asOf day: Day) throws -> [OutboxMessage] {
    try messages("substr(effectiveAt, 1, 10) <= ?", [day.description], attempts: attempts())
  }

  /// The messages of these numbers, by moment, then message id.
  func messages(_ ids: [Int64]) throws -> [OutboxMessage] {
    guard !ids.isEmpty else { return [] }
    let own = "IN (SELECT value FROM json_each(?))"
    return try messages(
      "id \(own)", [ids.json], attempts: attempts("WHERE outboxId \(own)", [ids.json]))
  }

  private func messages(
    _ condition: String, _ arguments: StatementArguments, attempts: [Int64: [OutboxAttempt]]
  ) throws -> [OutboxMessage] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM outbox WHERE \(condition) ORDER BY effectiveAt, messageId",
      arguments: arguments
    ).compactMap { row in
      guard let recipient = Recipient(rawValue: row["recipient"]),
        let dueOn = Day(row["dueOn"] as String),
        let effectiveAt = Instant(row["effectiveAt"] as String),
        let recordedAt = Instant(row["recordedAt"] as String)
      else { return nil }
      let id: Int64 = row["id"]
      return OutboxMessage(
        id: id, messageId: row["messageId"], caseNo: row["caseNo"], clock: row["clock"],
        round: row["round"], step: row["step"], recipient: recipient, addressee: row["addressee"],
        dueOn: dueOn, text: Bilingual(zh: row["textZh"], en: row["textEn"]),
        effectiveAt: effectiveAt, recordedAt: recordedAt,
        withdrawnAt: (row["withdrawnAt"] as String?).flatMap { Instant($0) },
        why: (row["why"] as String?).flatMap { ReminderWithdrawal(rawValue: $0) },
        attempts: attempts[id] ?? [])
    }
  }

  /// Whether a message was withdrawn meanwhile.
  public func isWithdrawn(message: Int64) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT withdrawnAt IS NOT NULL FROM outbox WHERE id = ?", arguments: [message])
      ?? true
  }

  private func attempts(
    _ condition: String = "", _ arguments: StatementArguments = []
  ) throws -> [Int64: [OutboxAttempt]] {
    var attempts: [Int64: [OutboxAttempt]] = [:]
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM outboxAttempt \(condition) ORDER BY id", arguments: arguments)
    for row in rows {
      guard let attemptedAt = Instant(row["attemptedAt"] as String) else { continue }
      attempts[row["outboxId"], default: []].append(
        OutboxAttempt(
          target: row["target"], attemptedAt: attemptedAt, answer: row["answer"],
          retryAt: (row["retryAt"] as String?).flatMap { Instant($0) }))
    }
    return attempts
  }

  /// The numbers of the messages that a dry run has shown for a target.
  public func shownMessages(target: String) throws -> Set<Int64> {
    Set(
      try Int64.fetchAll(
        db, sql: "SELECT outboxId FROM outboxShown WHERE target = ?", arguments: [target]))
  }
}
