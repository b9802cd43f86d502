import WageDomain

/// An order or escalation that went out before anybody knew that the case was over by then.
extension CaseEvent {
  /// Who has to be told that it is moot; nil of another act.
  func mootText(_ names: CaseNames) -> Bilingual? {
    let day = effectiveAt.day
    switch act {
    case .dispatched(let order):
      let zh = names.body(order.body) ?? order.body
      return Bilingual(
        zh: "  转办单 \(order.number) \(day) 已发给\(zh)，当日案件已了结：请告知\(zh)此单作废",
        en:
          "  Transfer order \(order.number) went to \(order.body) on \(day), when the case was over: "
          + "tell \(order.body) that it is moot")
    case .escalated(let escalation):
      let to = escalation.county.map(names.county) ?? escalation.forum.title
      return Bilingual(
        zh: "  \(day) 已移送\(to.zh)，当日案件已了结：请告知\(to.zh)不必办理",
        en:
          "  The case was taken to \(to.en) on \(day), when it was over: tell them that it is moot")
    default: return nil
    }
  }

  var mootJSON: JSONValue {
    var (to, number): (String?, String?) = (nil, nil)
    switch act {
    case .dispatched(let order): (to, number) = (order.body, order.number)
    case .escalated(let escalation): to = escalation.county ?? escalation.forum.rawValue
    default: break
    }
    return .object([
      "type": .string(act.kind.rawValue), "effective_at": .string(effectiveAt.description),
      "to": .optional(to), "order": .optional(number),
    ])
  }
}
