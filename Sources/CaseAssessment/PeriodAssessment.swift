public import WageDomain

/// The figures of all bodies for one period.
public struct PeriodAssessment: Hashable, Sendable {
  public let period: AssessmentPeriod
  /// The last day that counts: the period's last, or the as-of day before that.
  public let cutoff: Day
  /// By the order of the routing policy; bodies that it does not know any more after them.
  public let bodies: [BodyAssessment]
  /// Registered in the period, with or without a body.
  public let registered: [String]
  /// Open at the end of the cutoff, and on no body's desk.
  public let unassigned: [String]
  /// What does not reconcile; empty in a sound report.
  public let findings: [AssessmentFinding]

  public init(
    period: AssessmentPeriod, cutoff: Day, bodies: [BodyAssessment], registered: [String],
    unassigned: [String], findings: [AssessmentFinding]
  ) {
    self.period = period
    self.cutoff = cutoff
    self.bodies = bodies
    self.registered = registered
    self.unassigned = unassigned
    self.findings = findings
  }

  /// The sum over bodies.
  public var total: BodyAssessment { BodyAssessment.total(bodies) }

  /// The period is over by the cutoff.
  public var isComplete: Bool { cutoff == period.lastDay }
}

/// A figure of a report that does not come out: what was found, what was expected.
public struct AssessmentFinding: Hashable, Sendable {
  /// The body's id; nil when it is about the whole district or a table from elsewhere.
  public let body: String?
  public let found: Bilingual
  public let expected: Bilingual

  public init(body: String?, found: Bilingual, expected: Bilingual) {
    self.body = body
    self.found = found
    self.expected = expected
  }
}
