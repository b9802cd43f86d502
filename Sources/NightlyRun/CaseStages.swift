internal import CaseHandling
public import WageDomain
public import WageStore

/// Complaints -> cases and transfer orders; overdue clocks -> the next level.
public struct CaseStages {
  private let database: WageDatabase
  private let rules: WorkflowRules
  private let asOf: Day
  private let now: @Sendable () -> Instant
  private let casesFrom: Day?

  public init(
    database: WageDatabase, policies: NightPolicies, asOf: Day,
    now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.asOf = asOf
    self.now = now
    casesFrom = policies.casesFrom
    // What clerks type in is counted by the notices known today. A night of an earlier day that knew
    // less would move those due days back.
    rules = WorkflowRules(
      policy: policies.workflow, routing: policies.routing,
      calendar: policies.calendar(asOf: max(asOf, now().day)))
  }

  /// What the route stage did.
  public struct RouteReport: Hashable, Sendable {
    public let registered: Int
    public let changed: Int
    /// Follow-ups that it withdrew and that were sent for nothing or to another firm: somebody has to call.
    public let sentInError: Int
    public let routing: RoutingOutcome
  }

  /// Registers the complaints known by the day and sends each case to its body.
  public func route() throws -> RouteReport {
    try database.write { transaction in
      let done = try transaction.registerAndRoute(
        asOf: asOf, since: casesFrom, rules: rules, now: now())
      return RouteReport(
        registered: done.registered, changed: done.changed, sentInError: transaction.sentInError,
        routing: done.routing)
    }
  }

  /// What the escalate stage did.
  public struct EscalateReport: Hashable, Sendable {
    /// Events appended that raise a case.
    public let raised: Int
    /// Raises that turned out to be none.
    public let withdrawn: Int
    /// As that of the route stage.
    public let sentInError: Int
    /// Follow-ups put into the outbox.
    public let followUps: Int
    /// Due days of running clocks that the calendar counts differently than they were stored.
    public let moved: [DueDayMove]
    /// How many of these no event of the night has recorded.
    public let unrecorded: Int
    /// Cases whose events cannot take what is due; they stand as they were.
    public let refused: [CaseStoreError]
  }

  /// How cases are counted, apart from the policy: another word has the next night count all anew.
  private static let counting =
    "raises that stand, call-backs that nobody made, a second conference\n"

  /// Raises each case whose clock ran out and puts the follow-ups due by the day into the outbox, each
  /// clock and step once.
  ///
  /// A due day that a notice moved is looked at as it is counted now, whether or not anyone has
  /// replayed the calendar.
  public func escalate() throws -> EscalateReport {
    try database.write { transaction in
      var refused: [CaseStoreError] = []
      let moved = try transaction.snapshot.movedDueDays(rules: rules, onlyRunning: true) {
        refused.append($0)
      }
      let escalated = try transaction.escalate(
        asOf: asOf, moved: moved.map(\.caseNo),
        fingerprint: TextHash.sha256(Self.counting + "\(rules.history.policy)"), rules: rules,
        now: now())
      try transaction.withdrawOutdated(asOf: asOf, rules: rules, now: now())
      let followUps = try transaction.fillOutbox(asOf: asOf, rules: rules, now: now())
      let left =
        moved.isEmpty
        ? [] : try transaction.snapshot.movedDueDays(rules: rules, onlyRunning: true) { _ in }
      return EscalateReport(
        raised: escalated.raised, withdrawn: escalated.withdrawn,
        sentInError: transaction.sentInError, followUps: followUps, moved: moved,
        unrecorded: left.count,
        refused: refused + escalated.refused.filter { !refused.contains($0) })
    }
  }
}
