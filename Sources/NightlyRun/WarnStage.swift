internal import RiskScoring
public import WageDomain
public import WageStore

/// Tonight's tiers against those of the last night that warned -> warnings, each once.
public struct WarnStage {
  private let database: WageDatabase
  private let policies: NightPolicies
  private let now: @Sendable () -> Instant

  /// Who fires, in the chain of events.
  private static let actor = "nightly"

  public init(
    database: WageDatabase, policies: NightPolicies, now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.policies = policies
    self.now = now
  }

  /// What the stage did, and what is to be checked.
  public struct Report: Hashable, Sendable {
    /// New warnings by tier.
    public let fired: [Tier: Int]
    public let open: Int
    public let overdue: Int
    /// True when a later night has warned already, so that this one fires nothing.
    public let isPast: Bool
  }

  /// Fires the warnings of a night's score run.
  ///
  /// - Returns: nil when the scorecard has no `warnings`.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a due day falls in a year without a notice.
  public func run(_ run: ScoreRun) throws -> Report? {
    guard let policy = policies.scorecard.warnings else { return nil }
    let calendar = policies.calendar(asOf: run.asOf)
    return try database.write { transaction in
      let fired = try transaction.fireWarnings(run, actor: Self.actor, now: now()) { tier in
        let dueOn = try policy.dueDay(tier, firedOn: run.asOf, calendar: calendar)
        return try policies.keyDates?.check(
          tier, firedOn: run.asOf, ordinary: dueOn, calendar: calendar)
          ?? WarningCheck(dueOn: dueOn)
      }
      let open = try transaction.snapshot.warnings(asOf: run.asOf)
      return Report(
        fired: fired ?? [:], open: open.count,
        overdue: open.filter { $0.state == .overdue }.count, isPast: fired == nil)
    }
  }
}
