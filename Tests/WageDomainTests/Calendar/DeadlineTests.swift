import Testing
import WageDomain

func rule(
  _ days: Int, _ kind: DeadlineRule.Kind, _ roll: DeadlineRule.Roll = .forward
) throws -> DeadlineRule {
  try #require(DeadlineRule(days: days, kind: kind, roll: roll))
}

@Suite("Deadlines")
struct DeadlineTests {
  private static let calendar = ChinaCalendar.inHindsight

  private func due(_ from: String, _ rule: DeadlineRule) throws -> String {
    try Deadline(from: day(from), rule: rule, calendar: Self.calendar).dueOn.description
  }

  @Test(
    "Known results: 5 working days, 5 calendar days rolled forward, 60 and 90 working days",
    arguments: [
      ["2020-01-20", "2020-02-04", "2020-02-03", "2020-04-22", "2020-06-04"],
      ["2021-02-08", "2021-02-20", "2021-02-18", "2021-05-11", "2021-06-23"],
      ["2021-04-28", "2021-05-08", "2021-05-06", "2021-07-26", "2021-09-06"],
      ["2021-09-28", "2021-10-11", "2021-10-08", "2021-12-27", "2022-02-11"],
      ["2023-09-27", "2023-10-10", "2023-10-07", "2023-12-26", "2024-02-06"],
      ["2024-02-07", "2024-02-20", "2024-02-18", "2024-05-10", "2024-06-21"],
      ["2024-09-30", "2024-10-12", "2024-10-08", "2024-12-27", "2025-02-14"],
      ["2025-01-24", "2025-02-07", "2025-02-05", "2025-04-25", "2025-06-11"],
      ["2026-02-12", "2026-02-26", "2026-02-24", "2026-05-18", "2026-06-30"],
    ])
  func goldenVectors(row: [String]) throws {
    #expect(try due(row[0], rule(5, .working)) == row[1])
    #expect(try due(row[0], rule(5, .calendar, .forward)) == row[2])
    #expect(try due(row[0], rule(60, .working)) == row[3])
    #expect(try due(row[0], rule(90, .working)) == row[4])
  }

  @Test(
    "Where the count begins and ends",
    arguments: [
      ("2026-02-13", 5, .working, .none, "2026-02-27", "a working Saturday is counted"),
      ("2026-02-13", 1, .working, .none, "2026-02-14", "which is the first day"),
      ("2026-02-17", 1, .working, .none, "2026-02-24", "received on a holiday: day 0 all the same"),
      ("2026-02-21", 5, .working, .none, "2026-02-28", "received on a Saturday off"),
      ("2026-10-24", 5, .working, .none, "2026-10-30", "received on an ordinary Saturday"),
      ("2026-10-10", 1, .working, .none, "2026-10-12", "received on a working Saturday"),
      ("2026-02-12", 5, .calendar, .none, "2026-02-17", "ends on a festival and stays"),
      ("2026-02-12", 5, .calendar, .forward, "2026-02-24", "民法典 203: the next working day"),
      ("2026-02-12", 5, .calendar, .backward, "2026-02-14", "a pay day is brought forward"),
      ("2026-10-16", 7, .calendar, .forward, "2026-10-23", "ends on a working day"),
      ("2026-10-16", 7, .calendar, .backward, "2026-10-23", "ends on a working day"),
      ("2026-02-06", 8, .calendar, .forward, "2026-02-14", "ends on a working Saturday"),
      ("2026-02-15", 1, .calendar, .backward, "2026-02-14", "all rest days: before day 0"),
      ("2028-02-28", 1, .calendar, .none, "2028-02-29", "a leap day of a year not loaded"),
      ("2012-12-31", 1, .working, .none, "2013-01-04", "day 0 is not asked about"),
    ] as [(String, Int, DeadlineRule.Kind, DeadlineRule.Roll, String, String)])
  func edges(
    from: String, days: Int, kind: DeadlineRule.Kind, roll: DeadlineRule.Roll, expected: String,
    why: String
  ) throws {
    #expect(try due(from, rule(days, kind, roll)) == expected, "\(why)")
  }

