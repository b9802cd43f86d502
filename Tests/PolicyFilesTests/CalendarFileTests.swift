import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The calendar file")
struct CalendarFileTests {
  private static let header = "day,kind,festival,notice_no,published_on\n"
  private static let newYear = "2026-01-01,off,元旦,国办发明电〔2025〕7号,2025-11-04\n"

  /// Of a year's notice what it cannot be without.
  private static let year2026 = [
    "2026-01-01,off,元旦,A,2025-11-04", "2026-02-17,off,春节,A,2025-11-04",
    "2026-05-01,off,劳动节,A,2025-11-04", "2026-10-01,off,国庆节,A,2025-11-04",
    "2026-10-02,off,国庆节,A,2025-11-04", "2026-10-03,off,国庆节,A,2025-11-04",
  ]

  private func faults(_ text: String) -> [PolicyFault] {
    do {
      _ = try CalendarFile.parse(text, file: "cn.csv")
      return []
    } catch {
      return error.faults
    }
  }

  @Test("The calendar that comes with the binary loads the years 2013 to 2026")
  func builtIn() throws {
    let text = try #require(WagewatchSchemas.text("calendars/cn.csv"))
    let entries = try CalendarFile.parse(text, file: "calendars/cn.csv")
    let calendar = try WorkCalendar(entries: entries, asOf: #require(Day("2026-11-21")))
    #expect(calendar.loadedYears == Array(2013...2026))
    #expect(calendar.version == "cn@2025-11-04")
    #expect(entries.count == 475)
    #expect(entries.count - calendar.arrangements.count == 2)
    #expect(Set(entries.map(\.noticeNo)).count == 17)
    #expect(entries.allSatisfy { $0.noticeNo.wholeMatch(of: /国(办)?发明电〔20\d\d〕\d+号/) != nil })
    // Even the notice of 2020-01-27 came before the first day it arranges.
    #expect(entries.allSatisfy { $0.publishedOn < $0.day })
  }

  @Test("Both rows stay of a day that two notices name")
  func twoNotices() throws {
    let text = try #require(WagewatchSchemas.text("calendars/cn.csv"))
    let entries = try CalendarFile.parse(text, file: "calendars/cn.csv")
    let saturday = entries.filter { $0.day.description == "2020-02-01" }
    #expect(saturday.map(\.kind) == [.work, .off])
    let labourDay = entries.filter { $0.day.description == "2019-05-01" }
    #expect(labourDay.map(\.publishedOn.description) == ["2018-12-06", "2019-03-22"])
  }

  @Test(
    "A row is read as spreadsheets write it",
    arguments: [
      ("\u{FEFF}HEAD\nROW\n", "with a BOM"), ("HEAD\r\nROW\r\n", "with CRLF"),
      ("HEAD\nROW", "without the last line end"), ("HEAD\n\nROW\n\n", "with blank lines"),
      ("HEAD\n\"2025-12-31\",off,\"元旦\",A,\"2025-11-04\"\n", "with quotes"),
    ])
  func spellings(pattern: String, why: String) throws {
    let text = pattern.replacing("HEAD", with: Self.header.dropLast())
      // The last days of a year say nothing of it: they belong to the notice for the next.
      .replacing("ROW", with: Self.newYear.replacing("2026-01-01", with: "2025-12-31").dropLast())
    let entries = try CalendarFile.parse(text, file: "cn.csv")
    #expect(entries.count == 1, "\(why)")
    #expect(entries.first?.festival == "元旦", "\(why)")
    #expect(entries.first?.publishedOn.description == "2025-11-04", "\(why)")
  }

  @Test(
    "Each fault of a row names its line, what was found and what was expected",
    arguments: [
      ("2026-02-30,off,春节,A,2025-11-04", "day '2026-02-30'", "no such day"),
      ("20260102,off,元旦,A,2025-11-04", "day '20260102'", "another spelling"),
      ("2026-01-02,holiday,元旦,A,2025-11-04", "kind 'holiday'", "a kind"),
      ("2026-01-02,off,,A,2025-11-04", "festival ''", "no festival"),
      ("2026-01-02,off,元旦,,2025-11-04", "notice_no ''", "no notice"),
      ("2026-01-02,off,元旦,A,soon", "published_on 'soon'", "no publication day"),
      ("2026-01-01,off,元旦,国办发明电〔2025〕7号,2025-11-05", "as in line 2", "twice in one notice"),
      ("2025-12-31,off,元旦,A,2025-11-04", "2025-12-31", "out of order"),
      ("2026-01-01,off,元旦,A,2025-11-03", "2025-11-03", "the earlier notice second"),
      ("2026-01-01,work,元旦,A,2025-11-04", "both off and work", "two notices contradict"),
      ("2026-01-02,off,元旦", "3 fields", "too few fields"),
      ("2026-01-02,off,元旦,A,2025-11-04,x", "6 fields", "too many fields"),
      ("2026-01-02,off,\"元旦\"节,A,2025-11-04", "'节' after a closing quote", "half quoted"),
      ("2026-01-02,off,元旦,A,2025-11-04 ", "published_on '2025-11-04 '", "a space"),
    ])
  func faultOfRow(row: String, found: String, why: String) throws {
    let faults = faults(Self.header + Self.newYear + row + "\n")
    let fault = try #require(faults.first { $0.found.en.contains(found) }, "\(why)")
    #expect(faults.count == 1, "\(why)")
    #expect(fault.line == 3, "\(why)")
    #expect(fault.file == "cn.csv")
    #expect(!fault.expected.en.isEmpty)
  }

  @Test(
    "A file that cannot be read as a table has the fault where it begins",
    arguments: [
      ("", 0, "no header"), ("day,kind\n", 1, "header day,kind"),
      ("day,kind,festival,notice_no,published_on\n2026-01-01,off,\"元旦,A\n", 2, "never closed"),
    ])
  func faultOfFile(text: String, line: Int, found: String) throws {
    let fault = try #require(faults(text).last)
    #expect(fault.line == line)
    #expect(fault.found.en.contains(found))
  }

  @Test(
    "A part of a year's notice is a fault that says what is missing, and loads no year",
    arguments: [
      (0...5, "", "the whole notice"), (0...0, "Spring Festival", "one row"),
      (1...5, "New Year (01-01)", "no New Year"), (2...5, "New Year", "two are missing"),
      (0...4, "National Day", "two of three days"),
    ])
  func partOfYear(lines: ClosedRange<Int>, missing: String, why: String) throws {
    let text = Self.header + Self.year2026[lines].joined(separator: "\n") + "\n"
    let faults = faults(text)
    #expect(faults.isEmpty == missing.isEmpty, "\(why)")
    #expect(faults.allSatisfy { $0.line == 2 && $0.found.en.hasPrefix("2026 without") }, "\(why)")
    #expect(faults.count <= 1 && faults.first?.found.en.contains(missing) ?? true, "\(why)")
    guard faults.isEmpty else { return }
    let calendar = WorkCalendar(
      entries: try CalendarFile.parse(text, file: "cn.csv"), asOf: try #require(Day("2026-01-01")))
    #expect(calendar.loadedYears == [2026])
  }

  @Test("A festival that is worked is not given, and a later notice may give it")
  func amendedYear() throws {
    let worked = Self.year2026[2].replacing(",off,", with: ",work,")
    let rows = Self.year2026[0...1] + [worked] + Self.year2026[3...5]
    #expect(faults(Self.header + rows.joined(separator: "\n") + "\n").count == 1)
    let given = Self.year2026[2].replacing(",A,2025-11-04", with: ",B,2026-03-01")
    let amended = Self.year2026[0...1] + [worked, given] + Self.year2026[3...5]
    let text = Self.header + amended.joined(separator: "\n") + "\n"
    #expect(faults(text).isEmpty)
    let entries = try CalendarFile.parse(text, file: "cn.csv")
    let (before, after) = (try #require(Day("2026-02-28")), try #require(Day("2026-03-01")))
    #expect(WorkCalendar(entries: entries, asOf: before).loadedYears == [])
    #expect(WorkCalendar(entries: entries, asOf: after).loadedYears == [2026])
  }

  @Test("The last days of a year that only the next notice arranges do not load it")
  func lastDays() throws {
    let text =
      Self.header + "2025-12-27,work,元旦,A,2025-11-04\n2025-12-31,off,元旦,A,2025-11-04\n"
      + Self.year2026.joined(separator: "\n") + "\n"
    let entries = try CalendarFile.parse(text, file: "cn.csv")
    let calendar = try WorkCalendar(entries: entries, asOf: #require(Day("2026-01-01")))
    #expect(calendar.loadedYears == [2026])
  }

  @Test("All faults come at once, in order of lines")
  func allFaults() {
    let text =
      Self.header + "x,off,元旦,A,2025-11-04\n" + Self.newYear + "2026-01-02,no,元旦,A,y\n"
      + "2026-01-03,off\n"
    #expect(faults(text).map(\.line) == [2, 4, 4, 5])
  }

  @Test("A line break within quotes keeps the line numbers right")
  func lineNumbers() {
    let text = Self.header + Self.newYear.replacing("元旦", with: "\"元\n旦\"") + "x,off,a,b,c\n"
    #expect(faults(text).map(\.line) == [4, 4])
  }
}
