import WageDomain

/// One reading of the section `retention` of a workflow policy.
struct RetentionReader {
  let keys: PolicyMapping

  /// The term of complainants of cases, and those of all else that is named.
  func rules() -> (cases: RetentionRule, others: [HeldRetention])? {
    let cases = rule(keys)
    let others = HeldKind.allCases.compactMap { kind in
      keys.optional(kind.rawValue)?.mapping(rule).map { HeldRetention(kind: kind, rule: $0) }
    }
    return cases.map { ($0, others) }
  }

  private func rule(_ keys: PolicyMapping) -> RetentionRule? {
    let years = keys.integer("years", 1...100)
    let source = keys.text("source")
    guard let years, let source else { return nil }
    return RetentionRule(years: years, source: source)
  }
}
