import WageDomain

/// One thing that is wrong with a calendar, or soon will be.
struct CalendarFinding {
  let isError: Bool
  let year: Int
  let text: Bilingual

  /// What is wrong with a calendar.
  ///
  /// - Parameters:
  ///   - calendar: as published by `day`.
  ///   - day: the day looked at.
  /// - Returns: in order of years.
  static func all(_ calendar: WorkCalendar, asOf day: Day) -> [CalendarFinding] {
    let years = calendar.loadedYears
    let gaps = zip(years, years.dropFirst()).flatMap { Array(($0 + 1)..<$1) }
    var findings = gaps.map { missing($0, isError: true) }
    if years.last ?? 0 < day.year {
      findings.append(missing(day.year, isError: true))
    } else if let next = soon(day), !years.contains(next) {
      findings.append(missing(next, isError: false))
    }
    findings += years.flatMap { festivalsMissing($0, calendar) }
    return findings.sorted { ($0.year, $0.text.en) < ($1.year, $1.text.en) }
  }

  /// The year that begins within sixty days: its notice comes in November or December.
  private static func soon(_ day: Day) -> Int? {
    let later = day.adding(days: 60).year
    return later > day.year ? later : nil
  }

  private static func missing(_ year: Int, isError: Bool) -> CalendarFinding {
    CalendarFinding(
      isError: isError, year: year,
      text: Bilingual(
        zh: "\(year) 年：没有放假通知，通知公布后请补入日历文件",
        en: "\(year): no holiday notice; add it to the calendar file once it is published"))
  }

  /// 全国年节及纪念日放假办法: these since 2008.
  private static let festivals = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]

  private static func festivalsMissing(
    _ year: Int, _ calendar: WorkCalendar
  ) -> [CalendarFinding] {
    guard year >= 2008 else { return [] }
    let named = Set(
      calendar.arrangements.filter { $0.day.year == year && $0.kind == .off }.map(\.festival)
    ).joined(separator: "、")
    let lacking = festivals.filter { !named.contains($0) }
    guard !lacking.isEmpty else { return [] }
    return [
      CalendarFinding(
        isError: true, year: year,
        text: Bilingual(
          zh: "\(year) 年：\(lacking.joined(separator: "、")) 没有放假日，通知可能没有录全",
          en: "\(year): no day off for \(lacking.joined(separator: ", ")); "
            + "the notice may not have been entered whole"))
    ]
  }
}
