import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WageStore
import WagewatchSchemas

@Suite("A holiday notice that comes late moves due days, on record")
struct CalendarReplayTests {
  /// The shipped calendar as published by a day, with more notices.
  static func rules(
    _ cases: CaseDatabase, asOf day: String, _ more: [CalendarEntry] = []
  ) throws -> WorkflowRules {
    let entries = try CalendarFile.parse(
      WagewatchSchemas.text("calendars/cn.csv") ?? "", file: "cn.csv")
    return cases.rules.counting(
      by: WorkCalendar(entries: entries + more, asOf: CaseDatabase.day(day)))
  }

  /// A case before the conference since 20 January 2020: five working days over Spring Festival.
  private func springFestival() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    let rules = try Self.rules(cases, asOf: "2020-01-20")
    try cases.add("C-1", on: "2020-01-17")
    try act(
      .escalated(Escalation(forum: .conference, reasonHash: "00")), cases, rules, "2020-01-20")
    return cases
  }

  private func act(
    _ act: CaseAct, _ cases: CaseDatabase, _ rules: WorkflowRules, _ day: String
  ) throws {
    try cases.database.write { transaction in
      _ = try transaction.registerAndRoute(
        asOf: CaseDatabase.day(day), rules: rules, now: CaseDatabase.evening(day))
      try transaction.act(
        act, onCase: "2020-000001",
        entry: CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening(day)), rules: rules)
    }
  }

  private func moves(_ cases: CaseDatabase, _ rules: WorkflowRules) throws -> [DueDayMove] {
    try cases.database.read { try $0.movedDueDays(rules: rules) }
  }

  private func findings(_ cases: CaseDatabase, _ rules: WorkflowRules) throws -> [CaseFinding] {
    try cases.database.read { try $0.verifyCases(rules: rules) }.findings
  }

  @Test(
    "The Spring Festival of 2020, made longer while it lasted: the diff, its reason, the record")
  func springFestivalMadeLonger() throws {
    let cases = try springFestival()
    let before = try Self.rules(cases, asOf: "2020-01-26")
    let after = try Self.rules(cases, asOf: "2020-01-27")
    #expect(try moves(cases, before).isEmpty)
    let moved = try moves(cases, after)
    #expect(moved.map(\.clock) == ["conference-5"])
    #expect(moved.map(\.from) == [CaseDatabase.day("2020-02-01")])
    #expect(moved.map(\.to) == [CaseDatabase.day("2020-02-04")])
    #expect(
      moved.first?.why.map { "\($0.day) \($0.kind.rawValue)" } == [
        "2020-01-31 off", "2020-02-01 off", "2020-02-02 off", "2020-02-03 work",
      ])
    let finding = try #require(try findings(cases, after).first)
    #expect(finding.isMovedDueDay)
    #expect(finding.expected.en.contains("`calendar replay --apply` mends it"))

    let now = CaseDatabase.evening("2020-01-28")
    for expected in [1, 0] {
      try cases.database.write { transaction in
        let moves = try transaction.snapshot.movedDueDays(rules: after)
        let count = try transaction.reschedule(moves, actor: "clerk", rules: after, now: now)
        #expect(count == expected)
      }
    }
    #expect(try findings(cases, after).isEmpty)
    #expect(try moves(cases, after).isEmpty)
    let last = try #require(try cases.events("2020-000001").last)
    #expect(last.event.actor == "clerk")
    #expect(
      last.event.act
        == .rescheduled(
          MovedDueDay(
            clock: "conference-5", round: 1, from: CaseDatabase.day("2020-02-01"),
            to: CaseDatabase.day("2020-02-04"), calendar: "cn@2020-01-27")))
  }

  @Test("Whatever is written to the case first records the move before itself")
  func recordedOnTheWay() throws {
    let cases = try springFestival()
    let after = try Self.rules(cases, asOf: "2020-01-28")
    try act(.signed(Signature(level: .leader, by: "head")), cases, after, "2020-01-28")
    let events = try cases.events("2020-000001").suffix(2)
    #expect(events.map(\.event.act.kind) == [.rescheduled, .signed])
    #expect(events.map(\.event.actor) == [CaseEvent.policyActor, "clerk"])
    #expect(try findings(cases, after).isEmpty)
    #expect(try moves(cases, after).isEmpty)
  }

  @Test("A due day that was not countable is there once the notice is known")
  func notice() throws {
    let cases = try CaseDatabase()
    let before = try Self.rules(cases, asOf: "2026-10-31")
    try cases.add("C-1", on: "2026-10-12")
    try cases.database.write { transaction in
      _ = try transaction.registerAndRoute(
        asOf: CaseDatabase.day("2026-10-12"), rules: before,
        now: CaseDatabase.evening("2026-10-12"))
      for step: CaseAct in [
        .escalated(Escalation(forum: .inspection, reasonHash: "00")), .accepted(.inspection),
      ] {
        try transaction.act(
          step, onCase: "2026-000001",
          entry: CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening("2026-10-14")),
          rules: before)
      }
    }
    let dues = try cases.database.read {
      try $0.dues(asOf: CaseDatabase.day("2026-10-15"), rules: before)
    }
    #expect(dues.last?.clock == "investigate-60")
    #expect(dues.last?.missingYear == 2027)
    #expect(dues.last?.dueOn == nil)
    let notice = ["01-01", "02-06", "05-01", "10-01", "10-02", "10-03"].map {
      CalendarEntry(
        day: CaseDatabase.day("2027-\($0)"), kind: .off, festival: "元旦",
        noticeNo: "国办发明电〔2026〕0号", publishedOn: CaseDatabase.day("2026-11-04"))
    }
    let after = try Self.rules(cases, asOf: "2026-11-04", notice)
    let moved = try moves(cases, after)
    #expect(moved.map(\.from) == [nil])
    #expect(moved.map { $0.to?.description } == ["2027-01-07"])
    #expect(moved.first?.why == [notice[0]])
    _ = try cases.database.write {
      try $0.reschedule(
        moved, actor: "clerk", rules: after, now: CaseDatabase.evening("2026-11-05"))
    }
    let known = try cases.database.read {
      try $0.dues(asOf: CaseDatabase.day("2026-11-06"), rules: after)
    }
    #expect(known.last?.dueOn == CaseDatabase.day("2027-01-07"))
    #expect(try findings(cases, after).isEmpty)
  }

  @Test("A stored due day that no notice explains stays a finding, and says how to mend it")
  func tampered() throws {
    let cases = try springFestival()
    let rules = try Self.rules(cases, asOf: "2020-01-20")
    try cases.tamper("UPDATE caseClock SET dueOn = '2020-03-01' WHERE clock = 'conference-5'")
    let finding = try #require(try findings(cases, rules).first)
    #expect(!finding.isMovedDueDay)
    #expect(finding.expected.en.contains("no holiday notice explains it"))
    #expect(try moves(cases, rules).first?.why == [])
  }
}
