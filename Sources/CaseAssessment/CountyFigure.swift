public import WageDomain

/// What is counted of cases whose place of work lies in another county. A case counts once a figure.
///
/// - Source: Y1.
public enum CountyFigure: String, CaseIterable, Hashable, Sendable {
  /// Registered in the period, and the work was done in another county or the case was taken there;
  /// merged ones are left out.
  case registered
  /// Of these, never taken to the other county by the cutoff.
  case notTransferred = "not_transferred"
  /// Taken to another county in the period.
  case transferred
  /// Supervised: their five days end in the period.
  case due
  /// Of these, settled by their due day: wages paid or an agreement signed while the other county had the
  /// case, the day of its decision included.
  case settledInTime = "settled_in_time"
  case settledLate = "settled_late"
  /// Of these, decided in the other county without money, and back.
  case sentBack = "sent_back"
  /// Of these, still with the other county at the cutoff.
  case unsettled
  /// Of these, withdrawn, closed or merged before they were settled.
  case ended
  /// Ever taken to another county, and the worker was called back in the period.
  case calledBack = "called_back"
  /// The last answer of the period.
  case satisfied
  case unsatisfied
  case unreached

  public var title: Bilingual {
    switch self {
    case .registered: Bilingual(zh: "登记：用工地在外县区", en: "registered, work in another county")
    case .notTransferred: Bilingual(zh: "其中未转办", en: "of these, not transferred")
    case .transferred: Bilingual(zh: "转办", en: "transferred")
    case .due: Bilingual(zh: "督办：五日期满", en: "supervised, five days over")
    case .settledInTime: Bilingual(zh: "五日内办结", en: "settled within five days")
    case .settledLate: Bilingual(zh: "逾期办结", en: "settled late")
    case .sentBack: Bilingual(zh: "退回（未付）", en: "sent back without money")
    case .unsettled: Bilingual(zh: "未办结", en: "not settled")
    case .ended: Bilingual(zh: "撤回、并案等", en: "withdrawn, merged or closed")
    case .calledBack: Bilingual(zh: "回访", en: "called back")
    case .satisfied: Bilingual(zh: "满意", en: "satisfied")
    case .unsatisfied: Bilingual(zh: "不满意", en: "not satisfied")
    case .unreached: Bilingual(zh: "未接通", en: "not reached")
    }
  }
}
