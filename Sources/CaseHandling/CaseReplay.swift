import WageDomain

/// One replay under way: what the events so far amount to.
struct CaseReplay {
  let policy: WorkflowPolicy
  let calendar: WorkCalendar
  let registeredAt: Instant

  private(set) var state = CaseState.registered
  /// By complaint, in the order they joined.
  private var complaints: [RegisteredComplaint]
  /// The largest head-count ever known: a level once demanded is not taken back by a smaller number.
  private var mostPersons: Int64?
  private var receivedBy: CaseLevel?
  private var handlingLevel = CaseLevel.officer
  private var orders: [IssuedOrder] = []
  private var clocks: [CaseClock] = []
  private var raises: [OverdueStep] = []
  private var forums: [Forum] = []
  private var resolution: Resolution?
  private var mergedInto: String?

  init(
    policy: WorkflowPolicy, calendar: WorkCalendar, complaint: RegisteredComplaint, at: Instant
  ) {
    self.policy = policy
    self.calendar = calendar
    registeredAt = at
    complaints = [complaint]
    mostPersons = complaint.details.persons
  }

  private var receptionLevel: CaseLevel { policy.level(persons: mostPersons) }

  mutating func apply(_ event: CaseEvent) throws {
    guard event.effectiveAt >= registeredAt else {
      throw IllegalCaseEvent.beforeRegistration(event.effectiveAt, registeredAt: registeredAt)
    }
    let next = try state.after(event.act)
    try checkConditions(of: event.act)
    keep(event)
    state = next
    stopClocks(event)
    try startClocks(event)
  }

  /// What a state alone cannot tell: levels (N8), the resolution standard (N14), the body.
  private func checkConditions(of act: CaseAct) throws(IllegalCaseEvent) {
    switch act {
    case .received(let level):
      guard level >= receptionLevel else {
        throw .receptionBelow(demanded: receptionLevel, found: level)
      }
    case .dispatched(let order):
      // Once an order is out the visitors were received; a larger head-count then raises the
      // handling level only.
      let isFirst = state == .registered || state == .received
      if isFirst, receptionLevel > .officer, (receivedBy ?? .officer) < receptionLevel {
        throw .notReceived(demanded: receptionLevel)
      }
      if orders.last?.order.body == order.body, state == .dispatched {
        throw .alreadyWith(body: order.body)
      }
    case .resolved(let resolution):
      guard policy.resolutions.contains(resolution.kind) else {
        throw .notAResolution(resolution.kind, accepted: policy.resolutions)
      }
    case .registered, .linked, .replied, .raised, .escalated, .detailsChanged, .merged, .closed:
      break
    }
  }

  private mutating func keep(_ event: CaseEvent) {
    switch event.act {
    case .registered, .replied, .closed: break
    case .linked(let linked):
      keep(RegisteredComplaint(complaintNo: linked.complaintNo, details: linked.details))
    case .detailsChanged(let complaint): keep(complaint)
    case .received(let level): receivedBy = max(receivedBy ?? level, level)
    case .dispatched(let order):
      orders.append(IssuedOrder(order: order, issuedAt: event.effectiveAt))
    case .resolved(let how): resolution = how
    case .raised(let step):
      raises.append(step)
      handlingLevel = max(handlingLevel, step.level)
    case .escalated(let escalation): forums.append(escalation.forum)
    case .merged(let into): mergedInto = into
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

  private mutating func stopClocks(_ event: CaseEvent) {
    for (index, clock) in clocks.enumerated() where clock.ending == nil {
      let stops = policy.clocks.first { $0.id == clock.id }?.stops ?? []
      if stops.contains(event.act.kind) {
        clocks[index] = clock.ended(.answered(event.effectiveAt))
      } else if state.isFinal {
        clocks[index] = clock.ended(.stopped(event.effectiveAt))
      }
    }
  }

  mutating func startClocks(_ event: CaseEvent) throws(CalendarError) {
    for rule in policy.clocks where rule.starts == event.act.kind {
      let deadline = try Deadline(
        from: event.effectiveAt.day, rule: rule.deadline, calendar: calendar)
      let round = clocks.count { $0.id == rule.id } + 1
      let body: String? = if case .dispatched(let order) = event.act { order.body } else { nil }
      clocks.append(
        CaseClock(id: rule.id, round: round, body: body, deadline: deadline, ending: nil))
    }
  }

  var status: CaseStatus {
    CaseStatus(
      state: state, receptionLevel: receptionLevel, level: max(receptionLevel, handlingLevel),
      registeredAt: registeredAt, details: details, complaints: complaints.map(\.complaintNo),
      orders: orders, clocks: clocks, raises: raises, forums: forums, resolution: resolution,
      mergedInto: mergedInto, lateReplyNeedsSignature: hasLateReply)
  }

  /// Complaints of one case are the same grievance, so their numbers overlap: the largest stands.
  private var details: CaseDetails {
    CaseDetails(
      persons: complaints.compactMap(\.details.persons).max(),
      amount: complaints.compactMap(\.details.amount).max(),
      town: complaints.compactMap(\.details.town).first)
  }

  /// N9: what was not answered in time needs a leader's signature on the order before the reply.
  /// The reply is recorded all the same, so that nothing is lost; the case shows the lack.
  private var hasLateReply: Bool {
    clocks.contains { clock in
      guard case .answered(let at)? = clock.ending, at.day > clock.dueOn else { return false }
      return policy.clocks.contains { $0.id == clock.id && $0.stops.contains(.replied) }
    }
  }
}

extension CaseClock {
  fileprivate func ended(_ ending: ClockEnding) -> CaseClock {
    CaseClock(id: id, round: round, body: body, deadline: deadline, ending: ending)
  }
}
