import CaseHandling
import Testing
import WageDomain

@Suite("Levels follow the head-count (N8, N9)")
struct CaseLevelTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let persons: Int64?
    let level: CaseLevel
    var testDescription: String { why }
  }

  @Test(
    "The level of a case",
    arguments: [
      Example(why: "no number is an officer's case", persons: nil, level: .officer),
      Example(why: "four are below the leader's five", persons: 4, level: .officer),
      Example(why: "five people or more", persons: 5, level: .leader),
      Example(why: "nine are still the leader's", persons: 9, level: .leader),
      Example(why: "ten people or more", persons: 10, level: .principal),
      Example(why: "any larger group", persons: 300, level: .principal),
    ])
  func level(_ example: Example) throws {
    let status = try Fixture.history().replay([
      Fixture.registered("2026-05-08", persons: example.persons)
    ])
    #expect(status.level == example.level)
    #expect(status.receptionLevel == example.level)
  }

  @Test("A transfer order waits until the right leader has received the visitors")
  func receptionFirst() throws {
    let history = try Fixture.history()
    let group = [Fixture.registered("2026-05-08", persons: 12)]
    #expect(throws: IllegalCaseEvent.notReceived(demanded: .principal)) {
      try history.replay(group, adding: [Fixture.event(Fixture.order(), "2026-05-08")])
    }
    #expect(throws: IllegalCaseEvent.receptionBelow(demanded: .principal, found: .leader)) {
      try history.replay(group, adding: [Fixture.event(.received(.leader), "2026-05-08")])
    }
    let received =
      group + [
        Fixture.event(.received(.principal), "2026-05-08"),
        Fixture.event(Fixture.order(), "2026-05-09"),
      ]
    #expect(try history.replay(received).state == .dispatched)
  }

  @Test(
    "A larger head-count raises the level and asks for a new reception; a smaller never lowers it")
  func changedHeadCount() throws {
    let history = try Fixture.history()
    var events = [
      Fixture.registered("2026-05-08", persons: 6),
      Fixture.event(.received(.leader), "2026-05-08"),
      Fixture.event(.detailsChanged(Fixture.complaint(persons: 11)), "2026-05-09"),
    ]
    #expect(try history.replay(events).level == .principal)
    #expect(throws: IllegalCaseEvent.notReceived(demanded: .principal)) {
      try history.replay(events, adding: [Fixture.event(Fixture.order(), "2026-05-10")])
    }
    events.append(Fixture.event(.detailsChanged(Fixture.complaint(persons: 2)), "2026-05-10"))
    #expect(try history.replay(events).level == .principal)
    #expect(try history.replay(events).details.persons == 2)
  }

  @Test("Only wages paid or an agreement resolve; a policy can demand one of them alone (N14)")
  func resolutionStandard() throws {
    let shipped = try Fixture.policy()
    #expect(shipped.resolutions == [.wagesPaid, .repaymentAgreement])
    let strict = CaseHistory(
      policy: WorkflowPolicy(
        version: "strict@1", levels: shipped.levels, clocks: shipped.clocks,
        resolutions: [.wagesPaid]), calendar: Fixture.emptyCalendar)
    let agreed = [
      Fixture.registered("2026-05-08"),
      Fixture.event(
        .resolved(.repaymentAgreement(RepaymentAgreement(fileHash: "ab"))), "2026-05-09"),
    ]
    #expect(
      throws: IllegalCaseEvent.notAResolution(.repaymentAgreement, accepted: [.wagesPaid])
    ) { try strict.replay([], adding: agreed) }
    #expect(
      try strict.replay(agreed).state == .resolved, "what was recorded under another policy stays")
    #expect(try Fixture.history().replay(agreed).state == .resolved)
  }
}
