import CaseHandling
import Testing
import WageDomain

@Suite("What went out of a case that was over by then, as was recorded later")
struct MootActTests {
  private func history() throws -> CaseHistory {
    CaseHistory(policy: try Fixture.policy(), calendar: Fixture.plainYear)
  }

  private static let escalated = Fixture.event(
    .escalated(Escalation(forum: .inspection, reasonHash: "ef")), "2026-05-12T10:00:00+08:00")

  @Test("Wages paid before an escalation are recorded by their day; the escalation is moot")
  func escalation() throws {
    let recorded = ReminderTests.open + [Self.escalated]
    let paid = Fixture.event(.resolved(.wagesPaid), "2026-05-11")
    let status = try history().replay(recorded, adding: [paid])
    #expect(status.state == .resolved)
    #expect(status.course.moot == [Self.escalated])
    #expect(status.course.forums.isEmpty, "nobody has to decide anything")
    #expect(!status.clocks.contains { $0.id == "accept-5" })
    #expect(try history().replay(recorded + [paid]) == status, "what is stored says the same")
  }

  @Test("A transfer order is moot likewise, and stays on record as an order")
  func order() throws {
    let order = Fixture.event(Fixture.order(), "2026-05-12T10:00:00+08:00")
    let recorded = [Fixture.registered("2026-05-08"), order]
    let paid = Fixture.event(.resolved(.wagesPaid), "2026-05-11")
    let status = try history().replay(recorded, adding: [paid])
    #expect(status.course.moot == [order] && status.orders.count == 1)
    #expect(!status.clocks.contains { $0.id == "reply-5" })
  }

  @Test("What the authority did after it stands against the earlier day")
  func accepted() throws {
    let recorded =
      ReminderTests.open + [Self.escalated, Fixture.event(.accepted(.inspection), "2026-05-13")]
    let paid = Fixture.event(.resolved(.wagesPaid), "2026-05-11")
    #expect(throws: IllegalCaseEvent.self) { try history().replay(recorded, adding: [paid]) }
  }

  @Test("An escalation of a case that is known to be over is refused as before")
  func known() throws {
    let recorded = ReminderTests.open + [Fixture.event(.resolved(.wagesPaid), "2026-05-11")]
    #expect(throws: IllegalCaseEvent.self) {
      try history().replay(recorded, adding: [Self.escalated])
    }
  }

  @Test(
    "A call-back that nobody made is stopped by the case being taken up again, and late when it was due",
    arguments: [
      ("2026-05-20", ClockState.stopped), ("2026-05-27", .stopped), ("2026-06-01", .late),
    ])
  func callback(on day: String, state: ClockState) throws {
    let events =
      ReminderTests.open + [
        Fixture.event(.resolved(.wagesPaid), "2026-05-12T10:00:00+08:00"),
        Fixture.event(.reopened(Reopening(reasonHash: "ef")), day),
      ]
    let clock = try #require(
      try history().replay(events).clocks.first { $0.id == "callback-15" })
    #expect(clock.dueOn == Fixture.day("2026-05-27"))
    #expect(clock.state(asOf: Fixture.day("2026-07-01")) == state)
  }

  @Test("A call-back that was made is met; a broken agreement stops one that was not")
  func callbackMade() throws {
    let plan = RepaymentAgreement(
      fileHash: "ab",
      instalments: [Instalment(dueOn: Fixture.day("2026-05-20"), amount: Money(fen: 100))])
    let agreed =
      ReminderTests.open
      + [Fixture.event(.resolved(.repaymentAgreement(plan)), "2026-05-12T10:00:00+08:00")]
    let called = agreed + [Fixture.event(.calledBack(.satisfied), "2026-05-14")]
    let breach = Fixture.event(
      .breached(BrokenInstalment(number: 1, dueOn: Fixture.day("2026-05-20"))), "2026-05-21")
    func state(_ events: [CaseEvent], _ id: String) throws -> ClockState? {
      try history().replay(events).clocks.first { $0.id == id }?
        .state(asOf: Fixture.day("2026-07-01"))
    }
    #expect(try state(called, "callback-15") == .met)
    #expect(try state(agreed + [breach], "callback-15") == .stopped)
    #expect(try state(agreed + [breach], CaseClock.instalment) == .late)
  }
}
