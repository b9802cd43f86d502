/// Why the work calendar does not answer.
public enum CalendarError: Error, Hashable, Sendable {
  /// The notice for this year is not known, or not whole: its rest days are not known.
  case yearNotLoaded(Int)
}

extension CalendarError: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

  /// What is told: which year, what to do.
  public var text: Bilingual {
    switch self {
    case .yearNotLoaded(let year):
      Bilingual(
        zh: """
          日历没有 \(year) 年的放假通知，不知其工作日，未作计算。
            请把国务院 \(year) 年放假通知加入日历文件（工作区的 policies/calendar.csv），若已加入，则用通知公布当日或之后的日期。
          """,
        en: """
          the calendar has no holiday notice for \(year): its working days are not known. \
          Nothing was counted.
            Add the State Council's notice for \(year) to the calendar file (policies/calendar.csv in \
          a workspace), or, if it is there, ask as of a day on which it was published.
          """)
    }
  }
}
