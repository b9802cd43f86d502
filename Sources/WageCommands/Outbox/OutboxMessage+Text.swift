import WageDomain
import WageStore

extension OutboxMessage {
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
