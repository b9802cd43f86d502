public import WageDomain

extension RoutingPolicy {
  /// The body that answers, by the first rule that fits, or why nobody does yet.
  public func route(_ question: RoutingQuestion) -> Routing {
    guard let rule = rules.first(where: { $0.fits(question) }) else {
      return .holdingPen(
        why: Bilingual(
          zh: "分派规则没有覆盖这一情形，需人工指定", en: "no routing rule fits; a person decides"))
    }
    switch resolve(rule.answers, town: question.town) {
    case .failure(let lack): return .holdingPen(why: lack.why)
    case .success(let body):
      let helper = rule.helps.flatMap { try? resolve($0, town: question.town).get() }
      return .to(
        RouteDecision(
          body: body.id, helper: helper?.id, rule: rule.id,
          reason: reason(rule: rule, body: body, helper: helper)))
    }
  }

  private func resolve(
    _ target: RoutingTarget, town: TownCode?
  ) -> Result<ResponsibleBody, NobodyAnswers> {
    switch target {
    case .body(let id): body(id).map { .success($0) } ?? .failure(.unknownBody(id))
    case .town:
      if let town {
        switch bodies(of: town) {
        case let found where found.count == 1: .success(found[0])
        case let found: .failure(.town(town, bodies: found.count))
        }
      } else {
        .failure(.townUnknown)
      }
    }
  }

  private func reason(
    rule: RoutingRule, body: ResponsibleBody, helper: ResponsibleBody?
  ) -> Bilingual {
    let zh =
      "按规则“\(rule.subject.zh)”：由\(body.name.zh)负责" + (helper.map { "，\($0.name.zh)协助" } ?? "")
    let en =
      "rule \(rule.id): \(body.name.en) answers"
      + (helper.map { ", \($0.name.en) helps" } ?? "")
    return Bilingual(zh: zh, en: en)
  }
}

extension RoutingRule {
  fileprivate func fits(_ question: RoutingQuestion) -> Bool {
    let kindFits = kinds.isEmpty || question.kind.map(kinds.contains) ?? false
    return kindFits && (districtFunded.map { $0 == (question.districtFunded ?? false) } ?? true)
  }
}

/// Why a rule's target leads to no single body.
private enum NobodyAnswers: Error {
  case townUnknown
  case town(TownCode, bodies: Int)
  case unknownBody(String)

  var why: Bilingual {
    switch self {
    case .townUnknown:
      Bilingual(
        zh: "用工所在地不明，无法确定属地，需人工指定",
        en: "the town of the place of work is not known; a person decides")
    case .town(let town, 0):
      Bilingual(
        zh: "本区分派规则中没有乡镇 \(town)，可能属于其他县区",
        en: "no body answers for town \(town); it may lie in another county")
    case .town(let town, let bodies):
      Bilingual(
        zh: "乡镇 \(town) 对应 \(bodies) 个责任主体，规则需要更正",
        en: "\(bodies) bodies answer for town \(town); the routing policy needs correction")
    case .unknownBody(let id):
      Bilingual(
        zh: "分派规则指向未登记的责任主体 \(id)", en: "the rule names an unlisted body, \(id)")
    }
  }
}
