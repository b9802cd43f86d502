/// What holds personal data beside the complainants of cases, by its name in the policy's section
/// `retention` and in the chain of erasures.
public enum HeldKind: String, CaseIterable, Hashable, Sendable {
  /// Complaints that opened no case; from the last day on which something of them was learned.
  case complaints
  /// Persons on the list of joint punishment, promises and reasons; from the removal.
  case punishments
  /// Where a group gathered and how it ended; from the day it ended.
  case incidents
  /// Phones of those on duty; from that day.
  case duty
  /// Why somebody had personal data shown; from the day of the look. A reason that stands in a case
  /// whose complainants are still there goes with them.
  case looks

  public var title: Bilingual {
    switch self {
    case .complaints: Bilingual(zh: "未立案的投诉", en: "complaint without a case")
    case .punishments: Bilingual(zh: "惩戒名单", en: "punishment")
    case .incidents: Bilingual(zh: "群体事件", en: "incident")
    case .duty: Bilingual(zh: "值班电话", en: "duty phones")
    case .looks: Bilingual(zh: "查看理由", en: "reason of a look")
    }
  }
}

/// How long what is held of a kind is kept after its end.
public struct HeldRetention: Hashable, Sendable {
  public let kind: HeldKind
  public let rule: RetentionRule

  public init(kind: HeldKind, rule: RetentionRule) {
    self.kind = kind
    self.rule = rule
  }
}

extension [HeldRetention] {
  /// Nil while the policy does not say.
  public subscript(_ kind: HeldKind) -> RetentionRule? { first { $0.kind == kind }?.rule }
}
