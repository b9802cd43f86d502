import RiskScoring
import WageDomain

extension ScorecardReader {
  /// What follows from each tier.
  func warnings(_ node: PolicyNode) -> WarningPolicy? {
    let seen = SeenIds()
    guard let rules = node.list({ item in item.mapping { tierRule($0, seen) } }) else { return nil }
    guard let policy = WarningPolicy(rules) else {
      node.fault(
        found: .same(rules.map(\.tier.rawValue).joined(separator: ", ")),
        expected: Bilingual(
          zh: "red、orange、yellow 各一次", en: "red, orange and yellow, each once"))
      return nil
    }
    for (urgent, lesser) in zip(policy.rules, policy.rules.dropFirst())
    where urgent.check.kind == lesser.check.kind && urgent.check.days > lesser.check.days {
      node.fault(
        found: Bilingual(
          zh: "\(urgent.tier.rawValue) \(urgent.check.days) 天内核查，"
            + "\(lesser.tier.rawValue) \(lesser.check.days) 天内",
          en: "\(urgent.tier.rawValue) checked within \(urgent.check.days) days, "
            + "\(lesser.tier.rawValue) within \(lesser.check.days)"),
        expected: Bilingual(zh: "更紧急的级别不更晚", en: "the more urgent tier no later"))
    }
    return policy
  }

  private func tierRule(_ keys: PolicyMapping, _ seen: SeenIds) -> TierRule? {
    let tier = keys.choice("tier", Tier.self)
    let lowered = keys.integer("lowered_after_days", 0...366)
    let days = keys.integer("check_days", 1...366)
    let kind = keys.choice("check_kind", DeadlineRule.Kind.self)
    let source = keys.prose("source")
    if let tier { seen.note(tier.rawValue, keys) }
    if tier == .green {
      keys.fault(
        found: .same("green"),
        expected: Bilingual(
          zh: "red、orange 或 yellow；green 无后续",
          en: "red, orange or yellow; from green nothing follows"))
    }
    guard let tier, let lowered, let days, let kind, let source,
      let check = DeadlineRule(days: days, kind: kind, roll: .none)
    else { return nil }
    return TierRule(tier: tier, loweredAfterDays: lowered, check: check, source: source)
  }
}
