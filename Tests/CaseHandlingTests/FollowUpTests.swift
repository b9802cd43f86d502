import CaseHandling
import Testing
import WageDomain

@Suite("Overdue clocks raise a case, each exactly once")
struct FollowUpTests {
  static let open = [
    Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-09"),
  ]

  private func raised(_ events: [CaseEvent]) -> [String] {
    events.map { event in
      guard case .raised(let step) = event.act else { return "?" }
      return
        "\(step.clock)/\(step.round)/\(step.step) \(step.level.rawValue) \(event.effectiveAt.day)"
    }
  }

  @Test("Nothing on the due day, one step the next civil day, at its beginning")
  func dayAfter() throws {
    let history = try Fixture.history()
    #expect(try history.followUps(of: Self.open, asOf: Fixture.day("2026-05-14")).isEmpty)
    let steps = try history.followUps(of: Self.open, asOf: Fixture.day("2026-05-15"))
    #expect(raised(steps) == ["reply-5/1/1 leader 2026-05-15"])
    #expect(steps.first?.effectiveAt == Fixture.at("2026-05-15T00:00:00+08:00"))
    #expect(steps.first?.actor == CaseEvent.policyActor)
    #expect(try history.replay(Self.open + steps).level == .leader)
  }

  @Test("Run every night, twice a night, or after missed days: the same events")
  func missedDays() throws {
    let history = try Fixture.history()
    var nightly = Self.open
    for night in 0..<30 {
      let day = Fixture.day("2026-05-08").adding(days: night)
      nightly += try history.followUps(of: nightly, asOf: day)
      #expect(try history.followUps(of: nightly, asOf: day).isEmpty)
    }
    let once = try history.followUps(of: Self.open, asOf: Fixture.day("2026-06-06"))
    #expect(Array(nightly.dropFirst(2)) == once)
    #expect(
      raised(once)
        == ["reply-5/1/1 leader 2026-05-15", "promise-7/1/1 principal 2026-05-16"])
  }

  @Test("Two clocks that run out on one day raise the case one level, with an event for each")
  func sameDay() throws {
    let events = [
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-10"),
    ]
    let steps = try Fixture.history().followUps(of: events, asOf: Fixture.day("2026-05-20"))
    #expect(
      raised(steps) == ["promise-7/1/1 leader 2026-05-16", "reply-5/1/1 leader 2026-05-16"])
  }

  @Test("The principal leader has nobody above; the step is recorded all the same")
  func topLevel() throws {
    let steps = try Fixture.history().followUps(
      of: [Fixture.registered("2026-05-08", persons: 10)], asOf: Fixture.day("2026-05-20"))
    #expect(raised(steps) == ["promise-7/1/1 principal 2026-05-16"])
  }

  @Test("Answered in time: no step. Answered late, before the night came: the step is still due")
  func answered() throws {
    let history = try Fixture.history()
    let inTime =
      Self.open + [
        Fixture.event(Fixture.reply, "2026-05-14T18:00:00+08:00"),
        Fixture.event(.resolved(.wagesPaid), "2026-05-15"),
      ]
    #expect(try history.followUps(of: inTime, asOf: Fixture.day("2026-07-01")).isEmpty)
    let late =
      Self.open + [
        Fixture.event(Fixture.reply, "2026-05-16"),
        Fixture.event(.resolved(.wagesPaid), "2026-05-15"),
        Fixture.event(.closed, "2026-05-17"),
      ]
    let steps = try history.followUps(of: late, asOf: Fixture.day("2026-07-01"))
    #expect(raised(steps) == ["reply-5/1/1 leader 2026-05-15"])
    #expect(try history.replay(late + steps).state == .closed)
  }

  @Test("Closed before the clock ran out: no step, ever")
  func closedInTime() throws {
    let closed =
      Self.open + [
        Fixture.event(.resolved(.wagesPaid), "2026-05-10"), Fixture.event(.closed, "2026-05-10"),
      ]
    #expect(
      try Fixture.history().followUps(of: closed, asOf: Fixture.day("2027-01-01")).isEmpty)
  }

  @Test("A new round of a clock has a step of its own")
  func rounds() throws {
    let events = Self.open + [Fixture.event(Fixture.order(2, body: "water"), "2026-05-12")]
    let steps = try Fixture.history().followUps(of: events, asOf: Fixture.day("2026-05-18"))
    #expect(
      raised(steps) == [
        "reply-5/1/1 leader 2026-05-15", "promise-7/1/1 principal 2026-05-16",
        "reply-5/2/1 principal 2026-05-18",
      ])
  }
}
