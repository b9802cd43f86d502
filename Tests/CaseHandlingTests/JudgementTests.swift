import CaseHandling
import Testing
import WageDomain

@testable import CaseRoads

@Suite("What a night demands of a case")
struct JudgementTests {
  @Test("However late the night, one replay finds what replays from nothing find")
  func asFromNothing() throws {
    let rules = try RandomRoadTests.rules()
    var roads = CaseRoads(rules: rules, seed: 7)
    var demanded = 0
    var late = 0
    for _ in 0..<150 {
      let life = try roads.life(within: RandomRoadTests.days)
      let known = Array(life.prefix(1 + roads.pick(below: life.count)))
      // As by clerks: what earlier nights demanded may be missing.
      let events = roads.pick(below: 2) == 0 ? known : known.filter { $0.act.kind != .raised }
      let first = known[0].effectiveAt.day
      let day = first.adding(days: roads.pick(below: 60))
      guard let followUps = try? NaiveNight(rules: rules).followUps(of: events, asOf: day) else {
        #expect(throws: IllegalCaseEvent.self) { try rules.judgement(of: events, asOf: day) }
        continue
      }
      #expect(try rules.followUps(of: events, asOf: day) == followUps)
      demanded += followUps.count
      late += followUps.count { event in events.contains { $0.effectiveAt > event.effectiveAt } }
      guard let status = try? rules.status(of: events, adding: followUps) else {
        #expect(throws: IllegalCaseEvent.self) { try rules.judgement(of: events, asOf: day) }
        continue
      }
      #expect(
        try rules.judgement(of: events, asOf: day)
          == CaseJudgement(followUps: followUps, status: status))
    }
    #expect(demanded > 50)
    #expect(late > 10, "some moments lie before events that are recorded already")
  }
}

/// The demands of a night by nothing but whole replays.
private struct NaiveNight {
  let rules: WorkflowRules

  func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent] {
    let breaches = breach(in: try rules.status(of: events), asOf: day)
    let withdrawals = try rules.status(of: events + breaches).withdrawals
    var all = events + withdrawals + breaches
    for due in stepsDue(in: try rules.status(of: all), asOf: day) {
      let before = try rules.status(of: all.filter { $0.effectiveAt < due.moment })
      let step = OverdueStep(
        clock: due.clock.id, round: due.clock.round, startsOn: due.clock.startsOn, step: due.step,
        dueOn: due.dueOn, level: before.level.next)
      all.append(
        CaseEvent(.raised(step), effectiveAt: due.moment, actor: CaseEvent.policyActor))
    }
    return Array(all.dropFirst(events.count))
  }

  private func breach(in status: CaseStatus, asOf day: Day) -> [CaseEvent] {
    guard status.state == .resolved else { return [] }
    let broken = status.course.instalments.filter(\.isBroken).map(\.number)
    let unpaid = status.clocks.filter { clock in
      let isInTime: Bool? =
        switch clock.ending {
        case nil: false
        case .answered(let at)?: clock.dueOn.map { at.day <= $0 }
        case .stopped?: true
        }
      return clock.id == CaseClock.instalment && !broken.contains(clock.round)
        && isInTime == false && clock.dueOn.map { $0 < day } ?? false
    }
    let first = unpaid.compactMap { clock in
      clock.dueOn.map { BrokenInstalment(number: clock.round, dueOn: $0) }
    }.min { ($0.dueOn, $0.number) < ($1.dueOn, $1.number) }
    return first.map {
      [
        CaseEvent(
          .breached($0), effectiveAt: Instant(day: $0.dueOn.adding(days: 1)),
          actor: CaseEvent.policyActor)
      ]
    } ?? []
  }

  private struct StepDue {
    let clock: CaseClock
    let dueOn: Day
    let step: Int
    let moment: Instant
  }

  private func stepsDue(in status: CaseStatus, asOf day: Day) -> [StepDue] {
    status.clocks.flatMap { clock -> [StepDue] in
      guard let dueOn = clock.dueOn, let rule = rules.history.policy.clock(clock.id) else {
        return []
      }
      return rule.ladder.enumerated().compactMap { index, rung in
        let moment = Instant(day: dueOn.adding(days: rung.daysAfterDue))
        let isRecorded = status.raises.contains { raise in
          raise.clock == clock.id && raise.step == index + 1
            && (raise.startsOn ?? clock.startsOn) == clock.startsOn
        }
        guard moment.day <= day, clock.ending?.at ?? moment >= moment, !isRecorded else {
          return nil
        }
        return StepDue(clock: clock, dueOn: dueOn, step: index + 1, moment: moment)
      }
    }.sorted { $0.moment < $1.moment }
  }
}
