/// A term of whole years and months, as laws state it.
///
/// - Source: 民法典 第201条, 第202条: the day it begins is not counted; its last day is the
///   corresponding day of the last month, or that month's last day when there is none.
public struct TermLength: Hashable, Sendable {
  /// More than zero.
  public let months: Int

  public init(months: Int) { self.months = months }

  /// The last day of a term that begins on `day`, which is day 0.
  public func lastDay(from day: Day) -> Day {
    let month = day.month.adding(months: months)
    return month.firstDay.adding(days: min(day.dayOfMonth, month.dayCount) - 1)
  }

  /// In years where it is whole years, else in months.
  public var title: Bilingual {
    months.isMultiple(of: 12)
      ? Bilingual(zh: "\(months / 12) 年", en: "\(months / 12) years")
      : Bilingual(zh: "\(months) 个月", en: months.counted("month"))
  }
}
