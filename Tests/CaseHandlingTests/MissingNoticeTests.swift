import CaseHandling
import Testing
import WageDomain

@Suite("A clock that reaches a year without a holiday notice runs without a due day")
struct MissingNoticeTests {
  /// Accepted so late in 2026 that sixty working days reach into 2027.
  static let accepted = [
    Fixture.registered("2026-10-12"), Fixture.event(Fixture.order(), "2026-10-12"),
    Fixture.event(.escalated(Escalation(forum: .inspection, reasonHash: "ef")), "2026-10-13"),
    Fixture.event(.accepted(.inspection), "2026-10-14"),
  ]

  /// ``Fixture/plainYear`` and the notice for 2027, published on 4 November 2026.
  static func calendar(asOf day: String) -> WorkCalendar {
    let notices =
      Fixture.plainNotice(2026, publishedOn: "2025-11-01")
      + Fixture.plainNotice(2027, publishedOn: "2026-11-04")
    return WorkCalendar(entries: notices, asOf: Fixture.day(day))
  }

  static func history(asOf day: String) throws -> CaseHistory {
    CaseHistory(policy: try Fixture.policy(), calendar: calendar(asOf: day))
  }

  private func investigation(_ events: [CaseEvent], asOf day: String) throws -> CaseClock {
    try #require(
      try Self.history(asOf: day).replay(events).clocks.last { $0.id == "investigate-60" })
  }

  @Test("The acceptance is recorded; the due day is there once the notice is published")
  func recorded() throws {
    let before = try investigation(Self.accepted, asOf: "2026-10-31")
    #expect(before.dueOn == nil)
    #expect(before.missingYear == 2027)
    #expect(before.deadline.counted.count == 56)
    #expect(before.deadline.counted.last == Fixture.day("2026-12-31"))
    #expect(before.state(asOf: Fixture.day("2026-12-31")) == .running)
    #expect(before.state(asOf: Fixture.day("2027-03-01")) == .running)
    let after = try investigation(Self.accepted, asOf: "2026-11-04")
    #expect(after.dueOn == Fixture.day("2027-01-07"))
    #expect(after.missingYear == nil)
    #expect(after.state(asOf: Fixture.day("2027-01-08")) == .late)
  }

  @Test("Nothing is escalated for it, and the case's next due day is another clock's")
  func notEscalated() throws {
    let history = try Self.history(asOf: "2026-10-31")
    let status = try history.replay(Self.accepted)
    #expect(status.nextDue?.id == "reply-5")
    #expect(status.notCountable.map(\.id) == ["investigate-60"])
    let raised = try history.followUps(of: Self.accepted, asOf: Fixture.day("2027-06-01"))
    #expect(
      raised.allSatisfy { event in
        guard case .raised(let step) = event.act else { return false }
        return step.clock != "investigate-60"
      })
    let dues = status.dues(caseNo: "2026-000001", asOf: Fixture.day("2026-10-31"))
    #expect(dues.last?.missingYear == 2027)
    #expect(dues.last?.daysLeft == nil)
  }

  struct Ending: CustomTestStringConvertible {
    let why: String
    let on: String
    let state: ClockState
    var testDescription: String { why }
  }

  @Test(
    "What was answered before the year without a notice was in time; after that nobody can tell",
    arguments: [
      Ending(why: "the same month", on: "2026-10-30", state: .met),
      Ending(why: "the last day of the year", on: "2026-12-31", state: .met),
      Ending(why: "in the year", on: "2027-01-04", state: .notCountable),
    ])
  func answered(_ ending: Ending) throws {
    let events = Self.accepted + [Fixture.event(.concluded(.inspection), ending.on)]
    let clock = try investigation(events, asOf: "2026-10-31")
    #expect(clock.state(asOf: Fixture.day("2027-02-01")) == ending.state)
  }

  @Test("It can be extended and paused like any other")
  func moved() throws {
    let more = ClockExtension(clock: "investigate-60", days: 30, approver: "head", reasonHash: "ef")
    let history = try Self.history(asOf: "2026-10-31")
    let status = try history.replay(
      Self.accepted,
      adding: [
        Fixture.event(.extended(more), "2026-10-20"),
        Fixture.event(.paused(Pause(reasonHash: "ef")), "2026-10-21"),
      ])
    let clock = try #require(status.clocks.last { $0.id == "investigate-60" })
    #expect(clock.dueOn == nil)
    #expect(clock.extendedBy == 30)
    #expect(clock.paused.count == 1)
  }

  @Test("A calendar counts as it stood before each notice")
  func earlier() {
    let calendar = Self.calendar(asOf: "2026-12-01")
    #expect(calendar.earlier.map(\.version) == ["cn@2025-11-01", "cn@none"])
    let days = Fixture.day("2026-01-01")...Fixture.day("2027-12-31")
    #expect(
      calendar.changes(since: calendar.earlier[0], in: days).map(\.day.description)
        == ["01-01", "02-17", "05-01", "10-01", "10-02", "10-03"].map { "2027-\($0)" })
  }
}
