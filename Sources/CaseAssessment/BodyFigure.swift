public import WageDomain

/// What is counted for each body and period. Cases are counted once a figure; replies once each.
public enum BodyFigure: String, CaseIterable, Hashable, Sendable {
  /// On the desk at the end of the day before the period.
  case carriedOver = "carried_over"
  /// The first transfer order to this body took effect in the period.
  case new
  /// Came in the period to a body that had it before: taken up again, or sent to it again.
  case returned
  /// Replies whose due day lies in the period.
  case repliesDue = "replies_due"
  /// Those of them that came by their due day.
  case repliedOnTime = "replied_on_time"
  /// New or returned, without those that the policy leaves out.
  case ownBase = "own_base"
  /// Those of them that the body resolved without escalation.
  case ownResolved = "own_resolved"
  /// Carried over, new or returned, without those that the policy leaves out.
  case resolutionBase = "resolution_base"
  /// Resolved at the end of the period, and last on this body's desk.
  case resolved
  case movedOn = "moved_on"
  case withdrawn
  case merged
  /// On the desk at the end of the period.
  case pending

  public var title: Bilingual {
    switch self {
    case .carriedOver: Bilingual(zh: "结转", en: "carried over")
    case .new: Bilingual(zh: "新增", en: "new")
    case .returned: Bilingual(zh: "再办", en: "returned")
    case .repliesDue: Bilingual(zh: "应回复", en: "replies due")
    case .repliedOnTime: Bilingual(zh: "按期回复", en: "replied on time")
    case .ownBase: Bilingual(zh: "自行化解基数", en: "own base")
    case .ownResolved: Bilingual(zh: "自行化解", en: "own resolved")
    case .resolutionBase: Bilingual(zh: "化解基数", en: "resolution base")
    case .resolved: Bilingual(zh: "化解", en: "resolved")
    case .movedOn: Bilingual(zh: "转出", en: "moved on")
    case .withdrawn: Bilingual(zh: "撤回", en: "withdrawn")
    case .merged: Bilingual(zh: "并案", en: "merged")
    case .pending: Bilingual(zh: "未结", en: "pending")
    }
  }
}

/// The rates that bodies are judged by (N11, N19).
public enum BodyRate: String, CaseIterable, Hashable, Sendable {
  case onTimeReply = "on_time_reply"
  case ownResolution = "own_resolution"
  case resolution

  public var title: Bilingual {
    switch self {
    case .onTimeReply: Bilingual(zh: "按期回复率", en: "on-time reply")
    case .ownResolution: Bilingual(zh: "自行化解率", en: "own resolution")
    case .resolution: Bilingual(zh: "化解率", en: "resolution")
    }
  }

  public var numerator: BodyFigure {
    switch self {
    case .onTimeReply: .repliedOnTime
    case .ownResolution: .ownResolved
    case .resolution: .resolved
    }
  }

  public var denominator: BodyFigure {
    switch self {
    case .onTimeReply: .repliesDue
    case .ownResolution: .ownBase
    case .resolution: .resolutionBase
    }
  }
}
