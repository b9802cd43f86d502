import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@testable import CaseRoads

@Suite("A raise that turns out to have been for nothing is withdrawn, and both events stay")
struct WithdrawnRaiseTests {
  /// The reply is due on 14 May, the promise on 15 May.
  private static let open = [
    Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-09"),
  ]

  /// With days that a leader may add to a reply.
  private func history() throws -> CaseHistory {
    let starts = "starts: [dispatched, reopened, breached]\n    days: 5\n"
    let shipped = WagewatchSchemas.text("workflows/nanxun.yaml") ?? ""
    return CaseHistory(
      policy: try WorkflowFile.read(
        shipped.replacing(
          starts, with: starts + "    extension: { most_days: 10, source: assumption }\n"),
        file: "nanxun.yaml"),
      calendar: Fixture.emptyCalendar)
  }

  private func night(_ events: [CaseEvent], _ day: String) throws -> [CaseEvent] {
    try events + history().followUps(of: events, asOf: Fixture.day(day))
  }

  private func words(_ events: [CaseEvent]) -> [String] {
    events.compactMap { event in
      switch event.act {
      case .raised(let step): "+\(step.clock) \(step.level.rawValue) \(event.effectiveAt.day)"
      case .raiseWithdrawn(let raise):
        "-\(raise.step.clock) \(raise.why.rawValue) \(event.effectiveAt.day)"
      default: nil
      }
    }
  }

  @Test("A reply of the due day, typed in late: the raise is withdrawn at its own moment, once")
  func answered() throws {
    let history = try history()
    var events = try night(Self.open, "2026-05-15")
    #expect(try history.replay(events).level == .leader)
    events.append(Fixture.event(Fixture.reply, "2026-05-14T17:00:00+08:00"))
    let status = try history.replay(events)
    #expect(status.level == .officer)
    #expect(status.raises.isEmpty)
    #expect(words(status.withdrawals) == ["-reply-5 ended 2026-05-15"])
    events = try night(events, "2026-05-15")
    #expect(words(events) == ["+reply-5 leader 2026-05-15", "-reply-5 ended 2026-05-15"])
    #expect(try history.replay(events).withdrawals.isEmpty)
    #expect(try night(events, "2026-05-15") == events)
  }

  @Test("What was raised after it counts from what stands")
  func later() throws {
    let history = try history()
    var events = try night(Self.open, "2026-05-17")
    #expect(words(events) == ["+reply-5 leader 2026-05-15", "+promise-7 principal 2026-05-16"])
    events.append(Fixture.event(Fixture.reply, "2026-05-14T17:00:00+08:00"))
    #expect(try history.replay(events).level == .leader)
    events = try night(events, "2026-05-17")
    #expect(try history.replay(events).level == .leader)
    #expect(try night(events, "2026-06-30") == events)
  }

  @Test("Whatever is typed in late, a case stands as if it had been typed in on its day")
  func asOnItsDay() throws {
    let rules = try RandomRoadTests.rules()
    var roads = CaseRoads(rules: rules, seed: 11)
    var withdrawn = 0
    for _ in 0..<400 {
      let life = try roads.life(within: RandomRoadTests.days)
      let last = life.map(\.effectiveAt.day).max() ?? RandomRoadTests.days.lowerBound
      let moment = Instant(
        day: life[0].effectiveAt.day.adding(days: 1 + roads.pick(below: 12)), secondOfDay: 3_600)
      let act: CaseAct = roads.pick(below: 2) == 0 ? Fixture.reply : .resolved(.wagesPaid)
      let late = CaseEvent(act, effectiveAt: moment, actor: "clerk")
      guard moment.day <= last, (try? rules.status(of: life, adding: [late])) != nil else {
        continue
      }
      let all = try [late] + rules.status(of: life + [late]).withdrawals
      let typedInLate = try life + all + rules.followUps(of: life + all, asOf: last)
      withdrawn += typedInLate.count { $0.act.kind == .raiseWithdrawn }
      let known = life.filter { $0.act.kind != .raised } + [late]
      guard let demanded = try? rules.followUps(of: known, asOf: last) else { continue }
      let (found, expected) = try (
        rules.status(of: typedInLate), rules.status(of: known + demanded)
      )
      #expect(found.level == expected.level)
      #expect(found.withdrawals.isEmpty)
      func steps(_ status: CaseStatus) -> Set<String> {
        Set(status.raises.map { "\($0.clock) \($0.startsOn?.description ?? "-") \($0.step)" })
      }
      #expect(steps(found) == steps(expected))
      #expect(try rules.followUps(of: typedInLate, asOf: last).isEmpty)
    }
    #expect(withdrawn > 20, "\(withdrawn)")
  }

  @Test("A late reply takes nothing back")
  func late() throws {
    let reply = Fixture.event(Fixture.reply, "2026-05-15T08:00:00+08:00")
    let status = try history().replay(night(Self.open, "2026-05-15") + [reply])
    #expect(status.level == .leader)
    #expect(status.withdrawals.isEmpty)
  }

  @Test("More days that were given in time and typed in late: withdrawn, and raised again later")
  func extended() throws {
    let more = ClockExtension(clock: "reply-5", days: 10, approver: "head", reasonHash: "00")
    var events = try night(Self.open, "2026-05-15")
    events.append(Fixture.event(.extended(more), "2026-05-14"))
    events = try night(events, "2026-05-15")
    #expect(words(events) == ["+reply-5 leader 2026-05-15", "-reply-5 moved 2026-05-15"])
    events = try night(events, "2026-05-25")
    #expect(
      words(events).suffix(2) == ["+promise-7 leader 2026-05-16", "+reply-5 principal 2026-05-25"])
    #expect(try night(events, "2026-05-25") == events)
    #expect(try history().replay(events).level == .principal)
  }

  @Test("A breach that was none: what its clocks had raised is withdrawn")
  func breach() throws {
    let plan = RepaymentAgreement(
      fileHash: "ab",
      instalments: [Instalment(dueOn: Fixture.day("2026-06-10"), amount: Money(fen: 1))])
    var events =
      Self.open + [
        Fixture.event(Fixture.reply, "2026-05-10"),
        Fixture.event(.resolved(.repaymentAgreement(plan)), "2026-05-11"),
      ]
    events = try night(events, "2026-07-01")
    #expect(try history().replay(events).level > .officer)
    events.append(Fixture.event(.instalmentPaid(1), "2026-06-09"))
    events = try night(events, "2026-07-01")
    let withdrawn = words(events).filter { $0.hasPrefix("-") }
    #expect(!withdrawn.isEmpty)
    #expect(withdrawn.allSatisfy { $0.contains(" gone ") })
    let status = try history().replay(events)
    #expect(status.level == .officer)
    #expect(status.withdrawals.isEmpty)
  }
}
