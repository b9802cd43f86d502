import CaseHandling
import Testing
import WageDomain

@Suite("Money that came counts, whatever became of the agreement")
struct WagePaymentTests {
  private func paid(_ number: Int, _ on: String) -> CaseEvent {
    Fixture.event(.instalmentPaid(number), on)
  }

  private func paid(yuan: Int64, _ on: String) -> CaseEvent {
    Fixture.event(.paid(Money(fen: yuan * 100)), on)
  }

  private func plan(_ on: String, _ instalments: [(String, Int64)]) -> CaseEvent {
    Fixture.event(
      .resolved(
        .repaymentAgreement(
          RepaymentAgreement(
            fileHash: "ab",
            instalments: instalments.map {
              Instalment(dueOn: Fixture.day($0.0), amount: Money(fen: $0.1 * 100))
            }))), on)
  }

  /// A claim of 10,000 at a body, agreed in two instalments.
  private var agreed: [CaseEvent] {
    [
      AdvanceTests.registered(yuan: 10_000), Fixture.event(Fixture.order(), "2026-05-11"),
      Fixture.event(Fixture.reply, "2026-05-12"),
      plan("2026-05-13", [("2026-05-18", 4_000), ("2026-05-25", 6_000)]),
    ]
  }

  private func breaches(_ events: [CaseEvent], asOf day: String) throws -> [CaseEvent] {
    try Fixture.workingHistory().followUps(of: events, asOf: Fixture.day(day))
      .filter { $0.act.kind == .breached }
  }