  @Test("The 2020 extension moves a deadline only from the day it was published")
  func extensionOf2020() throws {
    let five = try rule(5, .working)
    let rolled = try rule(5, .calendar, .forward)
    let before = try ChinaCalendar.known(on: "2020-01-20")
    let after = try ChinaCalendar.known(on: "2020-01-27")
    let from = try day("2020-01-20")
    let known = try Deadline(from: from, rule: five, calendar: before)
    #expect(known.dueOn.description == "2020-02-01")
    #expect(known.calendarVersion == "cn@2019-11-21")
    let hindsight = try Deadline(from: from, rule: five, calendar: after)
    #expect(hindsight.dueOn.description == "2020-02-04")
    #expect(hindsight.calendarVersion == "cn@2020-01-27")
    #expect(
      try Deadline(from: from, rule: rolled, calendar: before).dueOn.description == "2020-01-31")
    #expect(
      try Deadline(from: from, rule: rolled, calendar: after).dueOn.description == "2020-02-03")
  }

  @Test("Working days: every day after day 0 is counted or skipped, with the reason")
  func explainsWorking() throws {
    let deadline = try Deadline(
      from: day("2026-02-13"), rule: rule(3, .working), calendar: Self.calendar)
    #expect(
      deadline.counted.map(\.description) == ["2026-02-14", "2026-02-24", "2026-02-25"])
    #expect(deadline.skipped.map(\.day.description).first == "2026-02-15")
    #expect(deadline.skipped.map(\.day.description).last == "2026-02-23")
    #expect(deadline.skipped.count == 9)
    #expect(deadline.skipped.allSatisfy { $0.why == .festival("春节") })
  }

  @Test(
    "Rolling forward leaves the last counted day counted and explains every day passed after it")
  func explainsRollForward() throws {
    let deadline = try Deadline(
      from: day("2026-10-21"), rule: rule(3, .calendar, .forward), calendar: Self.calendar)
    #expect(deadline.dueOn.description == "2026-10-26")
    #expect(deadline.counted.map(\.description) == ["2026-10-22", "2026-10-23", "2026-10-24"])
    #expect(deadline.skipped.map(\.day.description) == ["2026-10-25"])
    #expect(deadline.skipped.allSatisfy { $0.why == .weekend })
  }

  @Test("Rolling backward passes over days that were counted, and skips none")
  func explainsRollBackward() throws {
    let deadline = try Deadline(
      from: day("2026-10-21"), rule: rule(4, .calendar, .backward), calendar: Self.calendar)
    #expect(deadline.dueOn.description == "2026-10-23")
    #expect(deadline.counted.count == 4)
    #expect(deadline.skipped.isEmpty)
  }

  @Test("Calendar days without rolling work in any year and name no calendar")
  func needsNoCalendar() throws {
    let none = WorkCalendar(entries: [], asOf: try day("2026-11-21"))
    let deadline = try Deadline(
      from: day("2035-12-29"), rule: rule(7, .calendar, .none), calendar: none)
    #expect(deadline.dueOn.description == "2036-01-05")
    #expect(deadline.counted.count == 7)
    #expect(deadline.skipped.isEmpty)
    #expect(deadline.calendarVersion == nil)
  }

  @Test(
    "Counting into a year without a notice names the year",
    arguments: [
      ("2026-12-30", 2, .working, .none, 2027, "the second day is asked about"),
      ("2026-12-28", 5, .calendar, .forward, 2027, "where it lands"),
      ("2026-12-28", 5, .calendar, .backward, 2027, "where it lands"),
      ("2012-12-01", 1, .working, .none, 2012, "before the first notice"),
      ("9999-12-31", 1, .calendar, .none, 10_000, "beyond the civil calendar"),
    ] as [(String, Int, DeadlineRule.Kind, DeadlineRule.Roll, Int, String)])
  func yearNotLoaded(
    from: String, days: Int, kind: DeadlineRule.Kind, roll: DeadlineRule.Roll, year: Int,
    why: String
  ) throws {
    let rule = try rule(days, kind, roll)
    #expect(throws: CalendarError.yearNotLoaded(year), "\(why)") {
      try Deadline(from: day(from), rule: rule, calendar: Self.calendar)
    }
  }

  @Test("A rule has at least one day and at most a hundred years")
  func ruleBounds() {
    #expect(DeadlineRule(days: 0, kind: .working) == nil)
    #expect(DeadlineRule(days: -1, kind: .calendar) == nil)
    #expect(DeadlineRule(days: 36_526, kind: .calendar) == nil)
    #expect(DeadlineRule(days: 36_525, kind: .calendar) != nil)
    #expect(DeadlineRule(days: 1, kind: .calendar)?.roll == .forward)
  }

  @Test("A pause neither counts nor holds the due day")
  func pauses() throws {
    let pause = try day("2026-10-22")...day("2026-10-23")
    let paused = try Deadline(
      from: day("2026-10-20"), rule: rule(3, .calendar, .none), calendar: Self.calendar,
      pauses: [pause])
    #expect(
      paused.counted.map(\.description) == ["2026-10-21", "2026-10-24", "2026-10-25"])
    #expect(paused.skipped.map(\.why) == [.paused, .paused])
    let working = try Deadline(
      from: day("2026-10-20"), rule: rule(2, .working), calendar: Self.calendar, pauses: [pause])
    #expect(working.dueOn.description == "2026-10-26")
    #expect(
      working.skipped.map(\.why.description) == ["paused", "paused", "weekend", "weekend"])
    let back = try Deadline(
      from: day("2026-10-20"), rule: rule(2, .calendar, .backward), calendar: Self.calendar,
      pauses: [pause])
    #expect(back.dueOn.description == "2026-10-21")
    #expect(Set(back.skipped.map(\.day)).count == back.skipped.count)
  }
}
