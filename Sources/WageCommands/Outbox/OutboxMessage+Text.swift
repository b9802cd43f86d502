import WageDomain
import WageStore

extension OutboxMessage {
  /// How many were sent in error, and where they are listed.
  static func sentInErrorText(_ count: Int) -> Bilingual {
    Bilingual(
      zh: "误发提醒：\(count)，请电话说明，见 wagewatch outbox list --status sent-in-error",
      en: "Follow-ups that were sent in error: \(count), call them, see "
        + "`wagewatch outbox list --status sent-in-error`")
  }

  /// What the verb that withdrew it says: whom it is not sent to any more, or who has to be called.
  func withdrawnText(_ names: CaseNames) -> Bilingual {
    let why = why?.title ?? .same("")
    let to = OutboxRows.to(self, names)
    let isSentInError = self.why?.isMistake == true && attempts.contains(where: \.isSent)
    return isSentInError
      ? Bilingual(
        zh: "  提醒 \(messageId) 已误发给\(to.zh)（\(why.zh)）：请电话说明",
        en: "  Follow-up \(messageId) was sent to \(to.en) in error, \(why.en): call them")
      : Bilingual(
        zh: "  提醒 \(messageId) 不再发给\(to.zh)：\(why.zh)",
        en: "  Follow-up \(messageId) is not sent to \(to.en) any more: \(why.en)")
  }
}
