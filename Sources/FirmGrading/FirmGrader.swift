public import WageDomain

/// Grades firms for a year by a policy, and says why.
public struct FirmGrader: Sendable {
  public let policy: GradePolicy
  public let year: Int

  public init(policy: GradePolicy, year: Int) {
    self.policy = policy
    self.year = year
  }

  /// - Parameter facts: all that is known of the firm, of any year and in any order.
  /// - Returns: the grade with every rule's word on it; none where nothing is known of the year.
  public func grade(_ facts: [FirmFact]) -> GradedFirm {
    let facts = facts.sorted()
    let basis = Self.facts(
      of: policy.basis, persons: nil,
      in: Month(year: year, month: 1).firstDay...Month(year: year, month: 12).lastDay, among: facts)
    let findings = policy.rules.map { finding($0, facts) }
    guard !basis.isEmpty else {
      return GradedFirm(place: nil, grade: nil, basis: [], findings: findings, steps: [])
    }
    let place = Self.worst(findings)
    return GradedFirm(
      place: place, grade: policy.grades[place], basis: basis, findings: findings,
      steps: ways(up: place, findings, facts) + ways(down: place, findings))
  }

  private func finding(_ rule: GradeRule, _ facts: [FirmFact]) -> RuleFinding {
    let counted = Self.facts(
      of: rule.facts, persons: rule.persons, in: rule.days(of: year), among: facts)
    return RuleFinding(rule: rule, facts: counted)
  }

  private static func worst(_ findings: [RuleFinding]) -> Int {
    findings.filter(\.holds).map(\.rule.grade).max() ?? 0
  }

  static func facts(
    of kinds: [FirmFactKind], persons: Int64?, in days: ClosedRange<Day>, among facts: [FirmFact]
  ) -> [FirmFact] {
    facts.filter { fact in
      kinds.contains(fact.kind) && days.contains(fact.on)
        && persons.map { least in fact.persons.map { $0 >= least } ?? false } ?? true
    }
  }

  /// What each rule that binds would take to bind no more, and where that leads.
  private func ways(
    up place: Int, _ findings: [RuleFinding], _ facts: [FirmFact]
  ) -> [GradeStep] {
    let binding = findings.filter { $0.holds && $0.rule.grade == place }
    guard place > 0, !binding.isEmpty else { return [] }
    let next = Self.worst(findings.filter { !$0.holds || $0.rule.grade < place })
    return binding.map { finding in
      GradeStep(
        rule: finding.rule, isUp: true, to: policy.grades[next],
        needs: finding.lacking.map(GradeStep.Need.more) ?? .outlived(outlived(finding.rule, facts)),
        isAlone: binding.count == 1)
    }
  }

  /// What would make each rule hold that allows less than the grade.
  private func ways(down place: Int, _ findings: [RuleFinding]) -> [GradeStep] {
    findings.filter { !$0.holds && $0.rule.grade > place }.compactMap { finding in
      guard case .atLeast(let count) = finding.rule.test else { return nil }
      return GradeStep(
        rule: finding.rule, isUp: false, to: policy.grades[finding.rule.grade],
        needs: .more(count - finding.count), isAlone: true)
    }
  }

  /// The first year for which the facts known now no longer make the rule hold.
  private func outlived(_ rule: GradeRule, _ facts: [FirmFact]) -> Int {
    var later = year + 1
    while later <= year + rule.years {
      let own = Self.facts(
        of: rule.facts, persons: rule.persons, in: rule.days(of: later), among: facts)
      if !RuleFinding(rule: rule, facts: own).holds { return later }
      later += 1
    }
    return later
  }
}
