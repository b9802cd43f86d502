/// A holiday for which every year's notice gives days off; without it the year's notice is not whole.
///
/// - Source: 全国年节及纪念日放假办法 第二条 (the days that it fixes by date, and 春节, whose first day
///   lies between 21 January and 20 February).
public enum StatutoryHoliday: CaseIterable, Hashable, Sendable {
  case newYear
  case springFestival
  case labourDay
  case nationalDay

  /// The holidays for which `entries` lack a day off in the year, in the order of the year.
  ///
  /// - Parameters:
  ///   - year: of the common calendar.
  ///   - entries: the arrangement in force, one entry a day.
  /// - Returns: none where the year's notice is whole.
  public static func missing(in year: Int, among entries: [CalendarEntry]) -> [StatutoryHoliday] {
    let off = Set(entries.filter { $0.kind == .off && $0.day.year == year }.map(\.day))
    return allCases.filter { !$0.isGiven(in: year, by: off) }
  }

  /// Its name, and when it is.
  public var name: Bilingual {
    switch self {
    case .newYear: Bilingual(zh: "元旦（01-01）", en: "New Year (01-01)")
    case .springFestival:
      Bilingual(zh: "春节（01-21 至 02-20 间）", en: "Spring Festival (within 01-21 to 02-20)")
    case .labourDay: Bilingual(zh: "劳动节（05-01）", en: "Labour Day (05-01)")
    case .nationalDay: Bilingual(zh: "国庆节（10-01 至 10-03）", en: "National Day (10-01 to 10-03)")
    }
  }

  private func isGiven(in year: Int, by off: Set<Day>) -> Bool {
    func days(_ month: Int, _ first: Int, count: Int) -> [Day] {
      let start = Month(year: year, month: month).firstDay.adding(days: first - 1)
      return (0..<count).map { start.adding(days: $0) }
    }
    return switch self {
    case .newYear: off.isSuperset(of: days(1, 1, count: 1))
    case .springFestival: !off.isDisjoint(with: days(1, 21, count: 31))
    case .labourDay: off.isSuperset(of: days(5, 1, count: 1))
    case .nationalDay: off.isSuperset(of: days(10, 1, count: 3))
    }
  }
}
