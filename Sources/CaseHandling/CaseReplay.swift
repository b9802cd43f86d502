import WageDomain

/// One replay under way: what the events so far amount to.
struct CaseReplay {
  let rules: ReplayRules
  let registeredAt: Instant

  private(set) var state = CaseState.registered
  private(set) var course = CaseCourse()
  private(set) var orders: [IssuedOrder] = []
  private(set) var clocks: [RunningClock] = []
  private(set) var receivedBy: CaseLevel?
  /// By complaint, in the order they joined.
  private var complaints: [RegisteredComplaint]
  /// The largest head-count ever known: a level once demanded is not taken back by a smaller number.
  private var mostPersons: Int64?
  /// On record and not withdrawn, by moment.
  private(set) var raises: [RecordedRaise] = []
  /// Whether a raise was withdrawn.
  private(set) var hasWithdrawn = false
  /// Breaches on record that were none, and not withdrawn.
  private(set) var voidBreaches: [CaseEvent] = []
  /// When such a breach opened the case, as it was recorded; nil while none did.
  private var openedForNothingAt: Instant?
  private var resolution: Resolution?
  private var mergedInto: String?
  /// When it was last taken up again; until then its registration.
  private(set) var takenUpAt: Instant
  /// What each authority did since the case was last taken up; none of a case taken up again.
  private(set) var submissions: [Forum: Submission] = [:]
  /// The latest moment of what was applied.
  private(set) var latest: Instant

  init(rules: ReplayRules, complaint: RegisteredComplaint, at: Instant) {
    self.rules = rules
    registeredAt = at
    latest = at
    takenUpAt = at
    complaints = [complaint]
    mostPersons = complaint.details.persons
  }

  var policy: WorkflowPolicy { rules.policy }

  /// Who has it; nil before the first order and after a bounce.
  var body: String? { course.isBackWithNobody ? nil : orderInForce?.order.body }

  /// The last transfer order that is not moot.
  var orderInForce: IssuedOrder? { course.orderInForce(of: orders) }

  var receptionLevel: CaseLevel { policy.level(persons: mostPersons) }

  /// One more event. A checked one is new and must be what the policy demands; what was recorded
  /// before needs only a state that takes it.
  mutating func apply(_ event: CaseEvent, isChecked: Bool) throws {
    guard event.effectiveAt >= registeredAt else {
      throw IllegalCaseEvent.beforeRegistration(event.effectiveAt, registeredAt: registeredAt)
    }
    latest = max(latest, event.effectiveAt)
    // It was paid in time after all, as somebody recorded later: the plan was never broken.
    if case .breached(let broken) = event.act, isPaidInTime(broken.number) {
      voidBreaches.append(event)
      openedForNothingAt = state == .resolved ? event.effectiveAt : nil
      return
    }
    if !isChecked, isOver, event.act.kind == .dispatched || event.act.kind == .escalated {
      // It went out before anybody knew that the case was over by then, and no clock runs for it.
      course.moot.append(event)
      if case .dispatched(let order) = event.act {
        orders.append(IssuedOrder(order: order, issuedAt: event.effectiveAt))
      }
      return
    }
    let wasOpen = state.isOpen
    let next = try next(after: event.act, isChecked: isChecked)
    if isChecked { try checkConditions(of: event) }
    keep(event)
    state = next
    stopClocks(event)
    moveClocks(event)
    startClocks(event, wasOpen: wasOpen)
    coverPlans(event)
    holdClocks(event)
  }

  /// An order or escalation is moot that was recorded before the end of the case was.
  private var isOver: Bool {
    openedForNothingAt == nil && (state == .resolved || state == .withdrawn)
  }

