import CaseHandling
import Testing
import WageDomain

@Suite("Follow-ups of clocks, each once, by the due day that stood at their moment")
struct ReminderTests {
  static let open = [
    Fixture.registered("2026-05-08"),
    Fixture.event(Fixture.order(), "2026-05-08T10:00:00+08:00"),
  ]

  static func bounced(_ when: String) -> CaseEvent {
    Fixture.event(.bounced(Bounce(body: "housing", reasonHash: "ef")), when)
  }

  /// Of those to bodies and leaders; of workers and firms in the tests of ``OutsideReminderTests``.
  private func told(_ events: [CaseEvent], asOf day: String) throws -> [String] {
    let rules = WorkflowRules(
      policy: try Fixture.policy(), routing: try Fixture.routing(), calendar: Fixture.plainYear)
    return try rules.reminders(
      ofCase: "2026-000001", events, asOf: Fixture.day(day)
    ).filter { $0.recipient == .body || $0.recipient == .leader }.map {
      "\($0.clock)/\($0.round)/\($0.step) \($0.recipient.rawValue) \($0.addressee ?? "-") "
        + "\($0.effectiveAt.day) for \($0.dueOn)"
    }
  }

  struct Example: CustomTestStringConvertible {
    let why: String
    var more: [CaseEvent] = []
    let asOf: String
    let told: [String]
    var testDescription: String { why }
  }

  @Test(
    "Before, on and after the due day, at the beginning of the day",
    arguments: [
      Example(why: "the day before the first", asOf: "2026-05-10", told: []),
      Example(
        why: "two days before the reply", asOf: "2026-05-11",
        told: ["reply-5/1/1 body housing 2026-05-11 for 2026-05-13"]),
      Example(
        why: "all of a case that nobody touches, by moment", asOf: "2026-06-30",
        told: [
          "reply-5/1/1 body housing 2026-05-11 for 2026-05-13",
          "promise-7/1/1 body housing 2026-05-13 for 2026-05-15",
          "reply-5/1/2 body housing 2026-05-13 for 2026-05-13",
          "promise-7/1/2 leader leader 2026-05-16 for 2026-05-15",
        ]),
      Example(
        why: "replied the evening before: no reminder on the due day",
        more: [
          Fixture.event(Fixture.reply, "2026-05-12T18:00:00+08:00"),
          Fixture.event(.resolved(.wagesPaid), "2026-05-12T19:00:00+08:00"),
        ], asOf: "2026-06-30",
        told: [
          "reply-5/1/1 body housing 2026-05-11 for 2026-05-13",
          "callback-15/1/1 leader leader 2026-05-28 for 2026-05-27",
        ]),
      Example(
        why: "replied on the due day: the morning's reminder was sent",
        more: [
          Fixture.event(Fixture.reply, "2026-05-13T18:00:00+08:00"),
          Fixture.event(.resolved(.wagesPaid), "2026-05-13T19:00:00+08:00"),
        ], asOf: "2026-06-30",
        told: [
          "reply-5/1/1 body housing 2026-05-11 for 2026-05-13",
          "promise-7/1/1 body housing 2026-05-13 for 2026-05-15",
          "reply-5/1/2 body housing 2026-05-13 for 2026-05-13",
          "callback-15/1/1 leader leader 2026-05-29 for 2026-05-28",
        ]),
      Example(
        why: "another body: its own round is told to it, the first one's to nobody",
        more: [Fixture.event(Fixture.order(2, body: "water"), "2026-05-12T10:00:00+08:00")],
        asOf: "2026-05-15",
        told: [
          "reply-5/1/1 body housing 2026-05-11 for 2026-05-13",
          "promise-7/1/1 body water 2026-05-13 for 2026-05-15",
          "reply-5/2/1 body water 2026-05-15 for 2026-05-17",
        ]),
      Example(
        why: "sent back: its reply is nobody's matter, the promise to the firm's workers stays",
        more: [ReminderTests.bounced("2026-05-12T09:00:00+08:00")], asOf: "2026-05-16",
        told: [
          "reply-5/1/1 body housing 2026-05-11 for 2026-05-13",
          "promise-7/1/1 leader leader 2026-05-13 for 2026-05-15",
          "assign-2/1/1 leader leader 2026-05-14 for 2026-05-14",
          "assign-2/1/2 leader leader 2026-05-15 for 2026-05-14",
          "promise-7/1/2 leader leader 2026-05-16 for 2026-05-15",
        ]),
      Example(
        why: "sent back and sent on: the next body hears of its own due day only",
        more: [
          ReminderTests.bounced("2026-05-12T09:00:00+08:00"),
          Fixture.event(Fixture.order(2, body: "water"), "2026-05-12T10:00:00+08:00"),
        ], asOf: "2026-05-15",
        told: [
          "reply-5/1/1 body housing 2026-05-11 for 2026-05-13",
          "promise-7/1/1 body water 2026-05-13 for 2026-05-15",
          "reply-5/2/1 body water 2026-05-15 for 2026-05-17",
        ]),
      Example(
        why: "back to the first body: it hears of the new order's due day only",
        more: [
          ReminderTests.bounced("2026-05-10T11:00:00+08:00"),
          Fixture.event(Fixture.order(2, body: "water"), "2026-05-10T12:00:00+08:00"),
          Fixture.event(Fixture.order(3), "2026-05-10T13:00:00+08:00"),
        ], asOf: "2026-05-14",
        told: [
          "promise-7/1/1 body housing 2026-05-13 for 2026-05-15",
          "reply-5/3/1 body housing 2026-05-13 for 2026-05-15",
        ]),
    ])
  func moments(_ example: Example) throws {
    #expect(try told(Self.open + example.more, asOf: example.asOf) == example.told)
  }

