import WageDomain

/// A scorecard made ready for one block.
struct PreparedScorecard {
  private let tiers: TierThresholds
  private let triggers: [(HardTrigger, WagesUnpaidEvaluator)]
  private let classes: [(IndicatorClass, [(Indicator, any IndicatorEvaluator)])]

  init(_ scorecard: Scorecard, block: SignalBlock, calendar: SignalCalendar) {
    tiers = scorecard.tiers
    triggers = scorecard.triggers.map { trigger in
      switch trigger.kind {
      case .wagesUnpaid(let parameters):
        (trigger, WagesUnpaidEvaluator(parameters, block, calendar))
      }
    }
    classes = scorecard.classes.map { owner in
      let own = scorecard.indicators.filter { $0.classId == owner.id }
      return (
        owner,
        own.compactMap { indicator in
          indicator.evaluator(block, calendar).map { (indicator, $0) }
        }
      )
    }
  }

  func assess(firm: Int, of block: SignalBlock, scratch: inout [Int64]) -> Assessment {
    var reasons: [Reason] = []
    for (trigger, evaluator) in triggers {
      if let reason = evaluator.reason(trigger, firm: firm) { reasons.append(reason) }
    }
    for (owner, indicators) in classes {
      appendReasons(of: indicators, cappedBy: owner, firm: firm, &reasons, &scratch)
    }
    let points = reasons.reduce(0) { $0 + $1.points }
    let demanded = reasons.compactMap(\.trigger).max() ?? .green
    return Assessment(
      firmId: block.firms[firm].id, creditCode: block.firms[firm].creditCode, points: points,
      tier: max(demanded, tiers.tier(points: points)), reasons: reasons)
  }

  private func appendReasons(
    of indicators: [(Indicator, any IndicatorEvaluator)], cappedBy owner: IndicatorClass,
    firm: Int, _ reasons: inout [Reason], _ scratch: inout [Int64]
  ) {
    var sum = 0
    for (indicator, evaluator) in indicators {
      guard let value = evaluator.value(firm: firm, scratch: &scratch) else { continue }
      let points = indicator.bins.points(value)
      guard points > 0 else { continue }
      sum += points
      let explanation = evaluator.explain(firm: firm, scratch: &scratch)
      reasons.append(
        Reason(
          indicator: indicator.id, points: points, trigger: nil,
          text: indicator.reason.text(explanation.values), evidence: explanation.evidence))
    }
    if sum > owner.cap { reasons.append(owner.capReason(sum: sum)) }
  }
}

extension IndicatorClass {
  /// What the class's cap takes away.
  fileprivate func capReason(sum: Int) -> Reason {
    Reason(
      indicator: "cap:\(id)", points: cap - sum, trigger: nil,
      text: Bilingual(
        zh: "\(title.zh)合计 \(sum) 分，以 \(cap) 分为限",
        en: "\(title.en): \(sum) points together, limited to \(cap)"),
      evidence: [])
  }
}