  @Test("Money for an instalment that is void is recorded as a sum, and less is advanced")
  func voidInstalment() throws {
    let history = try Fixture.workingHistory()
    var events = agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-05-19"))
    let refused = #expect(throws: IllegalCaseEvent.self) {
      try history.replay(events, adding: [paid(2, "2026-05-25")])
    }
    #expect(refused?.text.en.contains("case pay NO --amount YUAN --on DAY") == true)
    events.append(
      Fixture.event(.escalated(Escalation(forum: .conference, reasonHash: "cd")), "2026-05-19"))
    events.append(paid(yuan: 6_000, "2026-05-25"))
    #expect(
      throws: IllegalCaseEvent.fund(
        .aboveUnpaid(wanted: Money(fen: 1_000_000), unpaid: Money(fen: 400_000)))
    ) {
      try history.replay(events, adding: [AdvanceTests.advance(10_000, "2026-05-28")])
    }
    events.append(AdvanceTests.advance(4_000, "2026-05-28"))
    #expect(try history.replay(events).excess == nil)
    #expect(try history.replay(events).nextStep == .resolve)
    events.append(paid(1, "2026-05-18"))
    let excess = try history.replay(events).excess
    #expect(
      excess.map { [$0.amount, $0.toRecover] } == [Money(fen: 400_000), Money(fen: 400_000)])
    #expect(
      excess?.text("2026-000006").en.contains("case recover 2026-000006 --amount 4000.00`")
        == true)
    events.append(AdvanceTests.recovery(4_000, "2026-05-29"))
    #expect(try history.replay(events).excess?.toRecover == .zero)
  }

  @Test("A payment in a case that was merged is refused, naming where the case goes on")
  func merged() throws {
    let history = try Fixture.workingHistory()
    var events = agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-05-19"))
    events.append(Fixture.event(.merged(into: "2026-000006"), "2026-05-20"))
    for payment in [paid(1, "2026-05-18"), paid(yuan: 4_000, "2026-05-19")] {
      let refused = #expect(
        throws: IllegalCaseEvent.paidElsewhere("2026-000006", Money(fen: 400_000))
      ) { try history.replay(events, adding: [payment]) }
      #expect(
        refused?.text.en.contains("case pay 2026-000006 --amount 4000.00 --on DAY") == true)
    }
  }

  @Test("A complaint does not leave a case in which an instalment or a sum was paid")
  func leaving() throws {
    let history = try Fixture.workingHistory()
    let linked = Fixture.event(
      .linked(
        LinkedComplaint(
          complaintNo: "C-2", fromCase: nil,
          details: CaseDetails(persons: 1, amount: nil, town: nil))), "2026-05-12")
    for (payment, yuan) in [(paid(1, "2026-05-18"), 4_000), (paid(yuan: 500, "2026-05-18"), 500)] {
      for day in ["2026-05-19", "2026-05-17"] {
        #expect(throws: IllegalCaseEvent.advancedFor("C-2", Money(fen: Int64(yuan) * 100))) {
          try history.replay(
            agreed + [linked, payment],
            adding: [
              Fixture.event(.unlinked(Unlinking(complaintNo: "C-2", reasonHash: "ef")), day)
            ])
        }
      }
    }
  }

  @Test("Nothing breaks a plan while nothing is unpaid, and the case may be closed")
  func covered() throws {
    let history = try Fixture.workingHistory()
    var events = agreed + [paid(2, "2026-05-17")]
    events += try history.followUps(of: events, asOf: Fixture.day("2026-05-19"))
    #expect(events.contains { $0.act.kind == .breached })
    events.append(plan("2026-05-20", [("2026-05-29", 4_000)]))
    let payment = paid(1, "2026-05-18")
    events += try history.replay(events, adding: [payment]).withdrawals + [payment]
    let status = try history.replay(events)
    #expect(status.nextStep == .close)
    #expect(status.course.instalments[2].isCovered)
    #expect(status.clocks.allSatisfy { $0.id != CaseClock.instalment || $0.ending != nil })
    #expect(try breaches(events, asOf: "2026-06-20").isEmpty)
    let closed = try history.replay(events, adding: [Fixture.event(.closed, "2026-06-01")])
    #expect(closed.state == .closed)
    let more = Fixture.event(
      .detailsChanged(
        RegisteredComplaint(
          complaintNo: "C-1",
          details: CaseDetails(persons: 1, amount: Money(fen: 1_200_000), town: nil))),
      "2026-05-28")
    #expect(
      try breaches(events + [more], asOf: "2026-06-20").map(\.act)
        == [.breached(BrokenInstalment(number: 3, dueOn: Fixture.day("2026-05-29")))],
      "more is claimed, so that the promise stands again")
  }

  @Test("A sum paid by the day keeps the plan; one that came later breaks it, night or not")
  func paidAsASum() throws {
    for (day, count) in [("2026-05-18", 0), ("2026-05-19", 1)] {
      let events = agreed + [paid(yuan: 10_000, day)]
      #expect(try breaches(events, asOf: "2026-06-20").count == count, "\(day)")
    }
    let history = try Fixture.workingHistory()
    var events = agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-05-19"))
    let status = try history.replay(events, adding: [paid(yuan: 10_000, "2026-05-18")])
    #expect(status.state == .resolved)
    #expect(status.withdrawals.first?.act.kind == .breachWithdrawn)
  }

  @Test("The plan of a case that is open for nothing breaks where the case is, with a new promise")
  func openForNothing() throws {
    let history = try Fixture.workingHistory()
    var events = agreed
    events += try history.followUps(of: events, asOf: Fixture.day("2026-05-19"))
    events.append(Fixture.event(Fixture.order(2, body: "water"), "2026-05-20"))
    let payment = paid(1, "2026-05-18")
    events += try history.replay(events, adding: [payment]).withdrawals + [payment]
    #expect(try history.replay(events).nextStep == .agreeAgain)
    #expect(try breaches(events, asOf: "2026-05-25").isEmpty)
    let last = Fixture.day("2026-06-04")
    events += try history.followUps(of: events, asOf: last)
    let status = try history.replay(events)
    #expect(status.state == .dispatched)
    #expect(status.body == "water")
    #expect(status.nextStep == nil)
    #expect(
      status.clocks.filter { $0.id == "promise-7" }.last?.dueOn == Fixture.day("2026-06-02"))
    #expect(status.clocks.count { $0.id == "reply-5" && $0.ending == nil } == 1)
    #expect(status.raises.contains { $0.clock == "promise-7" })
    #expect(try history.followUps(of: events, asOf: last).isEmpty)
    let late = paid(2, "2026-05-25")
    events += try history.replay(events, adding: [late]).withdrawals + [late]
    #expect(try history.replay(events).nextStep == .resolve)
    #expect(try history.followUps(of: events, asOf: last).allSatisfy { $0.act.kind == .raised })
  }

  @Test("Wages paid before an order went out are recorded: no clock runs for the order")
  func paidBeforeTheOrder() throws {
    let history = try Fixture.workingHistory()
    var events = [
      AdvanceTests.registered(yuan: 10_000),
      CaseEvent(
        Fixture.order(), effectiveAt: Fixture.at("2026-05-14"), actor: CaseEvent.policyActor),
    ]
    events += try history.followUps(of: events, asOf: Fixture.day("2026-05-30"))
    #expect(!(try history.replay(events).raises.isEmpty))
    for act in [CaseAct.resolved(.wagesPaid), .withdrawn(Withdrawal(reasonHash: "ef"))] {
      let event = Fixture.event(act, "2026-05-13")
      let found = try history.replay(events, adding: [event])
      let status = try history.replay(events + found.withdrawals + [event])
      #expect(status.raises.isEmpty)
      #expect(status.orders.count == 1, "it went out")
      #expect(status.clocks.allSatisfy { $0.id != "reply-5" })
      #expect(
        try history.followUps(
          of: events + found.withdrawals + [event], asOf: Fixture.day("2026-05-30")
        ).allSatisfy { $0.act.kind != .raised })
    }
  }

  @Test("What an authority's acceptance stands against is refused with the day that it can take")
  func paidBeforeTheAcceptance() throws {
    let events = [
      AdvanceTests.registered(yuan: 10_000), Fixture.event(Fixture.order(), "2026-05-11"),
      Fixture.event(.escalated(Escalation(forum: .inspection, reasonHash: "ef")), "2026-05-13"),
      Fixture.event(.accepted(.inspection), "2026-05-14"),
    ]
    let error = #expect(throws: IllegalCaseEvent.self) {
      try Fixture.workingHistory().replay(
        events, adding: [Fixture.event(.resolved(.wagesPaid), "2026-05-12")])
    }
    #expect(error?.text.en.contains("`--on 2026-05-14` or a later day") == true)
    #expect(error?.text.en.contains("case pay NO --amount YUAN") == true)
  }

  @Test("While another county has the case no body of the district is named")
  func withCounty() throws {
    let events = [
      AdvanceTests.registered(yuan: 10_000), Fixture.event(Fixture.order(), "2026-05-11"),
      Fixture.event(
        .escalated(Escalation(forum: .county, reasonHash: "ef", county: "330522")), "2026-05-12"),
    ]
    let history = try Fixture.workingHistory()
    let status = try history.replay(events)
    #expect(status.body == nil)
    #expect(status.course.county == "330522")
    #expect(status.lacks.isEmpty)
    let dues = status.dues(caseNo: "2026-000006", asOf: Fixture.day("2026-05-30"))
    #expect(!dues.isEmpty && dues.allSatisfy { $0.body == nil })
    let back = try history.replay(
      events, adding: [Fixture.event(.concluded(.county), "2026-05-15")])
    #expect(back.body == "housing" && back.course.county == nil)
  }
}
