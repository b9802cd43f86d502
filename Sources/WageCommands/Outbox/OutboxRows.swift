import NightlyRun
import WageDomain
import WageStore

/// Messages and deliveries as rows of a list.
enum OutboxRows {
  static let keys = [
    "message_id", "status", "effective_at", "recorded_at", "to", "addressee", "case_no", "clock",
    "round", "step", "due_on", "text", "attempts", "last_attempt_at", "answer", "retry_at",
    "withdrawn_at", "why",
  ]

  static let deliveryKeys = [
    "target", "message_id", "outcome", "answer", "retry_at", "to", "addressee", "case_no", "clock",
    "due_on", "effective_at", "text",
  ]

  static func columns(_ language: Language, _ names: CaseNames) -> [Listing.Column] {
    [
      .init(zh: "日期", en: "on") { String($0["effective_at"].cell.prefix(10)) },
      .init(zh: "状态", en: "status") { row in
        OutboxStatus(rawValue: row["status"].cell)?.title.text(language) ?? ""
      },
      to(language, names),
      .init("text", zh: "内容", en: "text"),
      .init("attempts", zh: "次数", en: "tries", isNumber: true),
      .init(zh: "答复", en: "answer") { OutboxAnswer.text($0["answer"].cell).text(language) },
      .init(zh: "撤回原因", en: "withdrawn because") { row in
        ReminderWithdrawal(rawValue: row["why"].cell)?.title.text(language) ?? ""
      },
    ]
  }

  private static func to(_ language: Language, _ names: CaseNames) -> Listing.Column {
    .init(zh: "对象", en: "to") { row in
      let to = Recipient(rawValue: row["to"].cell)?.title.text(language) ?? ""
      let addressee = row["addressee"].cell
      let name = language == .chinese ? names.body(addressee) ?? "" : addressee
      return addressee.isEmpty ? to : "\(to) \(title(of: name, language))"
    }
  }

  /// Whom a message is for, with the name of the body.
  static func to(_ message: OutboxMessage, _ names: CaseNames) -> Bilingual {
    let to = message.recipient.title
    guard let addressee = message.addressee else { return to }
    if message.recipient == .leader, let level = CaseLevel(rawValue: addressee) {
      return level.title
    }
    let zh = title(of: names.body(addressee) ?? addressee, .chinese)
    return Bilingual(zh: to.zh + zh, en: "\(to.en) \(title(of: addressee, .english))")
  }

  private static func title(of addressee: String, _ language: Language) -> String {
    CaseLevel(rawValue: addressee)?.title.text(language) ?? addressee
  }

  static func row(
    _ message: OutboxMessage, _ targets: [String], _ language: Language
  ) -> JSONValue {
    let last = message.attempts.last
    return .object([
      "message_id": .string(message.messageId),
      "status": .string(message.status(at: targets).rawValue),
      "effective_at": .string(message.effectiveAt.description),
      "recorded_at": .string(message.recordedAt.description),
      "to": .string(message.recipient.rawValue), "addressee": .optional(message.addressee),
      "case_no": .string(message.caseNo), "clock": .string(message.clock),
      "round": .integer(Int64(message.round)), "step": .integer(Int64(message.step)),
      "due_on": .string(message.dueOn.description),
      "text": .string(message.text.text(language)),
      "attempts": .integer(Int64(message.attempts.count)),
      "last_attempt_at": .optional(last?.attemptedAt.description),
      "answer": .optional(last?.answer), "retry_at": .optional(last?.retryAt?.description),
      "withdrawn_at": .optional(message.withdrawnAt?.description),
      "why": .optional(message.why?.rawValue),
    ])
  }

  static func deliveryColumns(_ language: Language, _ names: CaseNames) -> [Listing.Column] {
    [
      .init("target", zh: "发送到", en: "target"),
      .init(zh: "结果", en: "outcome") { row in
        let word = outcomeWord(row["outcome"].cell).text(language)
        let answer = OutboxAnswer.text(row["answer"].cell).text(language)
        let retryAt = row["retry_at"].cell
        let until = retryAt.isEmpty ? "" : " → \(retryAt.prefix(16))"
        return word + (answer.isEmpty ? "" : " (\(answer))") + until
      },
      to(language, names),
      .init("text", zh: "内容", en: "text"),
    ]
  }

  static func row(_ delivery: OutboxDelivery, _ language: Language) -> JSONValue {
    let message = delivery.message
    let (word, answer, retryAt) = parts(delivery.outcome)
    return .object([
      "target": .string(delivery.target), "message_id": .string(message.messageId),
      "outcome": .string(word), "answer": .optional(answer),
      "retry_at": .optional(retryAt?.description), "to": .string(message.recipient.rawValue),
      "addressee": .optional(message.addressee), "case_no": .string(message.caseNo),
      "clock": .string(message.clock), "due_on": .string(message.dueOn.description),
      "effective_at": .string(message.effectiveAt.description),
      "text": .string(message.text.text(language)),
    ])
  }

  private static func parts(
    _ outcome: OutboxDelivery.Outcome
  ) -> (word: String, answer: String?, retryAt: Instant?) {
    switch outcome {
    case .due: ("due", nil, nil)
    case .sent(let answer): ("sent", answer, nil)
    case .failed(let answer, let retryAt): ("failed", answer, retryAt)
    case .waiting(let until): ("waiting", nil, until)
    case .untried: ("untried", nil, nil)
    case .unshown: ("unshown", nil, nil)
    case .past: ("past", nil, nil)
    case .otherFirm: ("other-firm", nil, nil)
    }
  }

  private static func outcomeWord(_ word: String) -> Bilingual {
    switch word {
    case "due": Bilingual(zh: "待发", en: "due")
    case "sent": Bilingual(zh: "已发", en: "sent")
    case "failed": Bilingual(zh: "未送达", en: "failed")
    case "waiting": Bilingual(zh: "等待重试", en: "waiting")
    case "unshown": Bilingual(zh: "未经试运行查看，未发送", en: "not shown by a dry run, kept")
    case "past": Bilingual(zh: "其日期已过，不再发送", en: "not sent, its day has passed")
    case "other-firm":
      Bilingual(zh: "案件反映的不是该单位，不再发送", en: "not sent, the case is about another firm")
    default: Bilingual(zh: "未尝试", en: "untried")
    }
  }
}
