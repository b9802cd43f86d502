import WageDomain

/// One reading of a follow-up: `when`, `days`, `in`, `to`, `text`, `source`.
struct WorkflowReminderReader {
  let keys: PolicyMapping

  func rule() -> ReminderRule? {
    let side = keys.choice("when", ReminderRule.Side.self)
    let (days, counting) = distance(side)
    let recipient = keys.choice("to", Recipient.self)
    let text = text()
    let source = keys.text("source")
    guard let side, let days, let counting, let recipient, let text, let source else { return nil }
    return ReminderRule(
      side: side, days: days, counting: counting, recipient: recipient, text: text, source: source)
  }

  /// At the start and on the due day itself there is nothing to count.
  private func distance(_ side: ReminderRule.Side?) -> (Int?, DeadlineRule.Kind?) {
    guard let side, side == .on || side == .start else {
      return (
        keys.integer("days", 1...DeadlineRule.mostDays), keys.choice("in", DeadlineRule.Kind.self)
      )
    }
    for key in ["days", "in"] {
      keys.optional(key)?.fault(
        found: PolicyWords.key(key),
        expected: Bilingual(
          zh: "when: \(side.rawValue) 时没有此键", en: "no such key with when: \(side.rawValue)"))
    }
    return (0, .calendar)
  }

  private func text() -> Bilingual? {
    guard let node = keys.required("text"), let text = node.bilingual() else { return nil }
    for words in [text.zh, text.en].map(ReminderText.words) {
      for word in words where !ReminderText.placeholders.contains(word) {
        node.fault(
          found: .same("{\(word)}"),
          expected: PolicyWords.oneOf(ReminderText.placeholders.map { "{\($0)}" }))
      }
      if !words.contains("case") {
        node.fault(
          found: Bilingual(zh: "没有 {case} 的文字", en: "a text without {case}"),
          expected: Bilingual(zh: "写明案号", en: "one that names the case"))
      }
    }
    return text
  }
}
