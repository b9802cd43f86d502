import Testing
import WageDomain

@Suite("Key dates: windows and shorter limits")
struct KeyDateTests {
  /// Whole notices of 2026; of 2027 none.
  private static let calendar: WorkCalendar = {
    func entry(_ text: String, _ festival: String) -> CalendarEntry? {
      guard let day = Day(text), let known = Day("2025-11-04") else { return nil }
      return CalendarEntry(
        day: day, kind: .off, festival: festival, noticeNo: "n", publishedOn: known)
    }
    let days = [
      ("2026-01-01", "元旦"), ("2026-02-15", "春节"), ("2026-02-16", "春节"), ("2026-05-01", "劳动节"),
      ("2026-10-01", "国庆节"), ("2026-10-02", "国庆节"), ("2026-10-03", "国庆节"),
    ]
    return WorkCalendar(
      entries: days.compactMap { entry($0.0, $0.1) }, asOf: Day("2026-01-01") ?? Day(number: 0))
  }()

  private static func rule(_ days: Int) throws -> DeadlineRule {
    try #require(DeadlineRule(days: days, kind: .calendar, roll: .none))
  }

  private static func policy() throws -> KeyDatePolicy {
    KeyDatePolicy(
      version: "test@1",
      dates: [
        KeyDate(
          id: "new-year", title: .same("New Year"), anchor: .monthAndDay(month: 1, day: 1),
          daysBefore: 10, daysAfter: 3, checks: [.red: try rule(1), .yellow: try rule(4)],
          source: "assumption"),
        KeyDate(
          id: "spring", title: .same("Spring"), anchor: .festival("春节"), daysBefore: 45,
          daysAfter: 7, checks: [.yellow: try rule(2)], source: "assumption"),
      ], groupPersons: 10, dueWithinDays: 3)
  }

  struct Window: CustomTestStringConvertible, Sendable {
    let why: String
    let day: String
    let open: [String]
    var testDescription: String { why }
  }

  @Test(
    "A day lies in the windows whose first and last day enclose it",
    arguments: [
      Window(why: "before all", day: "2025-12-21", open: []),
      Window(
        why: "the first day of New Year's, in the year before", day: "2025-12-22",
        open: ["new-year"]),
      Window(
        why: "both at once, the nearer day first", day: "2026-01-02", open: ["new-year", "spring"]),
      Window(why: "the last day", day: "2026-01-04", open: ["new-year", "spring"]),
      Window(why: "after it", day: "2026-01-05", open: ["spring"]),
      Window(why: "the festival's last", day: "2026-02-22", open: ["spring"]),
      Window(why: "after the festival", day: "2026-02-23", open: []),
      Window(why: "a year without a notice has no festival", day: "2027-02-06", open: []),
    ])
  func windows(_ window: Window) throws {
    let day = try #require(Day(window.day))
    let open = try Self.policy().windows(on: day, calendar: Self.calendar)
    #expect(open.map(\.keyDate.id) == window.open)
  }

  struct Check: CustomTestStringConvertible, Sendable {
    let why: String
    let tier: Tier
    let day: String
    let ordinary: String
    let dueOn: String
    var keyDate: String?
    var testDescription: String { why }
  }

  @Test(
    "A limit becomes shorter within a window, never longer",
    arguments: [
      Check(
        why: "outside of all", tier: .yellow, day: "2026-03-01", ordinary: "2026-03-08",
        dueOn: "2026-03-08"),
      Check(
        why: "the shortest of two windows", tier: .yellow, day: "2026-01-02",
        ordinary: "2026-01-09", dueOn: "2026-01-04", keyDate: "spring"),
      Check(
        why: "a tier without a limit of its own", tier: .orange, day: "2026-01-02",
        ordinary: "2026-01-07", dueOn: "2026-01-07"),
      Check(
        why: "as short already", tier: .red, day: "2026-01-02", ordinary: "2026-01-03",
        dueOn: "2026-01-03"),
      Check(
        why: "shorter already", tier: .yellow, day: "2026-01-10", ordinary: "2026-01-11",
        dueOn: "2026-01-11"),
    ])
  func checks(_ check: Check) throws {
    let ordinary = try #require(Day(check.ordinary))
    let found = try Self.policy().check(
      check.tier, firedOn: try #require(Day(check.day)), ordinary: ordinary,
      calendar: Self.calendar)
    #expect(found.dueOn.description == check.dueOn)
    #expect(found.shortened?.keyDate == check.keyDate)
    #expect(found.shortened.map { $0.ordinaryDueOn == ordinary && $0.policy == "test@1" } ?? true)
  }

  @Test(
    "An event keeps why it is due sooner, and one from before there were key dates is as it was")
  func payload() throws {
    let day = try #require(Day("2026-01-04"))
    let plain = WarningAct.fired(.red, firm: 7, run: 3, dueOn: day)
    #expect(plain.payload.keys.sorted() == ["dueOn", "firm", "run", "tier"])
    #expect(WarningAct(type: "fired", payload: plain.payload) == plain)
    let shortened = ShortenedCheck(
      keyDate: "spring", keyDay: day, policy: "test@1", ordinaryDueOn: day.adding(days: 5))
    let sooner = WarningAct.fired(.red, firm: 7, run: 3, dueOn: day, shortened: shortened)
    #expect(WarningAct(type: "fired", payload: sooner.payload) == sooner)
    var damaged = sooner.payload
    damaged["ordinaryDueOn"] = "soon"
    #expect(WarningAct(type: "fired", payload: damaged) == nil)
  }
}
