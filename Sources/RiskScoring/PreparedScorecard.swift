import WageDomain

/// A scorecard made ready for one block.
struct PreparedScorecard {
  private let tiers: TierThresholds
  private let triggers: [(HardTrigger, WagesUnpaidEvaluator)]
  private let classes: [(IndicatorClass, [PreparedIndicator])]

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
          indicator.evaluator(block, calendar).map { PreparedIndicator(indicator, $0) }
        }
      )
    }
  }

  func assess(firm: Int, of block: SignalBlock, scratch: inout [Int64]) -> Assessment {
    var reasons: [Reason] = []
    for (trigger, evaluator) in triggers {
      if let reason = evaluator.reason(trigger, firm: firm) { reasons.append(reason) }
    }
    for index in classes.indices {
      appendReasons(
        of: classes[index].1, cappedBy: classes[index].0, firm: firm, &reasons, &scratch)
    }
    let points = reasons.reduce(0) { $0 + $1.points }
    let demanded = reasons.compactMap(\.trigger).max() ?? .green
    return Assessment(
      firmId: block.firms[firm].id, creditCode: block.firms[firm].creditCode, points: points,
      tier: max(demanded, tiers.tier(points: points)), reasons: reasons)
  }

  private func appendReasons(
    of indicators: [PreparedIndicator], cappedBy owner: IndicatorClass,
    firm: Int, _ reasons: inout [Reason], _ scratch: inout [Int64]
  ) {
    var sum = 0
    for indicator in indicators {
      guard let reason = indicator.reason(firm: firm, scratch: &scratch) else { continue }
      sum += reason.points
      reasons.append(reason)
    }
    if sum > owner.cap { reasons.append(owner.capReason(sum: sum)) }
  }
}

/// A class, since a firm visits every indicator: one reference to pass instead of a dozen.
private final class PreparedIndicator {
  private let indicator: Indicator
  private let bins: PointsBins
  private let evaluator: any IndicatorEvaluator

  init(_ indicator: Indicator, _ evaluator: any IndicatorEvaluator) {
    self.indicator = indicator
    self.evaluator = evaluator
    bins = indicator.bins
  }

  /// - Returns: nil when the firm gets no points; nothing is put into words for it.
  func reason(firm: Int, scratch: inout [Int64]) -> Reason? {
    guard let value = evaluator.value(firm: firm, scratch: &scratch) else { return nil }
    let points = bins.points(value)
    guard points > 0 else { return nil }
    let explanation = evaluator.explain(firm: firm, scratch: &scratch)
    return Reason(
      indicator: indicator.id, points: points, trigger: nil,
      text: indicator.reason.text(explanation.values), evidence: explanation.evidence)
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
