import CaseHandling
import Testing
import WageDomain

@Suite("Repayment plans: each instalment has its day, and a breach opens the case again")
struct RepaymentTests {
  static let agreed = [
    Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-08"),
    Fixture.event(Fixture.reply, "2026-05-10"),
    Fixture.event(
      .resolved(
        .repaymentAgreement(
          RepaymentAgreement(
            fileHash: "ab",
            instalments: [
              Instalment(dueOn: Fixture.day("2026-07-10"), amount: Money(fen: 300_000)),
              Instalment(dueOn: Fixture.day("2026-06-10"), amount: Money(fen: 500_000)),
            ]))), "2026-05-11"),
  ]

  private func instalments(_ status: CaseStatus, _ day: String) -> [String] {
    status.clocks.filter { $0.id == CaseClock.instalment }
      .map { "\($0.round) \($0.dueOn?.description ?? "-") \($0.state(asOf: Fixture.day(day)))" }
  }

  @Test("Instalments are numbered by their days; the case cannot be closed while one is unpaid")
  func promised() throws {
    let history = try Fixture.history()
    let status = try history.replay(Self.agreed)
    #expect(instalments(status, "2026-05-12") == ["1 2026-06-10 running", "2 2026-07-10 running"])
    #expect(throws: IllegalCaseEvent.instalmentsUnpaid([1, 2])) {
      try history.replay(Self.agreed, adding: [Fixture.event(.closed, "2026-05-12")])
    }
    let paid = [
      Fixture.event(.instalmentPaid(1), "2026-06-10"),
      Fixture.event(.instalmentPaid(2), "2026-07-01"),
    ]
    let closed = try history.replay(
      Self.agreed + paid, adding: [Fixture.event(.closed, "2026-07-02")])
    #expect(instalments(closed, "2026-08-01") == ["1 2026-06-10 met", "2 2026-07-10 met"])
    #expect(throws: IllegalCaseEvent.noUnpaidInstalment(1, unpaid: [2])) {
      try history.replay(
        Self.agreed + [paid[0]], adding: [Fixture.event(.instalmentPaid(1), "2026-06-11")])
    }
  }

  @Test("The day after an unpaid instalment the case is open again, once, with new clocks")
  func breach() throws {
    let history = try Fixture.history()
    let due = Fixture.day("2026-06-10")
    #expect(
      try history.followUps(of: Self.agreed, asOf: due).allSatisfy { $0.act.kind == .raised })
    var events = Self.agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-06-13"))
    let breaches = events.filter { $0.act.kind == .breached }
    #expect(breaches.map(\.effectiveAt) == [Fixture.at("2026-06-11")])
    #expect(breaches.first?.act == .breached(BrokenInstalment(number: 1, dueOn: due)))
    let status = try history.replay(events)
    #expect(status.state == .reopened)
    #expect(status.resolution == nil)
    #expect(status.body == "housing")
    #expect(status.course.reopenings == 1)
    #expect(instalments(status, "2026-06-13") == ["1 2026-06-10 late", "2 2026-07-10 stopped"])
    #expect(
      status.clocks.filter { $0.ending == nil }
        .map { "\($0.id) \($0.dueOn?.description ?? "-")" }
        == ["promise-7 2026-06-18", "reply-5 2026-06-16"])
    #expect(try history.followUps(of: events, asOf: Fixture.day("2026-06-13")).isEmpty)
  }

  @Test("A call-back of the day after a breach that nobody saw yet does not keep the night from it")
  func callbackBeforeTheNight() throws {
    let history = try Fixture.history()
    var events = Self.agreed + [Fixture.event(.calledBack(.satisfied), "2026-06-12")]
    let followUps = try history.followUps(of: events, asOf: Fixture.day("2026-06-13"))
    events += followUps
    #expect(followUps.contains { $0.act.kind == .breached })
    #expect(try history.replay(events).state == .reopened)
  }

  @Test("An instalment that was paid late broke the plan, whether a night came first or not")
  func paidLate() throws {
    let history = try Fixture.history()
    var events = Self.agreed + [Fixture.event(.instalmentPaid(1), "2026-06-15")]
    let followUps = try history.followUps(of: events, asOf: Fixture.day("2026-06-16"))
    #expect(
      followUps.filter { $0.act.kind == .breached }.map(\.effectiveAt.day.description) == [
        "2026-06-11"
      ])
    events += followUps
    let status = try history.replay(events)
    #expect(status.state == .reopened)
    #expect(status.course.instalments.first?.paidAt != nil)
    #expect(try history.followUps(of: events, asOf: Fixture.day("2026-06-16")).isEmpty)
  }

  @Test("A payment in time that is typed in after the breach makes the breach void")
  func paidAfterAll() throws {
    let history = try Fixture.history()
    var events = Self.agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-06-11"))
    #expect(try history.replay(events).state == .reopened)
    let status = try history.replay(
      events, adding: [Fixture.event(.instalmentPaid(1), "2026-06-10")])
    #expect(status.state == .resolved)
    #expect(status.course.reopenings == 0)
    #expect(instalments(status, "2026-06-13") == ["1 2026-06-10 met", "2 2026-07-10 running"])
  }

  @Test("An instalment is paid once, on whatever day the second payment is typed in")
  func paidTwice() throws {
    let events = Self.agreed + [Fixture.event(.instalmentPaid(1), "2026-06-10")]
    #expect(throws: IllegalCaseEvent.paidTwice(1)) {
      try Fixture.history().replay(
        events, adding: [Fixture.event(.instalmentPaid(1), "2026-06-09")])
    }
  }

  @Test("An event typed in late is refused by its own name when a recorded one stands against it")
  func standsAgainst() throws {
    let withdrawn = CaseAct.withdrawn(Withdrawal(reasonHash: "ef"))
    let error = #expect(throws: IllegalCaseEvent.self) {
      try Fixture.history().replay(
        Self.agreed, adding: [Fixture.event(withdrawn, "2026-05-09")])
    }
    guard case .standsAgainst(.withdrawn, let recorded, .notAllowed)? = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
    #expect(recorded.act.kind == .replied)
    #expect(
      error?.text.en.hasPrefix("with withdrawn on that day, the event replied recorded") == true)
  }

  @Test("A plan that was paid late is broken: it is not closed before a night has said so")
  func closedAfterLatePayment() throws {
    let history = try Fixture.history()
    var events =
      Self.agreed + [
        Fixture.event(.instalmentPaid(1), "2026-06-15"),
        Fixture.event(.instalmentPaid(2), "2026-07-01"),
      ]
    #expect(throws: IllegalCaseEvent.instalmentsLate([1])) {
      try history.replay(events, adding: [Fixture.event(.closed, "2026-07-02")])
    }
    events += try history.followUps(of: events, asOf: Fixture.day("2026-07-02"))
    #expect(try history.replay(events).state == .reopened)
  }

  @Test("A breach that was none leaves nobody raised by its clocks")
  func levelAfterAll() throws {
    let history = try Fixture.history()
    let before = try history.replay(Self.agreed).level
    var events = Self.agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-06-25"))
    #expect(try history.replay(events).level > before)
    let status = try history.replay(
      events, adding: [Fixture.event(.instalmentPaid(1), "2026-06-10")])
    #expect(status.level == before)
  }

  @Test("A second agreement numbers on")
  func secondAgreement() throws {
    let history = try Fixture.history()
    var events = Self.agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-06-11"))
    let again = CaseAct.resolved(
      .repaymentAgreement(
        RepaymentAgreement(
          fileHash: "cd",
          instalments: [Instalment(dueOn: Fixture.day("2026-08-01"), amount: Money(fen: 1))])))
    let status = try history.replay(events, adding: [Fixture.event(again, "2026-06-12")])
    #expect(
      instalments(status, "2026-06-13")
        == ["1 2026-06-10 late", "2 2026-07-10 stopped", "3 2026-08-01 running"])
    #expect(throws: IllegalCaseEvent.self) {
      try history.replay(events, adding: [Fixture.event(again, "2026-08-01")])
    }
  }
}