  /// What was recorded while a breach had the case open stands, though the breach was none: the case
  /// went on from there, and goes on.
  private mutating func next(after act: CaseAct, isChecked: Bool) throws -> CaseState {
    // The plan of a case that is open for nothing stands, and breaks where the case is.
    if act.kind == .breached, course.isOpenForNothing, state.isOpen { return state }
    guard !isChecked else { return try state.after(act) }
    do { return try state.afterRecorded(act) } catch {
      guard let openedAt = openedForNothingAt, state == .resolved,
        let next = CaseState.reopened.next(act.kind)
      else { throw error }
      openedForNothingAt = nil
      resolution = nil
      course.isOpenForNothing = true
      endResolution(at: openedAt)
      return next
    }
  }

  /// Ends what a breach ends, but the instalments: since then nobody could answer it.
  private mutating func endResolution(at moment: Instant) {
    for index in clocks.indices where clocks[index].ending == nil {
      let stops = clocks[index].place.map { rules.clocks[$0].stops } ?? []
      if stops.contains(where: { $0.kind == .breached }) {
        clocks[index].ending = .stopped(moment)
      }
    }
  }

  private func isPaidInTime(_ number: Int) -> Bool {
    course.instalments.contains { $0.number == number && ($0.isPaidInTime || $0.isCovered) }
  }

  private mutating func keep(_ event: CaseEvent) {
    let wasOpen = state.isOpen
    switch event.act {
    case .linked(let linked):
      keep(linked.complaint)
    case .unlinked(let unlinking):
      complaints.removeAll { $0.complaintNo == unlinking.complaintNo }
    case .detailsChanged(let complaint): keep(complaint)
    case .received(let level): receivedBy = max(receivedBy ?? level, level)
    case .dispatched(let order):
      orders.append(IssuedOrder(order: order, issuedAt: event.effectiveAt))
      course.signedBy = nil
      course.isBackWithNobody = false
      course.county = nil
    case .resolved(let how):
      resolution = how
      course.resolvedOn = event.effectiveAt.day
      course.county = nil
      course.isOpenForNothing = false
      course.endPlans(on: event.effectiveAt.day)
      if case .repaymentAgreement(let agreement) = how { promise(agreement.instalments) }
    case .raised(let step):
      raises.append(
        RecordedRaise(step: step, at: event.effectiveAt, receptionLevel: receptionLevel))
    case .raiseWithdrawn(let raise): withdraw(raise.step, of: event.effectiveAt)
    case .breachWithdrawn(let broken):
      voidBreaches.removeAll { $0.act == .breached(broken) && $0.effectiveAt == event.effectiveAt }
    case .merged(let into): mergedInto = into
    default: course.keep(event)
    }
    switch event.act {
    case .breached where wasOpen: course.isOpenForNothing = false
    case .reopened, .breached:
      resolution = nil
      // The next answer is to the case taken up again.
      course.signedBy = nil
      course.county = nil
      takenUpAt = event.effectiveAt
      submissions = [:]
    case .escalated(let escalation):
      submissions[escalation.forum] = Submission(
        takenOn: event.effectiveAt.day, county: escalation.county)
    case .accepted(let forum):
      submissions[forum, default: Submission()].acceptedOn = event.effectiveAt.day
    case .concluded(let forum, _):
      submissions[forum, default: Submission()].concludedOn = event.effectiveAt.day
    case .resolved, .withdrawn, .merged: course.endPause(on: event.effectiveAt.day)
    default: return
    }
  }

  private mutating func keep(_ complaint: RegisteredComplaint) {
    if let index = complaints.firstIndex(where: { $0.complaintNo == complaint.complaintNo }) {
      complaints[index] = complaint
    } else {
      complaints.append(complaint)
    }
    if let persons = complaint.details.persons { mostPersons = max(mostPersons ?? 0, persons) }
  }

  private mutating func promise(_ instalments: [Instalment]) {
    for instalment in instalments {
      course.instalments.append(
        CaseInstalment(number: course.instalments.count + 1, promise: instalment))
    }
  }

