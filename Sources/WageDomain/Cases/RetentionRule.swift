/// How long complainants are kept after their case ended, closed or withdrawn, or what else holds
/// personal data after its own end.
public struct RetentionRule: Hashable, Sendable {
  /// Whole years after the day on which it ended, which is day 0.
  public let years: Int
  public let source: String

  public init(years: Int, source: String) {
    self.years = years
    self.source = source
  }

  /// The last day on which they are kept; of 29 February the 28th where there is none.
  public func lastDay(ended day: Day) -> Day {
    let month = day.month
    let last = Month(year: month.year + years, month: month.monthOfYear)
    return Day(
      year: last.year, month: last.monthOfYear, day: min(day.dayOfMonth, last.dayCount))
      ?? last.lastDay
  }
}
