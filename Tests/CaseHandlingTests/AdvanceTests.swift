import CaseHandling
import Testing
import WageDomain

@Suite("Wages from the petition account (N16)")
struct AdvanceTests {
  static func advance(_ yuan: Int64, _ when: String) -> CaseEvent {
    Fixture.event(.advanced(Advance(amount: Money(fen: yuan * 100), reasonHash: "ef")), when)
  }

  static func recovery(_ yuan: Int64, _ when: String) -> CaseEvent {
    Fixture.event(.recovered(Recovery(amount: Money(fen: yuan * 100), body: "housing")), when)
  }

  static func registered(yuan: Int64?) -> CaseEvent {
    Fixture.event(
      .registered(
        RegisteredComplaint(
          complaintNo: "C-1",
          details: CaseDetails(
            persons: 1, amount: yuan.map { Money(fen: $0 * 100) }, town: nil))),
      "2026-05-11")
  }

  static let conference = Fixture.event(
    .escalated(Escalation(forum: .conference, reasonHash: "cd")), "2026-05-12")
  static let paid = Fixture.event(.resolved(.wagesPaid), "2026-05-14")
  static let reopened = Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-05-15")
  static let plan = Fixture.event(
    .resolved(
      .repaymentAgreement(
        RepaymentAgreement(
          fileHash: "ab",
          instalments: [
            Instalment(dueOn: Fixture.day("2026-05-16"), amount: Money(fen: 100_000)),
            Instalment(dueOn: Fixture.day("2026-05-17"), amount: Money(fen: 100_000)),
          ]))), "2026-05-12")

