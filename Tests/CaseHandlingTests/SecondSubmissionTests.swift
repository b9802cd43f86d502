import CaseHandling
import Testing
import WageDomain

@Suite("A case is before an authority once")
struct SecondSubmissionTests {
  static func taken(_ forum: Forum, _ when: String, county: String? = nil) -> CaseEvent {
    Fixture.event(.escalated(Escalation(forum: forum, reasonHash: "cd", county: county)), when)
  }

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    var before: [CaseEvent] = []
    let act: CaseEvent
    var fault: IllegalCaseEvent?
    var testDescription: String { why }
  }

  static let paid = Fixture.event(.resolved(.wagesPaid), "2026-05-14")
  static let reopened = Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-05-15")

  @Test(
    "It is taken there again when it was decided, not before",
    arguments: [
      Example(
        why: "the conference's five working days run", before: [taken(.conference, "2026-05-12")],
        act: taken(.conference, "2026-05-13"),
        fault: .alreadyBefore(
          .conference, since: Fixture.day("2026-05-12"), acceptedOn: nil, clock: "conference-5")),
      Example(
        why: "they are over, and the conference has not decided",
        before: [taken(.conference, "2026-05-12")], act: taken(.conference, "2026-06-01"),
        fault: .alreadyBefore(
          .conference, since: Fixture.day("2026-05-12"), acceptedOn: nil, clock: "conference-5")),
      Example(
        why: "the inspection has taken it on",
        before: [
          taken(.inspection, "2026-05-12"), Fixture.event(.accepted(.inspection), "2026-05-13"),
        ], act: taken(.inspection, "2026-05-20"),
        fault: .alreadyBefore(
          .inspection, since: Fixture.day("2026-05-12"), acceptedOn: Fixture.day("2026-05-13"),
          clock: "investigate-60")),
      Example(
        why: "the police have taken it on, and no clock runs",
        before: [taken(.police, "2026-05-12"), Fixture.event(.accepted(.police), "2026-05-13")],
        act: taken(.police, "2026-05-20"),
        fault: .alreadyBefore(
          .police, since: Fixture.day("2026-05-12"), acceptedOn: Fixture.day("2026-05-13"),
          clock: nil)),
      Example(
        why: "another authority", before: [taken(.conference, "2026-05-12")],
        act: taken(.inspection, "2026-05-13")),
      Example(
        why: "the same county", before: [taken(.county, "2026-05-12", county: "330502")],
        act: taken(.county, "2026-05-13", county: "330502"),
        fault: .alreadyBefore(
          .county, since: Fixture.day("2026-05-12"), acceptedOn: nil, clock: "county-5")),
      Example(
        why: "another county: the first was the wrong one",
        before: [taken(.county, "2026-05-12", county: "330502")],
        act: taken(.county, "2026-05-13", county: "330521")),
      Example(
        why: "decided, and taken there with something new",
        before: [
          taken(.inspection, "2026-05-12"), Fixture.event(.concluded(.inspection), "2026-05-13"),
        ], act: taken(.inspection, "2026-05-20")),
      Example(
        why: "resolved and taken up again",
        before: [taken(.conference, "2026-05-12"), paid, reopened],
        act: taken(.conference, "2026-05-18")),
      Example(
        why: "decided twice",
        before: [
          taken(.inspection, "2026-05-12"), Fixture.event(.concluded(.inspection), "2026-05-13"),
        ], act: Fixture.event(.concluded(.inspection), "2026-05-14"),
        fault: .alreadyConcluded(.inspection, on: Fixture.day("2026-05-13"))),
      Example(
        why: "decided, taken there again and decided again",
        before: [
          taken(.inspection, "2026-05-12"), Fixture.event(.concluded(.inspection), "2026-05-13"),
          taken(.inspection, "2026-05-20"),
        ], act: Fixture.event(.concluded(.inspection), "2026-05-21")),
    ])
  func again(_ example: Example) throws {
    let history = try Fixture.workingHistory()
    let events = [Fixture.registered("2026-05-11")] + example.before
    if let fault = example.fault {
      #expect(throws: fault) { try history.replay(events, adding: [example.act]) }
    } else {
      #expect(throws: Never.self) { try history.replay(events, adding: [example.act]) }
    }
    // What an older version recorded stays.
    #expect(throws: Never.self) { try history.replay(events + [example.act]) }
  }

  @Test("The refusal says what was recorded and what can be done")
  func text() {
    let fault = IllegalCaseEvent.alreadyBefore(
      .inspection, since: Fixture.day("2026-05-12"), acceptedOn: Fixture.day("2026-05-13"),
      clock: "investigate-60")
    #expect(
      fault.text.en == """
        the case is before inspection since 2026-05-12, accepted on 2026-05-13, and investigate-60 \
        runs; record what is decided with `case conclude --by inspection` before it is taken there again
        """)
    #expect(fault.text.zh.contains("自 2026-05-12 起在劳动监察"))
    #expect(
      IllegalCaseEvent.alreadyConcluded(.police, on: Fixture.day("2026-05-13")).text.en.contains(
        "`case escalate --to police`"))
  }

  struct Second: CustomTestStringConvertible, Sendable {
    let why: String
    let concludedOn: String
    let takenOn: String
    /// When the leader is told that the wages may be advanced.
    let toldOn: String
    var testDescription: String { why }
  }

  @Test(
    "A second conference goes on with the five days of the first, and ends with its own decision (N16)",
    arguments: [
      Second(
        why: "within the days", concludedOn: "2026-05-13", takenOn: "2026-05-15",
        toldOn: "2026-05-20"),
      Second(
        why: "after them: it is told at once", concludedOn: "2026-05-13", takenOn: "2026-05-25",
        toldOn: "2026-05-25"),
    ])
  func days(_ second: Second) throws {
    let history = try Fixture.workingHistory()
    let events = [
      Fixture.registered("2026-05-11"), Self.taken(.conference, "2026-05-12"),
      Fixture.event(.concluded(.conference), second.concludedOn),
      Self.taken(.conference, second.takenOn),
    ]
    let rounds = try history.replay(events).clocks.filter { $0.id == "conference-5" }
    #expect(rounds.map(\.dueOn) == [Fixture.day("2026-05-19")])
    #expect(rounds.map(\.ending) == [nil])
    let told = try history.reminders(
      ofCase: "2026-000001", events, asOf: Fixture.day("2026-06-01")
    ) { .same($0) }.filter { $0.clock == "conference-5" }
    #expect(told.map(\.effectiveAt.day) == [Fixture.day(second.toldOn)])
    #expect(throws: IllegalCaseEvent.self, "it is before the conference") {
      try history.replay(events, adding: [Self.taken(.conference, "2026-05-26")])
    }
    let decided = events + [Fixture.event(.concluded(.conference), "2026-05-27")]
    #expect(
      try history.replay(decided).clocks.filter { $0.id == "conference-5" }.map(\.ending)
        == [.answered(Fixture.at("2026-05-27"))])
  }

  @Test("A case that was taken up again has five days of its own")
  func takenUpAgain() throws {
    let status = try Fixture.workingHistory().replay([
      Fixture.registered("2026-05-11"), Self.taken(.conference, "2026-05-12"), Self.paid,
      Self.reopened, Self.taken(.conference, "2026-05-18"),
    ])
    #expect(
      status.clocks.filter { $0.id == "conference-5" }.map(\.dueOn)
        == [Fixture.day("2026-05-19"), Fixture.day("2026-05-25")])
  }

  @Test("A second conference, where one is recorded, takes no advance away (N16)")
  func advance() throws {
    let history = try Fixture.workingHistory()
    let complaint = RegisteredComplaint(
      complaintNo: "C-1",
      details: CaseDetails(persons: 1, amount: Money(fen: 300_000), town: nil))
    let second = [
      [Self.taken(.conference, "2026-05-18")],
      [
        Fixture.event(.concluded(.conference), "2026-05-18"),
        Self.taken(.conference, "2026-05-19"),
      ],
    ]
    let advance = Fixture.event(
      .advanced(Advance(amount: Money(fen: 300_000), reasonHash: "ef")), "2026-05-20")
    for more in second {
      let events =
        [
          Fixture.event(.registered(complaint), "2026-05-11"),
          Self.taken(.conference, "2026-05-12"),
        ]
        + more
      let status = try history.replay(events, adding: [advance])
      #expect(status.course.advanced == Money(fen: 300_000))
    }
  }
}
