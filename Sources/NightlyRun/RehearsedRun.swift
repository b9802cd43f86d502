public import WageDomain
public import WageStore

/// What a run would say, kept in memory and written nowhere.
public struct RehearsedRun: Sendable {
  public let asOf: Day
  /// E.g. `default@3`.
  public let scorecard: String
  /// The calendar's version.
  public let calendar: String
  /// The same hash as a stored run's means the same scores.
  public let inputHash: String
  /// Every firm, with its reasons.
  public let standings: [Int64: Standing]
  /// Firms whose tier stands though the points no longer say it.
  public let held: HeldFirms
  /// Feeds the run could not use.
  public let dataLate: [Feed]
  /// Columns that later files of their feed no longer carry.
  public let columnsLate: [Measure]

  /// Firms by tier.
  public var firms: [Tier: Int] {
    standings.values.reduce(into: [:]) { $0[$1.tier, default: 0] += 1 }
  }
}

/// One side of a comparison: a stored run, or a rehearsed one.
public struct ComparedRun: Sendable {
  /// Nil for one that is not stored.
  public let run: Int64?
  public let asOf: Day
  public let scorecard: String
  public let calendar: String

  public init(_ run: ScoreRun) {
    (self.run, asOf, scorecard, calendar) = (run.id, run.asOf, run.scorecard, run.calendar)
  }

  /// `storedAs` is a stored run of the same inputs: the same scores under a number.
  public init(_ rehearsed: RehearsedRun, storedAs run: ScoreRun? = nil) {
    self.run = run?.id
    (asOf, scorecard, calendar) = (rehearsed.asOf, rehearsed.scorecard, rehearsed.calendar)
  }
}
