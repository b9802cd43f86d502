import CaseHandling
import CaseRoads
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("Random lives of cases")
struct RandomRoadTests {
  static func rules() throws -> WorkflowRules {
    WorkflowRules(
      policy: try Fixture.policy(), routing: try Fixture.routing(),
      calendar: WorkCalendar(
        entries: try CalendarFile.parse(
          WagewatchSchemas.text("calendars/cn.csv") ?? "", file: "cn.csv"),
        asOf: Fixture.day("2026-12-31")))
  }

  static let days = Fixture.day("2026-01-01")...Fixture.day("2026-08-31")

  @Test(
    "Whatever happens, a case is its events: replayed in whole or step by step, and no more due")
  func replayed() throws {
    let rules = try Self.rules()
    var roads = CaseRoads(rules: rules, seed: 1)
    for _ in 0..<200 {
      let life = try roads.life(within: Self.days)
      let status = try rules.status(of: life)
      #expect(try rules.status(of: life) == status)
      let last = life.map(\.effectiveAt.day).max() ?? Self.days.lowerBound
      let followUps = try rules.followUps(of: life, asOf: last)
      #expect(try rules.followUps(of: life + followUps, asOf: last).isEmpty)
      for clock in status.clocks { try expectRecounted(clock, rules) }
      #expect(status.clocks.allSatisfy { $0.ending != nil } || !status.state.isFinal)
    }
    // Nothing is typed in late here, so nothing is withdrawn.
    let possible = Set(CaseEventKind.allCases).subtracting([
      .merged, .rescheduled, .erased, .raiseWithdrawn, .breachWithdrawn,
    ])
    // Rare roads are come by later.
    for _ in 0..<500 where !possible.isSubset(of: roads.taken.keys) {
      _ = try roads.life(within: Self.days)
    }
    #expect(possible.subtracting(roads.taken.keys) == [], "every road was taken")
    #expect(roads.refused > 300)
  }

  /// A clock's due day is what a count from nothing gives, with its pauses and further days.
  private func expectRecounted(_ clock: CaseClock, _ rules: WorkflowRules) throws {
    guard let rule = rules.history.policy.clock(clock.id) else { return }
    let longer = try #require(
      DeadlineRule(
        days: rule.deadline.days + clock.extendedBy, kind: rule.deadline.kind,
        roll: rule.deadline.roll))
    let counted = try Deadline(
      from: clock.startsOn, rule: longer, calendar: rules.history.calendar, pauses: clock.paused)
    #expect(clock.dueOn == counted.dueOn)
    #expect(clock.deadline.counted == counted.counted)
    #expect(clock.deadline.skipped == counted.skipped)
    #expect(clock.extendedBy <= rule.extensions?.mostDays ?? 0)
    #expect(
      clock.paused.allSatisfy {
        $0.upperBound.days(since: $0.lowerBound) < rule.pause?.mostDays ?? 0
      })
  }

  @Test("A late answer stands only with a signature")
  func signedAnswers() throws {
    let rules = try Self.rules()
    var roads = CaseRoads(rules: rules, seed: 2)
    for _ in 0..<60 {
      let life = try roads.life(within: Self.days)
      for (index, event) in life.enumerated() where event.act.kind == .replied {
        // As it stood at the moment of the answer, whatever was recorded first.
        let before = try rules.status(
          of: life[..<index].filter { $0.effectiveAt <= event.effectiveAt })
        let late = before.clocks.contains {
          $0.id == "reply-5" && $0.ending == nil
            && $0.dueOn.map { $0 < event.effectiveAt.day } ?? false
            && $0.body == before.orders.last?.order.body
        }
        #expect(!late || (before.course.signedBy ?? .officer) >= .leader)
      }
    }
  }
}
