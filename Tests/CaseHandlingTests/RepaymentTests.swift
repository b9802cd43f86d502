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

  private struct Onward {
    let why: String
    let acts: [CaseAct]
    let state: CaseState
  }

  private static let newPlan = CaseAct.resolved(
    .repaymentAgreement(
      RepaymentAgreement(
        fileHash: "cd",
        instalments: [Instalment(dueOn: Fixture.day("2026-08-01"), amount: Money(fen: 1))])))

  private static let onward = [
    Onward(
      why: "sent to another body", acts: [Fixture.order(2, body: "water")], state: .dispatched),
    Onward(
      why: "answered and taken to the inspection",
      acts: [
        .signed(Signature(level: .principal, by: "head")), Fixture.reply,
        .escalated(Escalation(forum: .inspection, reasonHash: "ef")),
      ],
      state: .escalated),
    Onward(why: "a new agreement", acts: [newPlan], state: .resolved),
    Onward(why: "paid and closed", acts: [.resolved(.wagesPaid), .closed], state: .closed),
    Onward(
      why: "given up", acts: [.withdrawn(Withdrawal(reasonHash: "ef"))], state: .withdrawn),
    Onward(why: "nothing came after the breach", acts: [], state: .resolved),
  ]

  @Test(
    "A payment in time is recorded late, whatever became of the case: the breach is withdrawn",
    arguments: onward.indices)
  func paidAfterTheCaseWentOn(place: Int) throws {
    let onward = Self.onward[place]
    let history = try Fixture.history()
    var events = Self.agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-06-25"))
    #expect(!(try history.replay(events).raises.isEmpty), "\(onward.why)")
    for act in onward.acts {
      let event = Fixture.event(act, "2026-06-25T10:00:00+08:00")
      _ = try history.replay(events, adding: [event])
      events.append(event)
    }
    let payment = Fixture.event(.instalmentPaid(1), "2026-06-10")
    let found = try history.replay(events, adding: [payment])
    #expect(found.state == onward.state, "\(onward.why)")
    #expect(found.course.reopenings == 0, "\(onward.why)")
    let kinds = found.withdrawals.map(\.act.kind)
    #expect(kinds.first == .breachWithdrawn, "\(onward.why)")
    #expect(kinds.dropFirst().allSatisfy { $0 == .raiseWithdrawn }, "\(onward.why)")
    #expect(kinds.count > 1, "\(onward.why): what its clocks raised is withdrawn, too")
    #expect(found.withdrawals.first?.effectiveAt == Fixture.at("2026-06-11"), "\(onward.why)")
    events += found.withdrawals + [payment]
    let status = try history.replay(events)
    #expect(status.withdrawals.isEmpty && status.state == onward.state, "\(onward.why)")
    #expect(status.course.instalments[0].isPaidInTime, "\(onward.why)")
    #expect(!status.course.instalments[0].isBroken, "\(onward.why)")
    let last = Fixture.day("2026-07-10")
    #expect(
      try !history.followUps(of: events, asOf: last).contains {
        $0.act.kind == .breached || $0.act.kind == .breachWithdrawn
      }, "\(onward.why)")
  }

  @Test("The other instalments of such a plan are still owed, and stand among the clocks")
  func restOfThePlan() throws {
    let history = try Fixture.history()
    var events = Self.agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-06-11"))
    events.append(Fixture.event(Fixture.order(2, body: "water"), "2026-06-12"))
    events.append(Fixture.event(.instalmentPaid(1), "2026-06-10"))
    let status = try history.replay(events)
    #expect(instalments(status, "2026-06-13") == ["1 2026-06-10 met", "2 2026-07-10 running"])
    #expect(
      status.clocks.filter { $0.ending == nil }.map(\.id).sorted() == ["instalment", "reply-5"],
      "nobody could call back while the case was open")
    let again = try history.replay(events, adding: [Fixture.event(Self.newPlan, "2026-06-20")])
    #expect(
      instalments(again, "2026-06-20")
        == ["1 2026-06-10 met", "2 2026-07-10 stopped", "3 2026-08-01 running"])
    #expect(again.course.instalments.map { $0.voidOn?.description } == [nil, "2026-06-20", nil])
  }

  @Test("An instalment of an agreement that was broken, given up or replaced takes no payment")
  func voidInstalments() throws {
    let history = try Fixture.history()
    var broken = Self.agreed
    broken += try history.followUps(of: broken, asOf: Fixture.day("2026-06-11"))
    let paid = { (number: Int, day: String) in Fixture.event(.instalmentPaid(number), day) }
    #expect(
      throws: IllegalCaseEvent.instalmentVoid(
        2, since: Fixture.day("2026-06-11"), unpaid: [1])
    ) { try history.replay(broken, adding: [paid(2, "2026-06-20")]) }
    // What came late for the instalment that broke the plan is money all the same.
    #expect(
      try history.replay(broken, adding: [paid(1, "2026-06-20")]).course.settled
        == Money(fen: 500_000))
    let replaced = broken + [Fixture.event(Self.newPlan, "2026-06-21")]
    #expect(
      throws: IllegalCaseEvent.instalmentVoid(
        1, since: Fixture.day("2026-06-21"), unpaid: [3])
    ) { try history.replay(replaced, adding: [paid(1, "2026-06-22")]) }
    #expect(
      try history.replay(replaced, adding: [paid(1, "2026-06-20")]).course.instalments[0].paidAt
        != nil, "the day before it was replaced")
    let givenUp =
      Self.agreed + [Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-05-20")]
    #expect(
      throws: IllegalCaseEvent.instalmentVoid(1, since: Fixture.day("2026-05-20"), unpaid: [])
    ) { try history.replay(givenUp, adding: [paid(1, "2026-05-21")]) }
  }

  @Test("A plan given up after a late payment breaks nothing any more")
  func givenUpAfterLatePayment() throws {
    let history = try Fixture.history()
    let events =
      Self.agreed + [
        Fixture.event(.instalmentPaid(1), "2026-06-15"),
        Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-06-16"),
        Fixture.event(.resolved(.wagesPaid), "2026-06-17"),
      ]
    #expect(
      try !history.followUps(of: events, asOf: Fixture.day("2026-06-18")).contains {
        $0.act.kind == .breached
      })
    let closed = try history.replay(events, adding: [Fixture.event(.closed, "2026-06-18")])
    #expect(closed.state == .closed)
  }

  @Test("Once the money is all there the case says what to record next, and not before")
  func nextStep() throws {
    let history = try Fixture.history()
    let paid = { (number: Int, day: String) in Fixture.event(.instalmentPaid(number), day) }
    let kept = Self.agreed + [paid(1, "2026-06-10")]
    #expect(try history.replay(kept).nextStep == nil)
    let keptToTheEnd = kept + [paid(2, "2026-07-01")]
    #expect(try history.replay(keptToTheEnd).nextStep == .close)
    let closed = keptToTheEnd + [Fixture.event(.closed, "2026-07-02")]
    #expect(try history.replay(closed).nextStep == nil)
    var late = kept
    late += try history.followUps(of: late, asOf: Fixture.day("2026-07-11"))
    #expect(try history.replay(late).nextStep == nil)
    let lastOne = late + [paid(2, "2026-07-15")]
    #expect(try history.replay(lastOne).state == .reopened)
    #expect(try history.replay(lastOne).nextStep == .resolve)
    let resolved = lastOne + [Fixture.event(.resolved(.wagesPaid), "2026-07-16")]
    #expect(try history.replay(resolved).nextStep == nil)
  }
}
