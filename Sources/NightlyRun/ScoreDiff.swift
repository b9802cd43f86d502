public import WageDomain
public import WageStore

/// What two runs see differently, each firm with the indicators that made the difference.
public struct ScoreDiff: Sendable {
  /// Nil when there was no run before: then every firm is new.
  public let before: ComparedRun?
  public let after: ComparedRun
  public let comparison: RunComparison
  /// Firms with a difference of which the reasons of a run are neither stored nor to be computed
  /// again, because the run's inputs or scorecard are no longer what they were.
  public let unexplained: Int

  public init(before: ComparedRun?, after: ComparedRun, comparison: RunComparison) {
    self.before = before
    self.after = after
    self.comparison = comparison
    unexplained = comparison.changes.count { $0.reasons == nil }
  }

  /// Which firms to compare.
  public struct Scope: Sendable {
    /// How many visits the district can make; nil: all flagged firms are on the list.
    public var capacity: Int?
    /// Whether firms on neither list count too.
    public var includesAll: Bool

    public init(capacity: Int? = nil, includesAll: Bool = false) {
      self.capacity = capacity
      self.includesAll = includesAll
    }
  }

  /// Compares two stored runs.
  ///
  /// A run keeps the reasons of firms that are flagged or just were. Those of others are computed
  /// again, if the run's inputs give the same hash as then and the firm the same points.
  ///
  /// - Parameters:
  ///   - before: the run that counts as the earlier one.
  ///   - after: the run that counts as the later one.
  ///   - scope: which firms to compare.
  ///   - database: the store that holds both.
  ///   - policies: gives those that a run was made with.
  ///   - now: the clock.
  /// - Returns: the differences, in their total order.
  /// - Throws: what the store or the calendar throws.
  public static func stored(
    _ before: ScoreRun, _ after: ScoreRun, scope: Scope, database: WageDatabase,
    policies: (ScoreRun) throws -> NightPolicies, now: @escaping @Sendable () -> Instant
  ) throws -> ScoreDiff {
    var (old, new) = try database.read {
      (try $0.standings(run: before), try $0.standings(run: after))
    }
    let first = RunComparison(
      before: old, after: new, capacity: scope.capacity, includesAll: scope.includesAll)
    func stage(_ run: ScoreRun) throws -> ScoreStage {
      ScoreStage(database: database, policies: try policies(run), asOf: run.asOf, now: now)
    }
    try explain(&old, first.unexplained(\.before), run: before) { try stage(before) }
    try explain(&new, first.unexplained(\.after), run: after) { try stage(after) }
    return ScoreDiff(
      before: ComparedRun(before), after: ComparedRun(after),
      comparison: RunComparison(
        before: old, after: new, capacity: scope.capacity, includesAll: scope.includesAll))
  }

  /// Compares the scorecard of `candidate` with the workspace's own, both for one day; nothing is
  /// written.
  ///
  /// - Parameters:
  ///   - candidate: a stage with the scorecard on trial.
  ///   - present: a stage with the workspace's own, for the same day.
  ///   - scope: which firms to compare.
  ///   - last: the last run up to the day: named as the one before when its inputs are the same.
  /// - Returns: the differences that the scorecard alone makes, and the rehearsed run.
  /// - Throws: what the store or the calendar throws.
  public static func rehearsed(
    _ candidate: ScoreStage, against present: ScoreStage, scope: Scope, last: ScoreRun?
  ) throws -> (diff: ScoreDiff, run: RehearsedRun) {
    let (old, new) = (try present.rehearse(), try candidate.rehearse())
    let stored = last?.inputHash == old.inputHash ? last : nil
    let comparison = RunComparison(
      before: old.standings, after: new.standings, capacity: scope.capacity,
      includesAll: scope.includesAll)
    return (
      ScoreDiff(
        before: ComparedRun(old, storedAs: stored), after: ComparedRun(new),
        comparison: comparison), new
    )
  }

  /// Compares what a run of the day would say with the last stored one.
  ///
  /// - Parameters:
  ///   - stage: of the day.
  ///   - last: the last run up to the day; nil: none yet.
  ///   - earlier: gives a stage that can compute the last run again, for reasons that it did not
  ///     store.
  ///   - scope: which firms to compare.
  ///   - database: the store that holds the last run.
  /// - Returns: what would change, and the rehearsed run.
  /// - Throws: what the store or the calendar throws.
  public static func rehearsed(
    _ stage: ScoreStage, since last: ScoreRun?, earlier: (ScoreRun) throws -> ScoreStage,
    scope: Scope,
    database: WageDatabase
  ) throws -> (diff: ScoreDiff, run: RehearsedRun) {
    let new = try stage.rehearse()
    var old = try last.map { run in try database.read { try $0.standings(run: run) } } ?? [:]
    func compare() -> RunComparison {
      RunComparison(
        before: old, after: new.standings, capacity: scope.capacity,
        includesAll: scope.includesAll)
    }
    var comparison = compare()
    let firms = comparison.unexplained(\.before)
    if let last, !firms.isEmpty {
      try explain(&old, firms, run: last) { try earlier(last) }
      comparison = compare()
    }
    return (
      ScoreDiff(
        before: last.map { ComparedRun($0) }, after: ComparedRun(new), comparison: comparison), new
    )
  }

  /// Computes reasons again, and takes them over where they add up to what the run stored.
  private static func explain(
    _ standings: inout [Int64: Standing], _ firms: Set<Int64>, run: ScoreRun,
    by stage: () throws -> ScoreStage
  ) throws {
    guard !firms.isEmpty else { return }
    let stage = try stage()
    guard try stage.inputHash() == run.inputHash else { return }
    let again = try stage.rehearse().standings
    for firm in firms {
      guard let computed = again[firm], computed.points == standings[firm]?.points else { continue }
      standings[firm]?.reasons = computed.reasons
    }
  }
}
