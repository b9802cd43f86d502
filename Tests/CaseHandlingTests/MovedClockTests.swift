import CaseHandling
import Testing
import WageDomain

@Suite("Clocks that are extended or stand still")
struct MovedClockTests {
  /// Filed and taken on Monday 11 May 2026: 60 working days end on Monday 3 August.
  static let investigated = [
    Fixture.registered("2026-05-08"),
    Fixture.event(.escalated(Escalation(forum: .inspection, reasonHash: "ef")), "2026-05-11"),
    Fixture.event(.accepted(.inspection), "2026-05-11"),
  ]

  private func clock(_ events: [CaseEvent], _ more: CaseEvent...) throws -> CaseClock {
    try #require(
      try Fixture.workingHistory().replay(events, adding: more)
        .clocks.last { $0.id == "investigate-60" })
  }

  private static func extended(
    _ days: Int, _ on: String, clock: String = "investigate-60"
  ) -> CaseEvent {
    Fixture.event(
      .extended(
        ClockExtension(clock: clock, days: days, approver: "head", reasonHash: "ef")), on)
  }

  @Test("The authority's own clocks follow each other")
  func inspection() throws {
    let status = try Fixture.workingHistory().replay(Self.investigated)
    let day = Fixture.day("2026-05-12")
    #expect(
      status.clocks.map { "\($0.id) \($0.dueOn?.description ?? "-") \($0.state(asOf: day))" }
        == [
          "promise-7 2026-05-15 running", "assign-2 2026-05-10 late", "accept-5 2026-05-18 met",
          "investigate-60 2026-08-03 running",
        ])
  }

  @Test("30 working days more are counted right after the 60, once or in parts, and no more")
  func extension30() throws {
    let whole = try clock(Self.investigated, Self.extended(30, "2026-08-03"))
    #expect(whole.dueOn == Fixture.day("2026-09-14"))
    let parts = try clock(
      Self.investigated, Self.extended(10, "2026-06-01"), Self.extended(20, "2026-07-01"))
    #expect(parts.dueOn == Fixture.day("2026-09-14"))
    #expect(parts.extendedBy == 30)
    #expect(parts.deadline.counted.count == 90)
    #expect(throws: IllegalCaseEvent.extendedTooFar(clock: "investigate-60", days: 1, left: 0)) {
      try clock(
        Self.investigated + [Self.extended(30, "2026-06-01")], Self.extended(1, "2026-06-02"))
    }
  }

  @Test("An extension typed in with an earlier day counts with those recorded before it")
  func backdatedExtension() throws {
    let events = Self.investigated + [Self.extended(30, "2026-06-20")]
    #expect(throws: IllegalCaseEvent.extendedTooFar(clock: "investigate-60", days: 30, left: 0)) {
      try clock(events, Self.extended(30, "2026-06-10"))
    }
  }

  @Test("A pause ends with the case; taken up again its clocks run")
  func pausedAndResolved() throws {
    let events =
      Self.investigated + [
        Fixture.event(.paused(Pause(reasonHash: "ef")), "2026-05-18"),
        Fixture.event(.resolved(.wagesPaid), "2026-05-20"),
        Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-05-25"),
        Fixture.event(.escalated(Escalation(forum: .inspection, reasonHash: "ef")), "2026-05-25"),
      ]
    let again = try clock(events, Fixture.event(.accepted(.inspection), "2026-05-25"))
    #expect(again.round == 2)
    #expect(again.paused.isEmpty)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let event: CaseEvent
    let fault: IllegalCaseEvent
    var testDescription: String { why }
  }

  @Test(
    "What is not extended or paused",
    arguments: [
      Refusal(
        why: "after the due day", event: extended(5, "2026-08-04"),
        fault: .extendedTooLate(clock: "investigate-60", dueOn: Fixture.day("2026-08-03"))),
      Refusal(
        why: "a clock that the policy gives no more days",
        event: extended(5, "2026-05-12", clock: "promise-7"),
        fault: .notExtendable(
          clock: "promise-7", extendable: ["investigate-60", "arbitration-45"])),
      Refusal(
        why: "a clock that ended", event: extended(5, "2026-05-12", clock: "accept-5"),
        fault: .notRunning(clock: "accept-5", running: ["promise-7", "assign-2", "investigate-60"])),
      Refusal(
        why: "taken on a second time", event: Fixture.event(.accepted(.inspection), "2026-05-12"),
        fault: .alreadyAccepted(.inspection, clock: "investigate-60")),
      Refusal(
        why: "resumed without a pause", event: Fixture.event(.resumed, "2026-05-12"),
        fault: .notPaused),
      Refusal(
        why: "a step of an authority that never had it",
        event: Fixture.event(.concluded(.arbitration), "2026-05-12"),
        fault: .notTakenTo(.arbitration, takenTo: [.inspection])),
    ])
  func refused(_ example: Refusal) throws {
    #expect(throws: example.fault) {
      try Fixture.workingHistory().replay(Self.investigated, adding: [example.event])
    }
  }

  @Test("No day of a pause is counted; the day of resuming is")
  func pause() throws {
    let paused = Fixture.event(.paused(Pause(reasonHash: "ef")), "2026-05-18")
    let resumed = Fixture.event(.resumed, "2026-05-25")
    let moved = try clock(Self.investigated, paused, resumed)
    // Five working days stood still.
    #expect(moved.dueOn == Fixture.day("2026-08-10"))
    #expect(moved.paused == [Fixture.day("2026-05-18")...Fixture.day("2026-05-24")])
    #expect(moved.deadline.skipped.filter { $0.why == .paused }.count == 7)
    let sameDay = try clock(
      Self.investigated, paused, Fixture.event(.resumed, "2026-05-18T18:00:00+08:00"))
    #expect(sameDay.dueOn == Fixture.day("2026-08-03"))
    #expect(sameDay.paused.isEmpty)
  }

  @Test("A pause that nobody ends is over after the policy's days; the promise never pauses")
  func forgottenPause() throws {
    let history = try Fixture.workingHistory()
    let paused = Fixture.event(.paused(Pause(reasonHash: "ef")), "2026-05-18")
    let status = try history.replay(Self.investigated, adding: [paused])
    #expect(status.course.pausedOn == Fixture.day("2026-05-18"))
    #expect(
      status.clocks.map(\.dueOn?.description)
        == ["2026-05-15", "2026-05-10", "2026-05-18", "2026-09-02"])
    #expect(status.clocks.last?.paused == [Fixture.day("2026-05-18")...Fixture.day("2026-06-16")])
    #expect(throws: IllegalCaseEvent.alreadyPaused(since: Fixture.day("2026-05-18"))) {
      try history.replay(Self.investigated + [paused], adding: [paused])
    }
    #expect(throws: IllegalCaseEvent.self) {
      try history.replay(
        [Fixture.registered("2026-05-08")],
        adding: [Fixture.event(.paused(Pause(reasonHash: "ef")), "2026-05-09")])
    }
  }
}
