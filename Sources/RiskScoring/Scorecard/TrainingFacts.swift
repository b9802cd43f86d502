public import WageDomain

/// What a fitted scorecard learned its points from, kept in the card itself.
public struct TrainingFacts: Hashable, Sendable {
  /// The card whose indicators were fitted, e.g. `default@2`.
  public let fittedFrom: String
  /// Indicators and classes of it that were left out, as asked for.
  public let without: [String]
  /// The days as of which firms were seen, at least one, rising.
  public let cutoffs: [Day]
  /// The last day of their label windows: no later cutoff was learned from.
  public let learnedUntil: Day
  /// What came true: `complaint`, `arrears` or `either`.
  public let label: String
  /// Which complaints counted; nil in a card from before this was kept.
  public let complaintsCounted: WageComplaintRule?
  /// How far ahead it was looked for, as the flag says it: `6m`.
  public let horizon: String
  /// The firms that were looked at, in words or as SQL.
  public let cohort: String
  /// A firm has one row for each cutoff.
  public let rows: Int
  /// Rows that came true.
  public let positives: Int
  /// Different firms that came true.
  public let positiveFirms: Int
  public let seed: UInt64
  /// Points that double the odds.
  public let pointsOfDouble: Int
  /// The chance of a firm without points, in millionths.
  public let baseChance: Int
  /// The hash of what the cutoffs read.
  public let inputs: String

  public init(
    fittedFrom: String, without: [String] = [], cutoffs: [Day], learnedUntil: Day, label: String,
    complaintsCounted: WageComplaintRule? = nil, horizon: String, cohort: String, rows: Int,
    positives: Int,
    positiveFirms: Int, seed: UInt64, pointsOfDouble: Int, baseChance: Int,
    inputs: String
  ) {
    self.fittedFrom = fittedFrom
    self.without = without
    self.cutoffs = cutoffs
    self.learnedUntil = learnedUntil
    self.label = label
    self.complaintsCounted = complaintsCounted
    self.horizon = horizon
    self.cohort = cohort
    self.rows = rows
    self.positives = positives
    self.positiveFirms = positiveFirms
    self.seed = seed
    self.pointsOfDouble = pointsOfDouble
    self.baseChance = baseChance
    self.inputs = inputs
  }
}
