public import WageDomain

/// What came out at one cutoff for one cohort.
public struct CutoffJudgement: Sendable {
  public let cohort: CutoffCohort
  public let cutoff: Day
  /// The first day of the history of complaints and arrears.
  public let historyFrom: Day
  /// The first day that is not in the label any more.
  public let labelUntil: Day
  public let count: Int
  public let positives: Int
  /// Of `positives`, those with an unpaid pay day before the cutoff, known by then or not.
  public let owedBefore: Int
  /// The card first.
  public let rankings: [JudgedRanking]
  /// The feeds that the card could not use on that day.
  public let lateFeeds: [Feed]
  /// Firms by tier.
  public let tiers: [Tier: TierCount]

  /// How many firms of the cohort stood in a tier, and of how many the label came true.
  public struct TierCount: Hashable, Sendable {
    public internal(set) var count = 0
    public internal(set) var positives = 0
  }
}

/// The figures of one ranking.
public struct JudgedRanking: Sendable {
  public let kind: CutoffRanking.Kind
  /// Nil: no estimate.
  public let auc: Double?
  public let aucInterval: PairedBootstrap.Interval?
  /// Of the AUC, less that of the card; nil for the card.
  public let difference: PairedBootstrap.Interval?
  public let averagePrecision: Double?
  public let tops: [JudgedTop]
}

/// The figures of the first k.
public struct JudgedTop: Sendable {
  public let capacity: VisitCapacity
  public let figures: TopFigures
  /// Of the mean precision.
  public let precisionInterval: PairedBootstrap.Interval?
}
