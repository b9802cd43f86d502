/// Where a complaint case stands.
///
/// Stored by its raw value: never rename one.
public enum CaseState: String, CaseIterable, Hashable, Sendable {
  /// Taken down once, whatever the number of departments it was brought to (N2).
  case registered
  /// A leader has received the visitors, as their number demands (N8).
  case received
  /// A transfer order has gone to one responsible body (N2).
  case dispatched
  /// The body sent it back as not its own; a person names another.
  case bounced
  /// The body has answered in writing (N13); nothing is resolved by that alone.
  case replied
  /// Taken to the inspection brigade, the regulator, the conference, the police or arbitration.
  case escalated
  /// The wages are paid, or an enforceable repayment agreement is signed (N14).
  case resolved
  /// Finished after a resolution.
  case closed
  /// Taken up again after it was resolved, closed or withdrawn.
  case reopened
  /// The complainant took it back.
  case withdrawn
  /// The same grievance as another case, which carries on for both.
  case merged

  /// Nothing more is owed to anyone in this case.
  public var isFinal: Bool { self == .closed || self == .merged || self == .withdrawn }

  /// Somebody is still to get the worker the wages.
  public var isOpen: Bool {
    switch self {
    case .registered, .received, .dispatched, .bounced, .replied, .escalated, .reopened: true
    case .resolved, .closed, .withdrawn, .merged: false
    }
  }

  public var title: Bilingual {
    switch self {
    case .registered: Bilingual(zh: "已登记", en: "registered")
    case .received: Bilingual(zh: "已接访", en: "received")
    case .dispatched: Bilingual(zh: "已转办", en: "dispatched")
    case .bounced: Bilingual(zh: "被退回", en: "bounced")
    case .replied: Bilingual(zh: "已回复", en: "replied")
    case .escalated: Bilingual(zh: "已移送", en: "escalated")
    case .resolved: Bilingual(zh: "已化解", en: "resolved")
    case .closed: Bilingual(zh: "已办结", en: "closed")
    case .reopened: Bilingual(zh: "已重开", en: "reopened")
    case .withdrawn: Bilingual(zh: "已撤回", en: "withdrawn")
    case .merged: Bilingual(zh: "已并案", en: "merged")
    }
  }
}
