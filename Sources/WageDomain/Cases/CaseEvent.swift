/// One thing that happened to a case. The events are the truth; all else is computed from them.
///
/// Events hold numbers, codes and hashes, never a name, an identity number, a phone or a text that
/// a person wrote, so that erasing a complainant leaves the hash chain whole.
public struct CaseEvent: Hashable, Sendable {
  public let act: CaseAct
  /// When it counts from: the legal moment, not the moment of typing.
  public let effectiveAt: Instant
  /// The person who did it, or the policy that demands it.
  public let actor: String

  public init(_ act: CaseAct, effectiveAt: Instant, actor: String) {
    self.act = act
    self.effectiveAt = effectiveAt
    self.actor = actor
  }

  /// The actor of events that the nightly run appends by the workflow policy.
  public static let policyActor = "policy"
}

/// What happened.
public enum CaseAct: Hashable, Sendable {
  case registered(RegisteredComplaint)
  /// Another complaint about the same grievance joins this case.
  case linked(LinkedComplaint)
  /// A leader received the visitors; holds the leader's level.
  case received(CaseLevel)
  case dispatched(TransferOrder)
  case replied(Reply)
  case resolved(Resolution)
  /// To the next level, because a clock ran out.
  case raised(OverdueStep)
  /// To another authority, because a person decided so.
  case escalated(Escalation)
  /// A later file or a clerk changed persons, amount or place.
  case detailsChanged(RegisteredComplaint)
  /// This case is the same grievance as another, whose number it holds.
  case merged(into: String)
  case closed

  public var kind: CaseEventKind {
    switch self {
    case .registered: .registered
    case .linked: .linked
    case .received: .received
    case .dispatched: .dispatched
    case .replied: .replied
    case .resolved: .resolved
    case .raised: .raised
    case .escalated: .escalated
    case .detailsChanged: .detailsChanged
    case .merged: .merged
    case .closed: .closed
    }
  }
}

/// The kinds of ``CaseAct``, by the names that stand in `caseEvent.type` and in policy files.
public enum CaseEventKind: String, CaseIterable, Hashable, Sendable {
  case registered
  case linked
  case received
  case dispatched
  case replied
  case resolved
  case raised
  case escalated
  case detailsChanged = "details-changed"
  case merged
  case closed

  public var title: Bilingual {
    switch self {
    case .registered: Bilingual(zh: "登记", en: "registered")
    case .linked: Bilingual(zh: "并入投诉", en: "linked")
    case .received: Bilingual(zh: "接访", en: "received")
    case .dispatched: Bilingual(zh: "转办", en: "dispatched")
    case .replied: Bilingual(zh: "回复", en: "replied")
    case .resolved: Bilingual(zh: "化解", en: "resolved")
    case .raised: Bilingual(zh: "逾期升级", en: "raised")
    case .escalated: Bilingual(zh: "移送", en: "escalated")
    case .detailsChanged: Bilingual(zh: "变更内容", en: "details changed")
    case .merged: Bilingual(zh: "并案", en: "merged")
    case .closed: Bilingual(zh: "办结", en: "closed")
    }
  }
}
