import CaseHandling
import Testing
import WageDomain

@Suite("Roads of a case beside the straight one")
struct CaseRoadTests {
  static let open = [
    Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-08"),
  ]

  @Test("A late reply is refused until a leader signed the order; in time nobody signs (N9)")
  func lateReply() throws {
    let history = try Fixture.history()
    let unsigned = IllegalCaseEvent.unsigned(
      clock: "reply-5", dueOn: Fixture.day("2026-05-13"), demanded: .leader)
    let inTime = [Fixture.event(Fixture.reply, "2026-05-13")]
    let late = [Fixture.event(Fixture.reply, "2026-05-14")]
    #expect(try history.replay(Self.open, adding: inTime).state == .replied)
    #expect(throws: unsigned) { try history.replay(Self.open, adding: late) }
    let signature = Fixture.event(.signed(Signature(level: .leader, by: "head")), "2026-05-14")
    let signed = try history.replay(Self.open + [signature], adding: late)
    #expect(signed.state == .replied)
    #expect(!signed.lateReplyNeedsSignature)
  }

  @Test("Ten visitors take the principal leader's signature; one that came later does not count")
  func whoSigns() throws {
    let history = try Fixture.history()
    let group = [
      Fixture.registered("2026-05-08", persons: 10),
      Fixture.event(.received(.principal), "2026-05-08"),
      Fixture.event(Fixture.order(), "2026-05-08"),
      Fixture.event(.signed(Signature(level: .leader, by: "deputy")), "2026-05-14"),
    ]
    let late = Fixture.event(Fixture.reply, "2026-05-14T12:00:00+08:00")
    #expect(throws: IllegalCaseEvent.self) { try history.replay(group, adding: [late]) }
    let afterwards = Fixture.event(
      .signed(Signature(level: .principal, by: "head")), "2026-05-15")
    #expect(throws: IllegalCaseEvent.self) {
      try history.replay(group + [afterwards], adding: [late])
    }
  }

  @Test("A signature is of one order; the next body's late reply needs its own")
  func signatureOfOneOrder() throws {
    let events =
      Self.open + [
        Fixture.event(.signed(Signature(level: .leader, by: "head")), "2026-05-09"),
        Fixture.event(Fixture.order(2, body: "water"), "2026-05-10"),
      ]
    #expect(throws: IllegalCaseEvent.self) {
      try Fixture.history().replay(
        events, adding: [Fixture.event(Fixture.reply, "2026-05-16")])
    }
  }

  @Test("A bounce stops no clock and names nobody; the next body gets a clock of its own")
  func bounce() throws {
    let history = try Fixture.history()
    let bounce = Fixture.event(.bounced(Bounce(body: "housing", reasonHash: "ef")), "2026-05-10")
    let bounced = try history.replay(Self.open, adding: [bounce])
    #expect(bounced.state == .bounced)
    #expect(bounced.body == nil)
    #expect(bounced.course.bounces == ["housing"])
    #expect(bounced.clocks.allSatisfy { $0.ending == nil })
    #expect(throws: IllegalCaseEvent.bouncedBy(body: "housing")) {
      try history.replay(
        Self.open + [bounce], adding: [Fixture.event(Fixture.order(2), "2026-05-11")])
    }
    let events = Self.open + [bounce, Fixture.event(Fixture.order(2, body: "water"), "2026-05-11")]
    let sentOn = try history.replay(events)
    #expect(
      sentOn.clocks.filter { $0.id != "assign-2" }.map(\.dueOn?.description)
        == ["2026-05-15", "2026-05-13", "2026-05-16"])
    // The first body's clock ran out, but the reply is the second's and in time.
    let reply = [Fixture.event(Fixture.reply, "2026-05-15")]
    let replied = try history.replay(events, adding: reply)
    #expect(replied.state == .replied)
    #expect(!replied.lateReplyNeedsSignature)
  }

  @Test("Withdrawn stops the clocks; taken up again they begin anew, and it is counted")
  func reopened() throws {
    let events =
      Self.open + [
        Fixture.event(.withdrawn(Withdrawal(reasonHash: "ef")), "2026-05-09"),
        Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-05-20"),
      ]
    let status = try Fixture.history().replay(events)
    #expect(status.state == .reopened)
    #expect(status.body == "housing")
    #expect(status.course.reopenings == 1)
    let day = Fixture.day("2026-05-21")
    #expect(
      status.clocks.map {
        "\($0.id)/\($0.round) \($0.dueOn?.description ?? "-") \($0.state(asOf: day))"
      }
        == [
          "promise-7/1 2026-05-15 stopped", "reply-5/1 2026-05-13 stopped",
          "promise-7/2 2026-05-27 running", "reply-5/2 2026-05-25 running",
        ])
  }

  @Test("A call-back that reached the worker answers its clock; none changes the state")
  func callback() throws {
    let events =
      Self.open + [
        Fixture.event(.resolved(.wagesPaid), "2026-05-10"),
        Fixture.event(.calledBack(.unreached), "2026-05-11"),
      ]
    let history = try Fixture.history()
    #expect(try history.replay(events).clocks.last?.ending == nil, "nobody was reached")
    let status = try history.replay(
      events, adding: [Fixture.event(.calledBack(.unsatisfied), "2026-05-12")])
    #expect(status.state == .resolved)
    #expect(status.course.callbacks == [.unreached, .unsatisfied])
    #expect(status.clocks.last?.state(asOf: Fixture.day("2026-06-30")) == .met)
  }

  struct EarlyCallback: CustomTestStringConvertible, Sendable {
    let why: String
    let before: [CaseEvent]
    let state: CaseState
    var testDescription: String { why }
  }

  @Test(
    "Nobody is called back before a resolution; what was recorded of old stays",
    arguments: [
      EarlyCallback(why: "with a body", before: [], state: .dispatched),
      EarlyCallback(
        why: "answered, and nothing paid",
        before: [Fixture.event(Fixture.reply, "2026-05-09")], state: .replied),
      EarlyCallback(
        why: "resolved and taken up again",
        before: [
          Fixture.event(.resolved(.wagesPaid), "2026-05-09"),
          Fixture.event(.reopened(Reopening(reasonHash: "ef")), "2026-05-09T12:00:00+08:00"),
        ], state: .reopened),
    ])
  func earlyCallback(_ example: EarlyCallback) throws {
    let history = try Fixture.history()
    let events = Self.open + example.before
    let callback = Fixture.event(.calledBack(.satisfied), "2026-05-10")
    #expect(
      throws: IllegalCaseEvent.notAllowed(
        .calledBack, in: example.state, allowed: example.state.allowed)
    ) { try history.replay(events, adding: [callback]) }
    #expect(example.state.allowed.contains(.resolved), "what can be done instead")
    #expect(!example.state.allowed.contains(.calledBack))
    let resolved = Fixture.event(.resolved(.wagesPaid), "2026-05-11")
    let status = try history.replay(events + [callback], adding: [resolved])
    #expect(status.state == .resolved)
    #expect(status.course.callbacks == [.satisfied])
  }
}
