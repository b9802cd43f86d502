import Foundation
import Testing
import WageDomain

@Suite("The work calendar")
struct WorkCalendarTests {
  @Test(
    "Working days a year",
    arguments: [
      (2013, 250), (2014, 250), (2015, 249), (2016, 250), (2017, 249), (2018, 250), (2019, 250),
      (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248),
    ])
  func workingDays(year: Int, expected: Int) throws {
    #expect(try ChinaCalendar.inHindsight.workingDays(in: year) == expected)
  }

  @Test(
    "Why a day is off",
    arguments: [
      ("2026-02-17", "春节", "the first day of the lunar year"),
      ("2026-02-15", "春节", "a Sunday inside a block off is the festival's"),
      ("2026-02-14", nil, "a Saturday worked in exchange"),
      ("2026-10-10", nil, "a Saturday after the National Day week"),
      ("2026-10-17", "weekend", "an ordinary Saturday"),
      ("2026-10-19", nil, "an ordinary Monday"),
      ("2020-10-01", "国庆节、中秋节", "two festivals on one day"),
      ("2015-09-03", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日", "a notice of its own"),
      ("2015-09-06", nil, "the Sunday worked for it"),
      ("2018-12-31", "元旦", "arranged by the notice of the year after"),
      ("2018-12-29", nil, "worked by the notice of the year after"),
      ("2023-01-01", "元旦", "a Sunday that is New Year"),
      ("2014-04-06", "weekend", "between a festival and the day off in lieu, but not named"),
    ] as [(String, String?, String)])
  func restReason(text: String, expected: String?, why: String) throws {
    let reason = try ChinaCalendar.inHindsight.restReason(day(text))
    #expect(reason?.description == expected, "\(why)")
    #expect(
      try ChinaCalendar.inHindsight.isWorkingDay(day(text)) == (expected == nil), "\(why)")
  }

  @Test(
    "The nearest working day",
    arguments: [
      ("2026-02-18", "2026-02-14", "2026-02-24", "from the middle of the Spring Festival"),
      ("2026-10-20", "2026-10-20", "2026-10-20", "a working day is its own"),
      ("2026-10-24", "2026-10-23", "2026-10-26", "a Saturday"),
      ("2026-02-14", "2026-02-14", "2026-02-14", "a Saturday that is worked"),
      ("2026-01-01", "2025-12-31", "2026-01-04", "across the turn of the year, to a Sunday"),
    ])
  func nearest(text: String, before: String, after: String, why: String) throws {
    let calendar = ChinaCalendar.inHindsight
    #expect(try calendar.workingDay(onOrBefore: day(text)) == day(before), "\(why)")
    #expect(try calendar.workingDay(onOrAfter: day(text)) == day(after), "\(why)")
  }

  @Test(
    "A notice is not known before it was published",
    arguments: [
      ("2020-01-26", "2020-01-31", true, "cn@2019-11-21", "the extension came a day later"),
      ("2020-01-27", "2020-01-31", false, "cn@2020-01-27", "published in the morning"),
      ("2020-01-26", "2020-02-01", true, "cn@2019-11-21", "a Saturday to be worked"),
      ("2020-01-27", "2020-02-01", false, "cn@2020-01-27", "no longer worked"),
      ("2019-03-21", "2019-05-03", true, "cn@2018-12-06", "Labour Day was one day"),
      ("2019-03-22", "2019-05-03", false, "cn@2019-03-22", "and became four"),
      ("2019-03-22", "2019-04-28", true, "cn@2019-03-22", "for this Sunday"),
      ("2018-12-05", "2018-12-29", false, "cn@2017-11-30", "still a Saturday"),
      ("2015-05-12", "2015-09-03", true, "cn@2014-12-16", "an ordinary Thursday"),
    ])
  func asOf(asOf: String, text: String, works: Bool, version: String, why: String) throws {
    let calendar = try ChinaCalendar.known(on: asOf)
    #expect(try calendar.isWorkingDay(day(text)) == works, "\(why)")
    #expect(calendar.version == version)
  }