  @Test("A complaint does not leave a case in which wages were paid in advance")
  func leaving() throws {
    let linked = Fixture.event(
      .linked(
        LinkedComplaint(
          complaintNo: "C-2", fromCase: nil,
          details: CaseDetails(persons: 1, amount: nil, town: nil))), "2026-05-11")
    let events = [
      Self.registered(yuan: 3_000), linked, Self.conference, Self.advance(1_000, "2026-05-20"),
    ]
    let leaving = Fixture.event(
      .unlinked(Unlinking(complaintNo: "C-2", reasonHash: "ef")), "2026-05-21")
    #expect(throws: IllegalCaseEvent.advancedFor("C-2", Money(fen: 100_000))) {
      try Fixture.workingHistory().replay(events, adding: [leaving])
    }
  }

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    var before: [CaseEvent] = []
    var amount: Int64? = 3_000
    let yuan: Int64
    let on: String
    let fault: FundFault?
    var testDescription: String { why }
  }

  // Submitted on Tuesday 2026-05-12: five working days end on Tuesday the 19th.
  @Test(
    "An advance has its conditions",
    arguments: [
      Example(
        why: "the day after the fifth working day", before: [AdvanceTests.conference], yuan: 3_000,
        on: "2026-05-20", fault: nil),
      Example(
        why: "the fifth working day itself is too early", before: [AdvanceTests.conference],
        yuan: 3_000,
        on: "2026-05-19", fault: .clockRuns("conference-5", dueOn: Fixture.day("2026-05-19"))),
      Example(
        why: "never before the conference", yuan: 1, on: "2026-06-20",
        fault: .notBefore(.conference, takenTo: [])),
      Example(
        why: "the conference decided early, and nothing was paid for five days",
        before: [AdvanceTests.conference, Fixture.event(.concluded(.conference), "2026-05-13")],
        yuan: 3_000,
        on: "2026-05-20", fault: nil),
      Example(
        why: "resolved since, and taken up again: the conference has to have it again",
        before: [AdvanceTests.conference, AdvanceTests.paid, AdvanceTests.reopened], yuan: 1,
        on: "2026-06-20",
        fault: .notBefore(.conference, takenTo: [.conference])),
      Example(
        why: "the conference decided after its days were over, and the case is open",
        before: [AdvanceTests.conference, Fixture.event(.concluded(.conference), "2026-05-22")],
        yuan: 3_000, on: "2026-05-25", fault: nil),
      Example(
        why: "decided, resolved and taken up again: the conference has to have it again",
        before: [
          AdvanceTests.conference, Fixture.event(.concluded(.conference), "2026-05-13"),
          AdvanceTests.paid, AdvanceTests.reopened,
        ], yuan: 1, on: "2026-06-20", fault: .notBefore(.conference, takenTo: [.conference])),
      Example(
        why: "withdrawn before the days were over, and taken up again",
        before: [
          AdvanceTests.conference,
          Fixture.event(.withdrawn(Withdrawal(reasonHash: "ef")), "2026-05-13"),
          AdvanceTests.reopened,
        ], yuan: 1, on: "2026-06-20", fault: .notBefore(.conference, takenTo: [.conference])),
      Example(
        why: "taken up again and before the conference again, five working days over",
        before: [
          AdvanceTests.conference, AdvanceTests.paid, AdvanceTests.reopened,
          Fixture.event(
            .escalated(Escalation(forum: .conference, reasonHash: "cd")), "2026-05-18"),
        ], yuan: 3_000, on: "2026-05-26", fault: nil),
      Example(
        why: "one fen more than is owed", before: [AdvanceTests.conference], amount: 3_000,
        yuan: 3_001,
        on: "2026-05-20",
        fault: .aboveUnpaid(wanted: Money(fen: 300_100), unpaid: Money(fen: 300_000))),
      Example(
        why: "an earlier advance is not owed any more",
        before: [AdvanceTests.conference, AdvanceTests.advance(2_000, "2026-05-20")], yuan: 1_001,
        on: "2026-05-21",
        fault: .aboveUnpaid(wanted: Money(fen: 100_100), unpaid: Money(fen: 100_000))),
      Example(
        why: "the amount is not clear", before: [AdvanceTests.conference], amount: nil, yuan: 1,
        on: "2026-05-20", fault: .amountNotStated),
      Example(
        why: "next year's notice is missing, so nobody knows whether it ran out",
        before: [
          Fixture.event(
            .escalated(Escalation(forum: .conference, reasonHash: "cd")), "2026-12-30")
        ], yuan: 1, on: "2027-01-20", fault: .notCountable("conference-5", year: 2027)),
      Example(
        why: "a plan's first instalment was paid, the second was not",
        before: [
          AdvanceTests.plan, Fixture.event(.instalmentPaid(1), "2026-05-15"),
          Fixture.event(
            .breached(BrokenInstalment(number: 2, dueOn: Fixture.day("2026-05-17"))),
            "2026-05-18"),
          Fixture.event(
            .escalated(Escalation(forum: .conference, reasonHash: "cd")), "2026-05-19"),
        ], yuan: 2_001, on: "2026-06-10",
        fault: .aboveUnpaid(wanted: Money(fen: 200_100), unpaid: Money(fen: 200_000))),
    ])
  func conditions(_ example: Example) throws {
    let history = try Fixture.workingHistory()
    let events = [Self.registered(yuan: example.amount)] + example.before
    let more = [Self.advance(example.yuan, example.on)]
    if let fault = example.fault {
      #expect(throws: IllegalCaseEvent.fund(fault)) { try history.replay(events, adding: more) }
    } else {
      let status = try history.replay(events, adding: more)
      #expect(status.course.advanced == Money(fen: example.yuan * 100))
    }
  }

  @Test("A policy without an account advances nothing, and what was advanced before stays legal")
  func withoutAccount() throws {
    let full = try Fixture.policy()
    let history = CaseHistory(
      policy: WorkflowPolicy(
        version: "old@1", levels: full.levels, clocks: full.clocks, resolutions: full.resolutions),
      calendar: Fixture.plainYear)
    let events = [Self.registered(yuan: 3_000), Self.conference]
    let advance = Self.advance(1_000, "2026-05-20")
    #expect(throws: IllegalCaseEvent.fund(.noPolicy)) {
      try history.replay(events, adding: [advance])
    }
    let status = try history.replay(events + [advance], adding: [Self.recovery(1, "2026-05-21")])
    #expect(status.course.outstanding == Money(fen: 99_900))
  }

  @Test("A recovery is at most what was advanced and not recovered, in any order of typing")
  func recoveries() throws {
    let history = try Fixture.workingHistory()
    let events = [
      Self.registered(yuan: 3_000), Self.conference, Self.advance(3_000, "2026-05-20"),
      Self.recovery(2_000, "2026-05-22"),
    ]
    let status = try history.replay(events, adding: [Self.recovery(1_000, "2026-05-21")])
    #expect(status.course.outstanding == .zero)
    for day in ["2026-05-21", "2026-05-23"] {
      #expect(
        throws: IllegalCaseEvent.fund(
          .aboveOutstanding(wanted: Money(fen: 100_100), outstanding: Money(fen: 100_000)))
      ) { try history.replay(events, adding: [Self.recovery(1_001, day)]) }
    }
  }

  @Test("A recovery typed in late takes nothing that a recorded one had already taken")
  func recoveredBetween() throws {
    let history = try Fixture.workingHistory()
    let events = [
      Self.registered(yuan: 3_000), Self.conference, Self.advance(1_000, "2026-05-20"),
      Self.recovery(900, "2026-05-22"), Self.advance(1_000, "2026-05-25"),
    ]
    #expect(
      throws: IllegalCaseEvent.fund(
        .aboveOutstanding(wanted: Money(fen: 50_000), outstanding: Money(fen: 10_000)))
    ) { try history.replay(events, adding: [Self.recovery(500, "2026-05-21")]) }
    let status = try history.replay(events, adding: [Self.recovery(500, "2026-05-26")])
    #expect(status.course.outstanding == Money(fen: 60_000))
  }

  @Test("An advance typed in for an earlier day counts with the one after it")
  func advancesTypedLate() throws {
    let history = try Fixture.workingHistory()
    let events = [
      Self.registered(yuan: 3_000), Self.conference, Self.advance(2_000, "2026-05-25"),
    ]
    #expect(
      throws: IllegalCaseEvent.fund(
        .aboveUnpaid(wanted: Money(fen: 100_100), unpaid: Money(fen: 100_000)))
    ) { try history.replay(events, adding: [Self.advance(1_001, "2026-05-21")]) }
  }

  @Test("Money comes back after the case is closed")
  func recoveredLater() throws {
    let history = try Fixture.workingHistory()
    let events = [
      Self.registered(yuan: 3_000), Self.conference, Self.advance(3_000, "2026-05-20"),
      Fixture.event(.resolved(.wagesPaid), "2026-05-20"), Fixture.event(.closed, "2026-05-21"),
    ]
    let status = try history.replay(events, adding: [Self.recovery(3_000, "2026-09-01")])
    #expect(status.state == .closed)
    #expect(status.course.outstanding == .zero)
  }

  @Test("Every fault has words in both languages")
  func words() {
    let faults: [FundFault] = [
      .noPolicy, .notBefore(.conference, takenTo: [.police]), .notBefore(.conference, takenTo: []),
      .clockRuns("conference-5", dueOn: Fixture.day("2026-05-19")),
      .notCountable("conference-5", year: 2027), .amountNotStated,
      .aboveUnpaid(wanted: Money(fen: 2), unpaid: .zero),
      .aboveOutstanding(wanted: Money(fen: 2), outstanding: .zero),
    ]
    for fault in faults {
      #expect(fault.text.zh != fault.text.en)
      #expect(fault.text.en.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