  @Test("What a body would be told goes to the leader while no body is named")
  func withoutBody() throws {
    #expect(
      try told([Fixture.registered("2026-05-08")], asOf: "2026-05-14")
        == [
          "assign-2/1/1 leader leader 2026-05-10 for 2026-05-10",
          "assign-2/1/2 leader leader 2026-05-11 for 2026-05-10",
          "promise-7/1/1 leader leader 2026-05-13 for 2026-05-15",
        ])
  }

  /// The shipped policy with follow-ups of working days on a clock that can be extended and paused.
  private func history(_ reminders: [ReminderRule]) throws -> CaseHistory {
    let policy = try Fixture.policy()
    let clocks = policy.clocks.map { clock in
      ClockRule(
        id: clock.id, title: clock.title, starts: clock.starts, deadline: clock.deadline,
        stops: clock.stops, pause: clock.pause, extensions: clock.extensions,
        lateAnswer: clock.lateAnswer, ladder: clock.ladder,
        reminders: clock.id == "investigate-60" ? reminders : [], source: clock.source)
    }
    return CaseHistory(
      policy: WorkflowPolicy(
        version: policy.version, levels: policy.levels, clocks: clocks,
        resolutions: policy.resolutions, retryMinutes: policy.retryMinutes),
      calendar: Fixture.plainYear)
  }

  private static func rule(_ side: ReminderRule.Side, _ days: Int) -> ReminderRule {
    ReminderRule(
      side: side, days: days, counting: .working, recipient: .firm,
      text: .same("{case} {clock} {due} {body}"), source: "test")
  }

  static let investigated =
    open + [
      Fixture.event(.escalated(Escalation(forum: .inspection, reasonHash: "ef")), "2026-05-11"),
      Fixture.event(.accepted(.inspection), "2026-05-12"),
    ]

  @Test("Working days are counted from the due day; the text names case, clock, day and body")
  func workingDays() throws {
    let history = try history([Self.rule(.before, 3), Self.rule(.after, 2)])
    let due = try #require(
      try history.replay(Self.investigated).clocks.last { $0.id == "investigate-60" }?.dueOn)
    #expect(due == Fixture.day("2026-08-04"))
    let told = try history.reminders(
      ofCase: "2026-000001", Self.investigated, asOf: Fixture.day("2026-12-01")
    ) { _ in .same("住建局") }
    #expect(told.map(\.effectiveAt.day.description) == ["2026-07-30", "2026-08-06"])
    #expect(told.first?.text.zh == "2026-000001 监察六十个工作日办结 2026-08-04 住建局")
    #expect(told.first?.addressee == nil)
  }

  @Test("An extension after the reminder does not repeat it; one before it moves it")
  func extended() throws {
    let history = try history([Self.rule(.before, 3)])
    let more = ClockExtension(clock: "investigate-60", days: 10, approver: "head", reasonHash: "ef")
    func told(_ day: String) throws -> [String] {
      try history.reminders(
        ofCase: "2026-000001", Self.investigated + [Fixture.event(.extended(more), day)],
        asOf: Fixture.day("2026-12-01")
      ) { _ in nil }.map { "\($0.effectiveAt.day) for \($0.dueOn)" }
    }
    #expect(try told("2026-07-31") == ["2026-07-30 for 2026-08-04"])
    #expect(try told("2026-07-29") == ["2026-08-13 for 2026-08-18"])
  }

  @Test("A due day drawn in past the reminder's moment makes it due with the event")
  func drawnIn() throws {
    let history = try history([Self.rule(.before, 40)])
    let events =
      Self.investigated + [
        Fixture.event(.paused(Pause(reasonHash: "ef")), "2026-06-01"),
        Fixture.event(.resumed, "2026-06-15T09:00:00+08:00"),
      ]
    let told = try history.reminders(
      ofCase: "2026-000001", events, asOf: Fixture.day("2026-12-01")
    ) { _ in nil }
    #expect(told.count == 1)
    #expect(told.first.map { $0.effectiveAt >= Fixture.at("2026-06-01") } == true)
  }

  @Test("A text names its placeholders and leaves other braces as they are")
  func texts() {
    #expect(ReminderText.words(in: "a {case} b {due}c {x") == ["case", "due", "x"])
    #expect(
      ReminderText.text(
        "{case}: {clock} {due} {body} {y}.", caseNo: "N", clock: "C",
        due: Fixture.day("2026-05-13"), body: "B") == "N: C 2026-05-13 B {y}.")
  }
}
