import WageDomain

/// Rest days as far as an invented district needs them: when pay moves forward, when mills stand.
///
/// Make-up working weekends are left out on purpose: a firm that pays on the Friday before one is
/// early, never late. Deadlines of cases never use this table.
enum SpringFestival {
  /// New year's day of the lunar calendar.
  ///
  /// - Source: domain notes section 4 for 2019 to 2027; the other years from the almanac.
  private static let newYearDays: [Int: (month: Int, day: Int)] = [
    2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16),
    2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10),
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
  ]
  static let knownYears = 2013...2030

  static func newYear(_ year: Int) -> Day? {
    newYearDays[year].flatMap { Day(year: year, month: $0.month, day: $0.day) }
  }

  /// How many days of `month` lie from `before` days before new year's day to `after` days after.
  static func daysOff(in month: Month, before: Int, after: Int) -> Int {
    guard month.monthOfYear <= 3, let newYear = newYear(month.year) else { return 0 }
    let first = max(month.firstDay, newYear.adding(days: -before))
    let last = min(month.lastDay, newYear.adding(days: after))
    return max(0, last.days(since: first) + 1)
  }

  /// Weekends and the long holidays; wages due on one are paid before it.
  ///
  /// - Source: 保障农民工工资支付条例 Art 14 (pay before, not after).
  static func isRestDay(_ day: Day) -> Bool {
    if day.weekday.isWeekend { return true }
    switch (day.month.monthOfYear, day.dayOfMonth) {
    case (1, 1), (5, 1...5), (10, 1...7): return true
    case (1...3, _):
      guard let newYear = newYear(day.year) else { return false }
      return (-1...6).contains(day.days(since: newYear))
    default: return false
    }
  }

  /// `day` itself, or the last day before it that is not a rest day.
  static func workingDay(onOrBefore day: Day) -> Day {
    var found = day
    while isRestDay(found) { found = found.adding(days: -1) }
    return found
  }
}
