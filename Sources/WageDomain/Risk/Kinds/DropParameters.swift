/// `drop`: a flow that fell below what it was before and below the same season of earlier years.
///
/// - Periods: January and February are one period, since Spring Festival falls in one of them, so a
///   year has eleven. A period counts when the feed covers all its months and all have ended.
/// - Window: the last ``windowPeriods`` periods. Each is compared with the lower-middle median of
///   the ``baselinePeriods`` ordinary periods (not January-February) before the window, times two
///   for January-February, *and* with the lower-middle median of the same period of up to three earlier
///   years. The smallest of these drops is the value: a firm that always rests in that season, and
///   one that shrank long ago, show no drop.
/// - January-February without the same period of an earlier year is not assessed; another period
///   without one is compared with the median alone.
/// - A period in which the firm lacks a row in a covered month is unknown, not zero: in the window
///   the firm is not assessed (`missing` speaks of it), elsewhere the period is left out.
/// - Not assessed: fewer than ``minimumHistory`` known ordinary periods (a new firm), or a baseline
///   below ``minimumMonthlyBaseline`` a month (too small to say).
public struct DropParameters: Hashable, Sendable {
  public let measure: Measure
  public let windowPeriods: Int
  public let baselinePeriods: Int
  public let minimumHistory: Int
  /// In the measure's stored unit; January-February must have twice as much.
  public let minimumMonthlyBaseline: Int64

  /// Years before the period's own that the same season is looked for in.
  public static let earlierYears = 3

  public init(
    measure: Measure, windowPeriods: Int, baselinePeriods: Int, minimumHistory: Int,
    minimumMonthlyBaseline: Int64
  ) {
    self.measure = measure
    self.windowPeriods = windowPeriods
    self.baselinePeriods = baselinePeriods
    self.minimumHistory = minimumHistory
    self.minimumMonthlyBaseline = minimumMonthlyBaseline
  }

  /// Three years, or the baseline if longer, before the first month of the window; three months of
  /// slack for a January that waits for its February, and that for its pay day.
  var reachMonths: Int {
    let window = windowPeriods + (windowPeriods + 10) / 11 + 3
    let baseline = baselinePeriods + 2 * (baselinePeriods / 10 + 1)
    return window + max(Self.earlierYears * 12, baseline)
  }
}