  @Test(
    "A year whose 1 January no known notice names answers nothing",
    arguments: [
      ("2026-11-21", "2027-01-01", 2027, "not published yet"),
      ("2026-11-21", "2027-06-16", 2027, "an ordinary Wednesday is not guessed either"),
      ("2026-11-21", "2012-12-31", 2012, "before the first notice"),
      ("2025-11-03", "2026-01-05", 2026, "the day before the notice of 2026"),
    ])
  func yearNotLoaded(asOf: String, text: String, year: Int, why: String) throws {
    let calendar = try ChinaCalendar.known(on: asOf)
    let asked = try day(text)
    #expect(throws: CalendarError.yearNotLoaded(year), "\(why)") {
      try calendar.isWorkingDay(asked)
    }
    #expect(throws: CalendarError.yearNotLoaded(year)) { try calendar.workingDays(in: year) }
    #expect(CalendarError.yearNotLoaded(year).description.contains("\(year)"))
  }

  @Test("Rolling over the last known day stops at the year that is not loaded")
  func rollsIntoUnknownYear() throws {
    let calendar = ChinaCalendar.inHindsight
    #expect(throws: CalendarError.yearNotLoaded(2027)) {
      try calendar.workingDay(onOrAfter: day("2027-01-01"))
    }
    #expect(throws: CalendarError.yearNotLoaded(2012)) {
      try calendar.workingDay(onOrBefore: day("2013-01-01"))
    }
  }

  @Test("A calendar without notices answers nothing and says so in its version")
  func empty() throws {
    let calendar = WorkCalendar(entries: [], asOf: try day("2026-11-21"))
    #expect(calendar.version == "cn@none")
    #expect(calendar.loadedYears == [])
    #expect(throws: CalendarError.yearNotLoaded(2026)) {
      try calendar.isWorkingDay(day("2026-11-20"))
    }
  }

  @Test("A gap between loaded years is not filled")
  func gap() throws {
    let entries = ChinaCalendar.entries.filter { $0.day.year != 2019 }
    let calendar = WorkCalendar(entries: entries, asOf: try day("2026-11-21"))
    #expect(calendar.loadedYears.count == 13)
    #expect(throws: CalendarError.yearNotLoaded(2019)) {
      try calendar.isWorkingDay(day("2019-06-03"))
    }
    #expect(try calendar.isWorkingDay(day("2020-01-02")))
  }

  @Test("The order of the entries does not matter")
  func order() throws {
    let asOf = try day("2026-11-21")
    #expect(
      WorkCalendar(entries: ChinaCalendar.entries.reversed(), asOf: asOf)
        == WorkCalendar(entries: ChinaCalendar.entries, asOf: asOf))
  }

  @Test(
    "It agrees with the published days of 2013-2026",
    .enabled(
      if: ReferenceData.exists("holiday_cn/days_2013_2026.csv"),
      "the reference data is not beside the package"))
  func agreesWithReference() throws {
    let rows = try ReferenceData.rows(of: ReferenceData.url("holiday_cn/days_2013_2026.csv"))
    let off = Dictionary(
      rows.map { ($0["date"] ?? "", $0["is_off_day"] == "1") }, uniquingKeysWith: { $1 })
    #expect(off.count == 473)
    var checked = 0
    var today = try day("2013-01-01")
    while today.year < 2027 {
      let expected = off[today.description] ?? today.weekday.isWeekend
      #expect(try ChinaCalendar.inHindsight.isWorkingDay(today) == !expected, "\(today)")
      today = today.adding(days: 1)
      checked += 1
    }
    #expect(checked == 5113)
    #expect(Set(ChinaCalendar.inHindsight.arrangements.map(\.day.description)) == Set(off.keys))
  }
}