  var status: CaseStatus {
    let undone = withdrawals
    return CaseStatus(
      state: state, receptionLevel: receptionLevel, level: level,
      registeredAt: registeredAt, details: details, complaints: complaints.map(\.complaintNo),
      orders: orders, clocks: clocks.map(\.clock),
      raises: (undone.isEmpty ? raises : standingRaises).map(\.step),
      course: course,
      resolution: resolution, mergedInto: mergedInto, lateReplyNeedsSignature: hasLateReply,
      isFirmKnown: isFirmKnown, withdrawals: undone)
  }

  private mutating func withdraw(_ step: OverdueStep, of moment: Instant) {
    hasWithdrawn = true
    let place = raises.lastIndex {
      $0.at == moment && $0.step.clock == step.clock && $0.step.step == step.step
        && $0.step.startsOn == step.startsOn
    }
    if let place { raises.remove(at: place) }
  }

  /// A case always has a complaint, the first or another.
  func checkLeaving(_ complaintNo: String) throws(IllegalCaseEvent) {
    let numbers = complaints.map(\.complaintNo)
    guard numbers.count > 1, numbers.contains(complaintNo) else {
      throw .cannotLeave(complaintNo, complaints: numbers)
    }
  }

  var isFirmKnown: Bool { complaints.contains(where: \.isFirmKnown) }

  /// Complaints of one case are the same grievance, so their numbers overlap: the largest stands.
  var details: CaseDetails {
    CaseDetails(
      persons: complaints.compactMap(\.details.persons).max(),
      amount: complaints.compactMap(\.details.amount).max(),
      town: complaints.compactMap(\.details.town).first)
  }

  /// N9: a late answer to the order in force without a leader's signature, in a case from before one
  /// was demanded.
  private var hasLateReply: Bool {
    guard course.signedBy == nil, let order = orderInForce else { return false }
    return clocks.contains { clock in
      guard case .answered(let at)? = clock.ending, at >= order.issuedAt, at >= takenUpAt,
        clock.deadline.isInTime(at.day) == false, clock.body == order.order.body
      else { return false }
      return policy.clock(clock.id)?.stops.contains { $0.kind == .replied } ?? false
    }
  }
}

// MARK: Clocks

extension CaseReplay {
  mutating func startClocks(_ event: CaseEvent, wasOpen: Bool = false) {
    let day = event.effectiveAt.day
    let kind = event.act.kind
    var started: Int?
    for start in rules.starts
    where start.trigger.kind == kind && start.place != started && start.trigger.fits(event.act) {
      started = start.place
      let owner = start.isOfBody ? body : nil
      guard !start.isOfBody || owner != nil else { continue }
      // Of a case that is open the body's own clock runs on.
      if kind == .breached, wasOpen, start.isOfBody, isRunning(start.place) { continue }
      if rules.clocks[start.place].id == policy.fund?.clock, let round = roundBeforeAdvance {
        clocks[round].ending = nil
        clocks[round].stand(still: course.pauses, calendar: rules.calendar)
        continue
      }
      self.start(start.place, body: owner, on: day)
    }
    guard kind == .resolved else { return }
    for plan in course.instalments where !clocks.contains(where: { $0.isInstalment(plan.number) }) {
      let clock = RunningClock(
        plan.promise, number: plan.number, from: day, calendar: rules.calendar)
      if let clock { clocks.append(clock) }
    }
  }

  private func isRunning(_ place: Int) -> Bool {
    clocks.contains { $0.place == place && $0.ending == nil }
  }

  /// What is promised is not owed any more once all that is claimed was paid, and is again when more is
  /// claimed by its day.
  private mutating func coverPlans(_ event: CaseEvent) {
    guard !course.instalments.isEmpty, let unpaid = course.unpaid(of: details.amount) else {
      return
    }
    for index in course.instalments.indices {
      let plan = course.instalments[index]
      let clock = clocks.firstIndex { $0.isInstalment(plan.number) }
      if unpaid == .zero, plan.paidAt == nil, plan.voidOn == nil, !plan.isBroken {
        course.instalments[index].voidOn = event.effectiveAt.day
        course.instalments[index].isCovered = true
        if let clock, clocks[clock].ending == nil {
          clocks[clock].ending = .stopped(event.effectiveAt)
        }
      } else if unpaid > .zero, plan.isCovered, plan.promise.dueOn >= event.effectiveAt.day {
        course.instalments[index].voidOn = nil
        course.instalments[index].isCovered = false
        if let clock { clocks[clock].ending = nil }
      }
    }
  }

