import Foundation
import WageDomain

/// `Schemas/calendars/cn.csv`, read plainly: its reader is tested in PolicyFilesTests.
enum ChinaCalendar {
  static let entries: [CalendarEntry] = {
    let file = ReferenceData.packageRoot.appending(path: "Schemas/calendars/cn.csv")
    return ((try? ReferenceData.rows(of: file)) ?? []).compactMap { row in
      guard let day = Day(row["day"] ?? ""), let published = Day(row["published_on"] ?? ""),
        let kind = CalendarEntry.Kind(rawValue: row["kind"] ?? "")
      else { return nil }
      return CalendarEntry(
        day: day, kind: kind, festival: row["festival"] ?? "", noticeNo: row["notice_no"] ?? "",
        publishedOn: published)
    }
  }()

  /// With every notice of the file.
  static let inHindsight = WorkCalendar(entries: entries, asOf: Day(number: .max))

  static func known(on asOf: String) throws -> WorkCalendar {
    WorkCalendar(entries: entries, asOf: try day(asOf))
  }
}

/// A text that is no day; tests write days as text.
struct NotADay: Error { let text: String }

func day(_ text: String) throws -> Day {
  guard let day = Day(text) else { throw NotADay(text: text) }
  return day
}
