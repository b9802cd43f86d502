public import WageDomain

/// Turns the signals of firms into points, tiers and reasons by a scorecard.
///
/// Pure: the same block, coverage, pay days and day give the same assessments, bit for bit. Only
/// months that have ended by the as-of day are compared, so nothing dated later has a say.
public struct ScoringEngine: Sendable {
  public let scorecard: Scorecard

  public init(scorecard: Scorecard) { self.scorecard = scorecard }

  /// The measures that the scorecard reads, in ``Measure/rawValue`` order.
  public var measures: [Measure] {
    let read =
      scorecard.indicators.flatMap(\.kind.measures) + scorecard.triggers.flatMap(\.kind.measures)
    return Set(read).sorted { $0.rawValue < $1.rawValue }
  }

  /// The months a block should hold so that every comparison has its history; fewer are allowed,
  /// and the comparisons that need the others are left out.
  public func requiredMonths(asOf day: Day) -> ClosedRange<Month> {
    let reach = scorecard.indicators.map(\.kind.reachMonths)
    let triggers = scorecard.triggers.map(\.kind.reachMonths)
    return day.month.adding(months: -((reach + triggers).max() ?? 0))...day.month
  }

  /// The wage months whose pay days ``assess(_:coverage:payDays:asOf:)`` looks up.
  public func payMonths(asOf day: Day) -> ClosedRange<Month> {
    let lookBack = scorecard.triggers.map(\.kind.lookBackMonths).max() ?? 0
    return day.month.adding(months: -lookBack)...day.month
  }

  /// Which indicators can say nothing today, and why; the same for every firm of a run.
  public func outlook(coverage: FeedCoverage, asOf day: Day) -> ScoringOutlook {
    ScoringOutlook(scorecard: scorecard, coverage: coverage, asOf: day)
  }

  /// - Parameters:
  ///   - block: firms and what was known of them by `day`.
  ///   - coverage: the months that each feed had delivered by `day`, and the feeds that are late.
  ///   - payDays: the pay day of each of ``payMonths(asOf:)``; a month without one is not judged.
  ///   - day: the as-of day.
  /// - Returns: one assessment a firm, in the order of the block.
  public func assess(
    _ block: SignalBlock, coverage: FeedCoverage, payDays: [Month: Day], asOf day: Day
  ) -> [Assessment] {
    let calendar = SignalCalendar(block: block, coverage: coverage, payDays: payDays, asOf: day)
    let rules = PreparedScorecard(scorecard, block: block, calendar: calendar)
    var scratch: [Int64] = []
    scratch.reserveCapacity(64)
    return block.firms.indices.map { rules.assess(firm: $0, of: block, scratch: &scratch) }
  }
}

extension TriggerKind {
  var measures: [Measure] {
    switch self {
    case .wagesUnpaid: [.payrollPersons, .payrollAmount, .insuredPersons]
    }
  }

  var lookBackMonths: Int {
    switch self {
    case .wagesUnpaid(let parameters): parameters.lookBackMonths
    }
  }

  var reachMonths: Int {
    switch self {
    case .wagesUnpaid(let parameters): parameters.lookBackMonths + parameters.payrollMonths
    }
  }
}