  /// Starts and stops the clocks that run as long as the case lacks something.
  mutating func holdClocks(_ event: CaseEvent) {
    guard !rules.held.isEmpty else { return }
    var day = event.effectiveAt.day
    if case .registered(let complaint) = event.act { day = max(day, complaint.detachedOn ?? day) }
    let mayLack = CaseLack.isPossible(state: state, course: course)
    for clock in rules.held {
      let isLacking = mayLack && lacks(clock.lack)
      let running = clocks.lastIndex { $0.place == clock.place && $0.ending == nil }
      if let running {
        guard !isLacking else { continue }
        clocks[running].ending = .answered(event.effectiveAt)
        // Nobody waited: the night that registers a case names its body, too.
        if clocks[running].from >= day { clocks.remove(at: running) }
      } else if isLacking {
        start(clock.place, body: nil, on: day)
      }
    }
  }

  private func lacks(_ lack: CaseLack) -> Bool {
    switch lack {
    case .body: body == nil
    case .firm: !isFirmKnown
    }
  }

  private mutating func start(_ place: Int, body: String?, on day: Day) {
    let round = clocks.count { $0.place == place } + 1
    clocks.append(
      RunningClock(
        rules.clocks[place], at: place, round: round, body: body, from: day,
        pauses: course.pauses, calendar: rules.calendar))
  }

  private mutating func stopClocks(_ event: CaseEvent) {
    for index in clocks.indices where clocks[index].ending == nil {
      if answers(event.act, clocks[index]) {
        clocks[index].ending =
          makesNeedless(event.act, clocks[index])
          ? .stopped(event.effectiveAt) : .answered(event.effectiveAt)
      } else if state.isFinal || isVoid(clocks[index], after: event.act) {
        clocks[index].ending = .stopped(event.effectiveAt)
      }
    }
  }

  private func answers(_ act: CaseAct, _ clock: RunningClock) -> Bool {
    switch act {
    case .instalmentPaid(let number): clock.isInstalment(number)
    case .breached(let broken) where clock.isInstalment(broken.number): true
    // Nobody was asked yet.
    case .calledBack(.unreached): false
    default:
      clock.place.map { rules.clocks[$0].stops.contains { $0.fits(act) } } ?? false
    }
  }

  /// A case that is taken away from a body needs no answer of it any more, and has none; nor needs one that
  /// is taken up again the call-back that nobody made.
  private func makesNeedless(_ act: CaseAct, _ clock: RunningClock) -> Bool {
    switch act.kind {
    case .escalated: clock.body != nil
    case .reopened, .breached: clock.place != nil
    default: false
    }
  }

  /// The other instalments of a plan that is broken, given up or replaced.
  private func isVoid(_ clock: RunningClock, after act: CaseAct) -> Bool {
    clock.id == CaseClock.instalment
      && (act.kind == .breached || act.kind == .reopened || act.kind == .resolved)
  }

  private mutating func moveClocks(_ event: CaseEvent) {
    switch event.act {
    case .paused, .resumed:
      for index in clocks.indices {
        clocks[index].stand(still: course.pauses, calendar: rules.calendar)
      }
    case .extended(let more):
      guard let index = clocks.lastIndex(where: { $0.id == more.clock && $0.ending == nil }) else {
        return
      }
      clocks[index].extend(by: more.days, calendar: rules.calendar)
    default: return
    }
  }
}

extension RunningClock {
  fileprivate func isInstalment(_ number: Int) -> Bool {
    id == CaseClock.instalment && round == number
  }
}
