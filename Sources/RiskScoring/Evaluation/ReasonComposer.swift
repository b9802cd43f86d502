import WageDomain

/// A trigger or an indicator of a scorecard, as a pass needs it.
struct ScoredRule {
  let id: String
  let comparison: Comparison
  let bins: PointsBins
  let reason: ReasonTemplate
  /// The place of its class; nil for a hard trigger.
  let owner: Int?

  /// A late feed, or one that never came, silences an indicator. What is known of a hard trigger's
  /// feed is said all the same: it has happened.
  func isSilent(_ coverage: FeedCoverage) -> Bool {
    owner != nil && ScoringOutlook.outcome(of: comparison, coverage) != nil
  }
}

/// A firm with what was found about it, before it is worth points.
struct FirmDraft {
  let firm: BlockFirm
  /// In the order of the rules.
  var found: [FoundReason] = []
}

/// A value that reaches a bin, and how it came about.
struct FoundReason {
  let rule: Int
  var value: Quotient
  var explanation: Explanation
}

/// Adds findings up to points, tier and reasons, each class within its cap.
struct ReasonComposer {
  /// Triggers, then indicators by class, in the scorecard's order.
  let rules: [ScoredRule]
  let tiers: TierThresholds
  let classes: [IndicatorClass]

  init(_ scorecard: Scorecard) {
    tiers = scorecard.tiers
    classes = scorecard.classes
    let owners = Dictionary(
      uniqueKeysWithValues: scorecard.classes.enumerated().map { ($1.id, $0) })
    rules =
      scorecard.triggers.map {
        ScoredRule(
          id: $0.id, comparison: $0.comparison, bins: $0.bins, reason: $0.reason, owner: nil)
      }
      + scorecard.indicators.map {
        ScoredRule(
          id: $0.id, comparison: $0.comparison, bins: $0.bins, reason: $0.reason,
          owner: owners[$0.classId])
      }
  }

  func assessment(_ draft: FirmDraft) -> Assessment {
    var reasons: [Reason] = []
    var sum = 0
    for (place, found) in draft.found.enumerated() {
      let rule = rules[found.rule]
      if let reason = reason(rule, found) {
        reasons.append(reason)
        if rule.owner != nil { sum += reason.points }
      }
      let next = place + 1 < draft.found.count ? rules[draft.found[place + 1].rule].owner : nil
      guard let owner = rule.owner, next != owner else { continue }
      if sum > classes[owner].cap { reasons.append(classes[owner].capReason(sum: sum)) }
      sum = 0
    }
    let points = reasons.reduce(0) { $0 + $1.points }
    let demanded = reasons.compactMap(\.trigger).max() ?? .green
    return Assessment(
      firmId: draft.firm.id, creditCode: draft.firm.creditCode, points: points,
      tier: max(demanded, tiers.tier(points: points)), reasons: reasons)
  }

  private func reason(_ rule: ScoredRule, _ found: FoundReason) -> Reason? {
    guard let bin = rule.bins.bin(found.value) else { return nil }
    return Reason(
      indicator: rule.id, points: bin.points, trigger: rule.owner == nil ? bin.tier : nil,
      text: rule.reason.text(found.explanation.values), evidence: found.explanation.evidence)
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
