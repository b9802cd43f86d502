import WageDomain

/// One reading of the section `punishment` of a workflow policy.
struct PunishmentReader {
  let keys: PolicyMapping

  func policy() -> PunishmentPolicy? {
    let term = keys.mapping("term") { length($0, "years", months: 12) }
    let publication = keys.mapping("publication", rule)
    let renewal = keys.mapping("renewal") { length($0, "years", months: 12) }
    let repair = keys.mapping("repair") { length($0, "months", months: 1) }
    guard let term, let publication, let renewal, let repair else { return nil }
    return PunishmentPolicy(
      term: term, publication: publication, renewal: renewal, repair: repair)
  }

  private func length(_ keys: PolicyMapping, _ unit: String, months: Int) -> TermLength? {
    let count = keys.integer(unit, 1...100)
    let source = keys.text("source")
    guard let count, source != nil else { return nil }
    return TermLength(months: count * months)
  }

  private func rule(_ keys: PolicyMapping) -> DeadlineRule? {
    let days = keys.integer("days", 1...DeadlineRule.mostDays)
    let kind = keys.choice("kind", DeadlineRule.Kind.self)
    let roll = keys.choice("roll", DeadlineRule.Roll.self)
    let source = keys.text("source")
    guard let days, let kind, let roll, source != nil else { return nil }
    return DeadlineRule(days: days, kind: kind, roll: roll)
  }
}
