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
    let lookBack = scorecard.triggers.map(\.kind.lookBackMonths)
    // Every comparison of payroll needs to know whether the latest months may still be paid.
    return day.month.adding(months: -(lookBack + [3]).reduce(0, max))...day.month
  }

  /// What can be said of no firm today, and why; the same for every block of a run.
  ///
  /// - Parameters:
  ///   - coverage: the months that each feed had delivered by `day`, and the feeds that are late.
  ///   - payDays: the pay day of each of ``payMonths(asOf:)``.
  ///   - day: the as-of day.
  /// - Returns: the silent indicators and the wage months that payroll has not delivered.
  public func outlook(
    coverage: FeedCoverage, payDays: [Month: Day], asOf day: Day
  ) -> ScoringOutlook {
    let due = payMonths(asOf: day).filter { month in payDays[month].map { $0 < day } ?? false }
    return ScoringOutlook(
      scorecard: scorecard, coverage: coverage, duePayMonths: scorecard.triggers.isEmpty ? [] : due)
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
