import WageDomain

/// What a state alone cannot tell: levels (N8), signatures (N9), the resolution standard (N14), what
/// the policy lets be extended or paused.
extension CaseReplay {
  func checkConditions(of event: CaseEvent) throws(IllegalCaseEvent) {
    let day = event.effectiveAt.day
    switch event.act {
    case .received(let level):
      guard level >= receptionLevel else {
        throw .receptionBelow(demanded: receptionLevel, found: level)
      }
    case .unlinked(let unlinking): try checkLeaving(unlinking.complaintNo)
    case .dispatched(let order): try checkDispatch(order)
    case .signed: guard orderInForce != nil else { throw .nothingToSign }
    case .replied: try checkSignature(of: event.act, on: day)
    case .resolved(let resolution): try check(resolution, on: day)
    case .extended(let more): try check(more, on: day)
    case .paused, .resumed: try checkPause(event.act, on: day)
    case .instalmentPaid(let number): try checkInstalment(number)
    case .escalated(let escalation): try check(escalation)
    case .accepted(let forum), .concluded(let forum, _): try checkForum(forum, event.act)
    case .advanced(let advance): try check(advance, on: day)
    case .recovered(let recovery): try check(recovery)
    case .closed: try checkNothingPromised()
    default: return
    }
  }

  private func checkDispatch(_ order: TransferOrder) throws(IllegalCaseEvent) {
    // Once an order is out the visitors were received; a larger head-count then raises the
    // handling level only.
    if orderInForce == nil, receptionLevel > .officer, (receivedBy ?? .officer) < receptionLevel {
      throw .notReceived(demanded: receptionLevel)
    }
    if orderInForce?.order.body == order.body, state == .dispatched || state == .bounced {
      throw state == .bounced
        ? .bouncedBy(body: order.body) : .alreadyWith(body: order.body)
    }
  }

  /// N9: "what cannot be resolved in time needs a leader's signature on the order before the reply".
  private func checkSignature(of act: CaseAct, on day: Day) throws(IllegalCaseEvent) {
    for clock in clocks where clock.ending == nil {
      // Another body's clock, from before the case was sent on, is not this body's to answer for.
      guard let dueOn = clock.deadline.dueOn, dueOn < day,
        clock.body == nil || clock.body == orderInForce?.order.body,
        let rule = policy.clock(clock.id), let late = rule.lateAnswer,
        rule.stops.contains(where: { $0.fits(act) })
      else { continue }
      let demanded = max(late.signedBy, receptionLevel)
      guard (course.signedBy ?? .officer) >= demanded else {
        throw .unsigned(clock: clock.id, dueOn: dueOn, demanded: demanded)
      }
    }
  }

  private func check(_ resolution: Resolution, on day: Day) throws(IllegalCaseEvent) {
    guard policy.resolutions.contains(resolution.kind) else {
      throw .notAResolution(resolution.kind, accepted: policy.resolutions)
    }
    guard case .repaymentAgreement(let agreement) = resolution else { return }
    for instalment in agreement.instalments where instalment.dueOn <= day {
      throw .instalmentNotAfter(day, found: instalment.dueOn)
    }
  }

  private func check(_ more: ClockExtension, on day: Day) throws(IllegalCaseEvent) {
    let running = clocks.filter { $0.ending == nil }
    guard let clock = running.last(where: { $0.id == more.clock }) else {
      throw .notRunning(clock: more.clock, running: running.map(\.id))
    }
    guard let rule = policy.clock(clock.id)?.extensions else {
      throw .notExtendable(
        clock: clock.id, extendable: policy.clocks.filter { $0.extensions != nil }.map(\.id))
    }
    if let dueOn = clock.deadline.dueOn, dueOn < day {
      throw .extendedTooLate(clock: clock.id, dueOn: dueOn)
    }
    guard more.days >= 1, clock.extendedBy + more.days <= rule.mostDays else {
      throw .extendedTooFar(
        clock: clock.id, days: more.days, left: max(0, rule.mostDays - clock.extendedBy))
    }
  }

  private func checkPause(_ act: CaseAct, on day: Day) throws(IllegalCaseEvent) {
    let pausedOn = course.pausedOn
    guard act.kind == .paused else {
      guard pausedOn != nil else { throw .notPaused }
      return
    }
    if let pausedOn { throw .alreadyPaused(since: pausedOn) }
    guard clocks.contains(where: { $0.ending == nil && $0.pause != nil }) else {
      throw .nothingToPause(
        pausable: policy.clocks.filter { $0.pause != nil }.map(\.id),
        running: clocks.filter { $0.ending == nil }.map(\.id))
    }
  }

  /// What is before an authority is not taken there again: its clocks would begin anew, and what they
  /// have run out for would be lost. Another county is another authority.
  private func check(_ escalation: Escalation) throws(IllegalCaseEvent) {
    guard let before = submissions[escalation.forum], before.concludedOn == nil,
      let takenOn = before.takenOn, before.county == escalation.county
    else { return }
    let acts = [CaseAct.escalated(escalation), .accepted(escalation.forum)]
    let ids = policy.clocks.filter { rule in
      acts.contains { act in rule.starts.contains { $0.forum != nil && $0.fits(act) } }
    }.map(\.id)
    let clock = clocks.last {
      $0.ending == nil && ids.contains($0.id) && $0.from >= takenUpAt.day
    }
    guard clock != nil || before.acceptedOn != nil else { return }
    throw .alreadyBefore(
      escalation.forum, since: takenOn, acceptedOn: before.acceptedOn, clock: clock?.id)
  }

  private func checkForum(_ forum: Forum, _ act: CaseAct) throws(IllegalCaseEvent) {
    guard course.forums.contains(forum) else {
      throw .notTakenTo(forum, takenTo: course.forums)
    }
    guard act.kind == .accepted else {
      if let on = submissions[forum]?.concludedOn { throw .alreadyConcluded(forum, on: on) }
      return
    }
    let started = policy.clocks.filter { $0.starts.contains { $0.fits(act) } }.map(\.id)
    if let clock = clocks.first(where: { $0.ending == nil && started.contains($0.id) }) {
      throw .alreadyAccepted(forum, clock: clock.id)
    }
  }

  private func checkInstalment(_ number: Int) throws(IllegalCaseEvent) {
    let unpaid = course.instalments.filter { $0.paidAt == nil }
    let payable = unpaid.filter { $0.voidOn == nil }.map(\.number)
    guard !payable.contains(number) else { return }
    if let voidOn = unpaid.first(where: { $0.number == number })?.voidOn {
      throw .instalmentVoid(number, since: voidOn, unpaid: payable)
    }
    throw .noUnpaidInstalment(number, unpaid: payable)
  }

  /// An agreement resolves a case (N14), but money that is promised is still owed.
  private func checkNothingPromised() throws(IllegalCaseEvent) {
    let running = clocks.filter { $0.id == CaseClock.instalment && $0.ending == nil }
    guard running.isEmpty else { throw .instalmentsUnpaid(running.map(\.round)) }
    let late = course.instalments.filter { plan in
      !plan.isBroken && plan.voidOn == nil && plan.paidAt != nil && !plan.isPaidInTime
    }
    guard late.isEmpty else { throw .instalmentsLate(late.map(\.number)) }
  }
}
