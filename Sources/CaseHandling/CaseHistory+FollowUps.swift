public import WageDomain

extension CaseHistory {
  /// The events that overdue clocks demand by the end of `day` and that are not there yet: the steps
  /// of a clock's ladder, and the breach of a repayment plan with the first instalment unpaid.
  ///
  /// Each takes effect at its legal moment, the beginning of the first civil day that is late
  /// enough for its step, however late the nightly run comes. A step is identified by clock, round
  /// and number, so there is one event for each whether the run came twice or missed three days.
  /// A clock that ended after the moment was overdue at the moment, and its step is still due.
  ///
  /// - Returns: by moment, then in the policy's order.
  /// - Throws: as ``replay(_:)``.
  public func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent] {
    var status = try replay(events)
    let breaches = Self.breaches(in: status, asOf: day)
    var all = events + breaches
    var missing = breaches
    if !breaches.isEmpty { status = try replay(all) }
    for due in stepsDue(in: status, asOf: day) {
      // The level in force just before the moment, so that two clocks that run out together raise
      // a case one level, not two.
      let before = all.filter { $0.effectiveAt < due.moment }
      let isAsItStands =
        before.count == events.count && events.allSatisfy { $0.effectiveAt < due.moment }
      let level = isAsItStands ? status.level : try replay(before).level
      let step = OverdueStep(
        clock: due.clock.id, round: due.clock.round, startsOn: due.clock.startsOn, step: due.step,
        dueOn: due.dueOn, level: level.next)
      let event = CaseEvent(
        .raised(step), effectiveAt: due.moment, actor: CaseEvent.policyActor)
      all.append(event)
      missing.append(event)
    }
    return missing
  }

  /// A plan breaks once: the other instalments are void after that. One that was paid late broke the
  /// plan too, whether or not a night came before the payment.
  private static func breaches(in status: CaseStatus, asOf day: Day) -> [CaseEvent] {
    guard status.state == .resolved else { return [] }
    let broken = status.course.instalments.filter(\.isBroken).map(\.number)
    let unpaid = status.clocks.compactMap { clock -> BrokenInstalment? in
      guard clock.id == CaseClock.instalment, let dueOn = clock.dueOn, dueOn < day,
        isUnpaid(clock, after: dueOn), !broken.contains(clock.round)
      else { return nil }
      return BrokenInstalment(number: clock.round, dueOn: dueOn)
    }
    guard let first = unpaid.min(by: { ($0.dueOn, $0.number) < ($1.dueOn, $1.number) }) else {
      return []
    }
    return [
      CaseEvent(
        .breached(first), effectiveAt: Instant(day: first.dueOn.adding(days: 1)),
        actor: CaseEvent.policyActor)
    ]
  }

  /// At the end of its due day.
  private static func isUnpaid(_ clock: CaseClock, after dueOn: Day) -> Bool {
    switch clock.ending {
    case nil: true
    case .answered(let at)?: at.day > dueOn
    case .stopped?: false
    }
  }

  private struct StepDue {
    let clock: CaseClock
    let dueOn: Day
    let step: Int
    let moment: Instant
  }

  private func stepsDue(in status: CaseStatus, asOf day: Day) -> [StepDue] {
    var steps: [StepDue] = []
    for clock in status.clocks {
      guard let dueOn = clock.dueOn else { continue }
      let ladder = policy.clock(clock.id)?.ladder ?? []
      for (index, rung) in ladder.enumerated() {
        let lateOn = dueOn.adding(days: rung.daysAfterDue)
        let moment = Instant(day: lateOn)
        let wasRunning = clock.ending.map { $0.at >= moment } ?? true
        let isRecorded = status.raises.contains { $0.isOf(clock) && $0.step == index + 1 }
        if lateOn <= day, wasRunning, !isRecorded {
          steps.append(StepDue(clock: clock, dueOn: dueOn, step: index + 1, moment: moment))
        }
      }
    }
    // Swift's sort is stable: equal moments keep the policy's order.
    return steps.sorted { $0.moment < $1.moment }
  }
}

extension OverdueStep {
  /// Whether it was a step of this round of a clock.
  fileprivate func isOf(_ round: CaseClock) -> Bool {
    guard clock == round.id else { return false }
    return startsOn.map { $0 == round.startsOn } ?? (self.round == round.round)
  }
}
