import WageDomain

/// A trigger or an indicator of a scorecard, as a pass needs it.
///
/// A class, since every finding asks for its rule: to hand out a structure counts references to all
/// that it holds.
final class ScoredRule: Sendable {
  let id: String
  let comparison: Comparison
  let bins: PointsBins
  let reason: ReasonTemplate
  /// The place of its class; nil for a hard trigger.
  let owner: Int?

  init(
    id: String, comparison: Comparison, bins: PointsBins, reason: ReasonTemplate, owner: Int?
  ) {
    self.id = id
    self.comparison = comparison
    self.bins = bins
    self.reason = reason
    self.owner = owner
  }

  /// A late feed, or one that never came, silences an indicator. What is known of a hard trigger's
  /// feed is said all the same: it has happened.
  func isSilent(_ coverage: FeedCoverage) -> Bool {
    owner != nil && ScoringOutlook.outcome(of: comparison, coverage) != nil
  }
}

/// A firm with what was found about it, before it is worth points.
struct FirmDraft {
  let creditCode: CreditCode
  let firmId: Int64
  /// In the order of the rules.
  var found: [FoundReason] = []
  let group: PeerGroup?
  /// Whether its reasons are put into words.
  var isExplained = true

  init(_ firm: BlockFirm) {
    (firmId, creditCode, group) = (firm.id, firm.creditCode, firm.group)
  }
}

/// A value that reaches a bin, and how it came about.
struct FoundReason {
  let rule: Int
  var value: Quotient
  var explanation = Explanation.nothing
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

  /// Points and tier, and the reasons of a draft that is explained.
  func assessment(_ draft: FirmDraft) -> Assessment {
    let total = total(draft.found)
    return Assessment(
      firmId: draft.firmId, creditCode: draft.creditCode, points: total.points, tier: total.tier,
      reasons: draft.isExplained ? reasons(draft.found) : [])
  }

  /// Points and tier of findings, each class within its cap.
  func total(_ found: [FoundReason]) -> (points: Int, tier: Tier) {
    total(found) { rule, found in rule.bins.bin(found.value) }
  }

  /// Points and tier of findings that are worth a bin each, or nothing.
  func total(
    _ found: [FoundReason], worth: (ScoredRule, FoundReason) -> PointsBins.Bin?
  ) -> (points: Int, tier: Tier) {
    var points = 0
    var demanded = Tier.green
    walk(found, worth: worth) { rule, _, bin in
      points += bin.points
      if rule.owner == nil, let tier = bin.tier { demanded = max(demanded, tier) }
    } overCap: { owner, sum in
      points -= sum - owner.cap
    }
    return (points, max(demanded, tiers.tier(points: points)))
  }

  private func reasons(_ found: [FoundReason]) -> [Reason] {
    var reasons: [Reason] = []
    walk(found, worth: { $0.bins.bin($1.value) }) { rule, found, bin in
      reasons.append(
        Reason(
          indicator: rule.id, points: bin.points, trigger: rule.owner == nil ? bin.tier : nil,
          text: rule.reason.text(found.explanation.values), evidence: found.explanation.evidence))
    } overCap: { owner, sum in
      reasons.append(owner.capReason(sum: sum))
    }
    return reasons
  }

  /// Every finding with its bin, in order, and after the last one of a class what is over its cap.
  private func walk(
    _ found: [FoundReason], worth: (ScoredRule, FoundReason) -> PointsBins.Bin?,
    each: (ScoredRule, FoundReason, PointsBins.Bin) -> Void,
    overCap: (_ owner: IndicatorClass, _ sum: Int) -> Void
  ) {
    var sum = 0
    for (place, finding) in found.enumerated() {
      let rule = rules[finding.rule]
      if let bin = worth(rule, finding) {
        each(rule, finding, bin)
        if rule.owner != nil { sum += bin.points }
      }
      let next = place + 1 < found.count ? rules[found[place + 1].rule].owner : nil
      guard let owner = rule.owner, next != owner else { continue }
      if sum > classes[owner].cap { overCap(classes[owner], sum) }
      sum = 0
    }
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
