public import WageDomain

extension CaseHistory {
  /// The events that overdue clocks demand by the end of `day` and that are not there yet.
  ///
  /// Each takes effect at its legal moment, the beginning of the first civil day that is late
  /// enough for its step, however late the nightly run comes. A step is identified by clock, round
  /// and number, so there is one event for each whether the run came twice or missed three days.
  /// A clock that ended after the moment was overdue at the moment, and its step is still due.
  ///
  /// - Returns: by moment, then in the policy's order.
  /// - Throws: as ``replay(_:)``.
  public func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent] {
    let status = try replay(events)
    var all = events
    var missing: [CaseEvent] = []
    for due in stepsDue(in: status, asOf: day) {
      // The level in force just before the moment, so that two clocks that run out together raise
      // a case one level, not two.
      let level = try replay(all.filter { $0.effectiveAt < due.moment }).level
      let step = OverdueStep(
        clock: due.clock.id, round: due.clock.round, step: due.step, dueOn: due.clock.dueOn,
        level: level.next)
      let event = CaseEvent(
        .raised(step), effectiveAt: due.moment, actor: CaseEvent.policyActor)
      all.append(event)
      missing.append(event)
    }
    return missing
  }

  private struct StepDue {
    let clock: CaseClock
    let step: Int
    let moment: Instant
  }

  private func stepsDue(in status: CaseStatus, asOf day: Day) -> [StepDue] {
    var steps: [StepDue] = []
    for clock in status.clocks {
      let ladder = policy.clocks.first { $0.id == clock.id }?.ladder ?? []
      for (index, rung) in ladder.enumerated() {
        let lateOn = clock.dueOn.adding(days: rung.daysAfterDue)
        let moment = Instant(day: lateOn)
        let wasRunning = clock.ending.map { $0.at >= moment } ?? true
        let isRecorded = status.raises.contains {
          $0.clock == clock.id && $0.round == clock.round && $0.step == index + 1
        }
        if lateOn <= day, wasRunning, !isRecorded {
          steps.append(StepDue(clock: clock, step: index + 1, moment: moment))
        }
      }
    }
    // Swift's sort is stable: equal moments keep the policy's order.
    return steps.sorted { $0.moment < $1.moment }
  }
}
