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
    rules = WorkflowRules(
      policy: policies.workflow, routing: policies.routing, calendar: policies.calendar(asOf: asOf))
  }

  /// What the route stage did.
  public struct RouteReport: Hashable, Sendable {
    public let registered: Int
    public let changed: Int
    public let routing: RoutingOutcome
  }

  /// Registers the complaints known by the day and sends each case to its body.
  public func route() throws -> RouteReport {
    try database.write { transaction in
      let done = try transaction.registerAndRoute(
        asOf: asOf, since: casesFrom, rules: rules, now: now())
      return RouteReport(registered: done.registered, changed: done.changed, routing: done.routing)
    }
  }

  /// Raises each case whose clock ran out, once a clock and step.
  ///
  /// - Returns: how many events were appended.
  public func escalate() throws -> Int {
    try database.write { try $0.escalate(asOf: asOf, rules: rules, now: now()) }
  }
}
