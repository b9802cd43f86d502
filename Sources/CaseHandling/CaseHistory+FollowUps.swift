public import WageDomain

extension CaseHistory {
  /// The events that overdue clocks demand by the end of `day` and that are not there yet: the steps
  /// of a clock's ladder, and the breach of a repayment plan with the first instalment unpaid. Before
  /// them come the withdrawals of steps that turned out to be none.
  ///
  /// Each takes effect at its legal moment, the beginning of the first civil day that is late
  /// enough for its step, however late the nightly run comes. A step is identified by clock, round
  /// and number, so there is one event for each whether the run came twice or missed three days.
  /// A clock that ended after the moment was overdue at the moment, and its step is still due.
  ///
  /// - Returns: withdrawals first; then by moment, then in the policy's order.
  /// - Throws: as ``replay(_:)``.
  public func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent] {
    try demands(of: events, asOf: day).followUps
  }

  /// The follow-ups, and the status that the events amount to with them.
  ///
  /// One replay answers both: what is demanded takes effect after what was recorded, nearly always,
  /// and the replay goes on with it. Else it begins anew.
  ///
  /// - Throws: as ``replay(_:adding:)`` with the follow-ups.
  public func judgement(of events: [CaseEvent], asOf day: Day) throws -> CaseJudgement {
    let demands = try demands(of: events, asOf: day)
    let followUps = demands.followUps
    var replay = demands.replay
    guard followUps.allSatisfy({ $0.effectiveAt >= replay.latest }) else {
      return CaseJudgement(
        followUps: followUps, status: try self.replay(events, adding: followUps))
    }
    for event in Self.byMoment(followUps) { try replay.apply(event, isChecked: true) }
    return CaseJudgement(followUps: followUps, status: replay.status)
  }

  /// What is demanded, and a replay of the events alone.
  private func demands(
    of events: [CaseEvent], asOf day: Day
  ) throws -> (followUps: [CaseEvent], replay: CaseReplay) {
    let recorded = try replayed(events)
    let breaches = Self.breaches(in: recorded, asOf: day)
    let standing = breaches.isEmpty ? recorded : try replayed(events + breaches)
    let withdrawals = standing.withdrawals
    var missing = breaches
    for due in stepsDue(in: standing, asOf: day) {
      // The level in force just before the moment, so that two clocks that run out together raise
      // a case one level, not two.
      let isAsItStands =
        recorded.latest < due.moment && missing.allSatisfy { $0.effectiveAt >= due.moment }
      let level =
        isAsItStands
        ? standing.level
        : try replayed((events + withdrawals + missing).filter { $0.effectiveAt < due.moment })
          .level
      let step = OverdueStep(
        clock: due.clock.id, round: due.clock.round, startsOn: due.clock.from, step: due.step,
        dueOn: due.dueOn, level: level.next)
      missing.append(
        CaseEvent(.raised(step), effectiveAt: due.moment, actor: CaseEvent.policyActor))
    }
    return (withdrawals + missing, recorded)
  }

  /// Of one moment in their own order: Swift's sort is stable.
  private static func byMoment(_ events: [CaseEvent]) -> [CaseEvent] {
    events.count < 2 ? events : events.sorted { $0.effectiveAt < $1.effectiveAt }
  }

  /// A plan breaks once: the other instalments are void after that. One that was paid late broke the
  /// plan too, whether or not a night came before the payment.
  private static func breaches(in replay: CaseReplay, asOf day: Day) -> [CaseEvent] {
    let course = replay.course
    guard replay.state == .resolved || replay.state.isOpen && course.isOpenForNothing else {
      return []
    }
    let broken = course.instalments.filter { $0.isBroken || $0.voidOn != nil && !$0.isCovered }
      .map(\.number)
    let unpaid = replay.clocks.compactMap { clock -> BrokenInstalment? in
      guard clock.id == CaseClock.instalment, let dueOn = clock.deadline.dueOn, dueOn < day,
        isUnpaid(clock, after: dueOn), !broken.contains(clock.round),
        course.unpaid(of: replay.details.amount, by: dueOn) != .zero
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
  private static func isUnpaid(_ clock: RunningClock, after dueOn: Day) -> Bool {
    switch clock.ending {
    case nil: true
    case .answered(let at)?: at.day > dueOn
    // Nothing was owed any more; whether too late, the days of payment tell.
    case .stopped(let at)?: at.day > dueOn
    }
  }

  private struct StepDue {
    let clock: RunningClock
    let dueOn: Day
    let step: Int
    let moment: Instant
  }

  private func stepsDue(in replay: CaseReplay, asOf day: Day) -> [StepDue] {
    var steps: [StepDue] = []
    for clock in replay.clocks {
      guard let dueOn = clock.deadline.dueOn, let place = clock.place else { continue }
      for index in rules.clocks[place].ladder.indices {
        guard let moment = replay.moment(ofStep: index + 1, of: clock) else { continue }
        let wasRunning = clock.ending.map { $0.at >= moment } ?? true
        guard moment.day <= day, wasRunning,
          !replay.raises.contains(where: { raise in
            raise.step.step == index + 1 && raise.step.isOf(clock) && replay.stands(raise)
          })
        else { continue }
        steps.append(StepDue(clock: clock, dueOn: dueOn, step: index + 1, moment: moment))
      }
    }
    // Swift's sort is stable: equal moments keep the policy's order.
    return steps.sorted { $0.moment < $1.moment }
  }
}

extension OverdueStep {
  /// Whether it was a step of this round of a clock.
  fileprivate func isOf(_ round: RunningClock) -> Bool {
    guard clock == round.id else { return false }
    return startsOn.map { $0 == round.from } ?? (self.round == round.round)
  }
}
