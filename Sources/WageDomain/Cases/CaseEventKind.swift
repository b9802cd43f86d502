/// The kinds of ``CaseAct``, by the names that stand in `caseEvent.type` and in policy files.
public enum CaseEventKind: String, CaseIterable, Hashable, Sendable {
  case registered
  case linked
  case unlinked
  case firmNamed = "firm-named"
  case received
  case dispatched
  case bounced
  case replied
  case signed
  case extended
  case paused
  case resumed
  case resolved
  case instalmentPaid = "instalment-paid"
  case paid
  case breached
  case breachWithdrawn = "breach-withdrawn"
  case raised
  case raiseWithdrawn = "raise-withdrawn"
  case escalated
  case accepted
  case concluded
  case advanced
  case recovered
  case calledBack = "called-back"
  case reopened
  case withdrawn
  case detailsChanged = "details-changed"
  case rescheduled
  case merged
  case closed
  case unmasked
  case erased

  public var title: Bilingual {
    switch self {
    case .registered: Bilingual(zh: "登记", en: "registered")
    case .linked: Bilingual(zh: "并入投诉", en: "linked")
    case .unlinked: Bilingual(zh: "移出投诉", en: "unlinked")
    case .firmNamed: Bilingual(zh: "确认单位", en: "firm named")
    case .received: Bilingual(zh: "接访", en: "received")
    case .dispatched: Bilingual(zh: "转办", en: "dispatched")
    case .bounced: Bilingual(zh: "退回", en: "bounced")
    case .replied: Bilingual(zh: "回复", en: "replied")
    case .signed: Bilingual(zh: "签字", en: "signed")
    case .extended: Bilingual(zh: "延期", en: "extended")
    case .paused: Bilingual(zh: "暂停", en: "paused")
    case .resumed: Bilingual(zh: "恢复", en: "resumed")
    case .resolved: Bilingual(zh: "化解", en: "resolved")
    case .instalmentPaid: Bilingual(zh: "分期支付", en: "instalment paid")
    case .paid: Bilingual(zh: "支付工资", en: "wages paid")
    case .breached: Bilingual(zh: "违约", en: "breached")
    case .breachWithdrawn: Bilingual(zh: "撤销违约", en: "breach withdrawn")
    case .raised: Bilingual(zh: "逾期升级", en: "raised")
    case .raiseWithdrawn: Bilingual(zh: "撤销升级", en: "raise withdrawn")
    case .escalated: Bilingual(zh: "移送", en: "escalated")
    case .accepted: Bilingual(zh: "受理", en: "accepted")
    case .concluded: Bilingual(zh: "作出决定", en: "concluded")
    case .advanced: Bilingual(zh: "垫付", en: "advanced")
    case .recovered: Bilingual(zh: "追回", en: "recovered")
    case .calledBack: Bilingual(zh: "回访", en: "called back")
    case .reopened: Bilingual(zh: "重开", en: "reopened")
    case .withdrawn: Bilingual(zh: "撤回", en: "withdrawn")
    case .detailsChanged: Bilingual(zh: "变更内容", en: "details changed")
    case .rescheduled: Bilingual(zh: "日历调整", en: "rescheduled")
    case .merged: Bilingual(zh: "并案", en: "merged")
    case .closed: Bilingual(zh: "办结", en: "closed")
    case .unmasked: Bilingual(zh: "查看个人信息", en: "unmasked")
    case .erased: Bilingual(zh: "删除个人信息", en: "erased")
    }
  }
}
