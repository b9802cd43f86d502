public import WageDomain

/// Assesses the responsible bodies: from events alone, by the definitions of the policy.
///
/// An event counts when it took effect by the end of the period and of the as-of day. Which events
/// are known at all is the caller's choice: handing over those recorded by some day gives the report
/// as it could be known then.
///
/// - Source: N11, N19.
public struct BodyAssessor: Sendable {
  public let policy: AssessmentPolicy
  /// Ids, in the order of reports.
  public let bodies: [String]
  private let rules: any CaseRules

  public init(policy: AssessmentPolicy, bodies: [String], rules: any CaseRules) {
    self.policy = policy
    self.bodies = bodies
    self.rules = rules
  }

  /// - Throws: as ``WageDomain/CaseRules/status(of:)``.
  public func assess(
    _ cases: [AssessedCase], period: AssessmentPeriod, asOf: Day
  ) throws -> PeriodAssessment {
    let cutoff = min(period.lastDay, asOf)
    var count = PeriodCount(period: period, cutoff: cutoff, policy: policy, bodies: bodies)
    var standing = StandingCases()
    let repeated = RepeatedCases(cases)
    for one in cases {
      let events = one.events(by: cutoff)
      guard let openedOn = events.openedOn else { continue }
      let status = try rules.status(of: events)
      count.add(one, status)
      if openedOn >= period.firstDay, !repeated.isRepeated(one.caseNo, mergedStand: true) {
        count.addRegistered(one.caseNo)
      }
      standing.addNow(one.caseNo, status)
      let before = one.events(by: period.firstDay.adding(days: -1))
      if !before.isEmpty { standing.addBefore(one.caseNo, try rules.status(of: before)) }
    }
    let assessment = count.assessment
    return assessment.adding(standing.findings(assessment) + assessment.findingsWithin)
  }

  /// The figures of orders and resolutions only, for a ranking: no reply is judged.
  func assessResolutions(
    _ cases: [AssessedCase], period: AssessmentPeriod, asOf: Day
  ) -> [BodyAssessment] {
    let cutoff = min(period.lastDay, asOf)
    var count = PeriodCount(period: period, cutoff: cutoff, policy: policy, bodies: bodies)
    for one in cases { count.addDesks(one) }
    return count.assessment.bodies
  }
}

extension PeriodAssessment {
  fileprivate func adding(_ findings: [AssessmentFinding]) -> PeriodAssessment {
    PeriodAssessment(
      period: period, cutoff: cutoff, bodies: bodies, registered: registered,
      unassigned: unassigned, findings: self.findings + findings)
  }
}
