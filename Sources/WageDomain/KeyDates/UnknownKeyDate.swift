/// A key date of a year whose holiday notice is not known, so that nobody can tell its day.
public struct UnknownKeyDate: Hashable, Sendable {
  public let keyDate: KeyDate
  public let year: Int

  /// What is missing, and what is shown all the same.
  public var text: Bilingual {
    let missing = MissingNotice.text(year)
    return Bilingual(
      zh: "\(keyDate.title.zh) \(year) 年：\(missing.zh)，是否在节点期间不明；其余照列",
      en:
        "\(keyDate.title.en) \(year): \(missing.en), so its window is not known; all else is listed"
    )
  }
}

extension KeyDatePolicy {
  /// How far ahead a window may begin that has no day yet: assumption.
  private static let daysAhead = 60

  /// The key dates of a day's year, and of the year that begins within 60 days, that have no day yet.
  public func unknown(around day: Day, calendar: WorkCalendar) -> [UnknownKeyDate] {
    let last = day.adding(days: Self.daysAhead).year
    return (day.year...last).flatMap { year in
      dates.filter { date in
        if case .festival = date.anchor { return !calendar.loadedYears.contains(year) }
        return false
      }.map { UnknownKeyDate(keyDate: $0, year: year) }
    }
  }
}
