import WageDomain

/// Counts the cases of one period, one after the other.
struct PeriodCount {
  let period: AssessmentPeriod
  let cutoff: Day
  let policy: AssessmentPolicy
  /// Ids, in the order of reports.
  let bodies: [String]

  private var counted: [String: BodyAssessment] = [:]
  private var registered: [String] = []
  private var unassigned: [String] = []

  init(period: AssessmentPeriod, cutoff: Day, policy: AssessmentPolicy, bodies: [String]) {
    self.period = period
    self.cutoff = cutoff
    self.policy = policy
    self.bodies = bodies
  }

  /// Counts a case whose events by the cutoff amount to `status`.
  mutating func add(_ one: AssessedCase, _ status: CaseStatus) {
    let spells = addDesks(one)
    if status.isForBodies, !spells.contains(where: { $0.ending == nil }) {
      unassigned.append(one.caseNo)
    }
    for clock in status.clocks where clock.id == policy.replyClock {
      addReply(clock, one.caseNo, spells)
    }
  }

  mutating func addRegistered(_ caseNo: String) { registered.append(caseNo) }

  /// The figures of orders and resolutions.
  ///
  /// - Returns: the spells by the cutoff.
  @discardableResult
  mutating func addDesks(_ one: AssessedCase) -> [DeskSpell] {
    let spells = DeskWalk(one.effectiveEvents(by: cutoff), policy: policy).spells
    for body in Set(spells.map(\.body)) {
      add(one.caseNo, body, spells.filter { $0.body == body })
    }
    return spells
  }

  private mutating func add(_ caseNo: String, _ body: String, _ spells: [DeskSpell]) {
    guard let first = spells.first, let last = spells.last else { return }
    let dayBefore = period.firstDay.adding(days: -1)
    let isCarriedOver = spells.contains { $0.isOpen(atEndOf: dayBefore) }
    let isIncoming = last.from.day >= period.firstDay && !isCarriedOver
    guard isCarriedOver || isIncoming else { return }
    var figures: [BodyFigure] = [last.outcome]
    figures.append(
      isCarriedOver ? .carriedOver : first.from.day >= period.firstDay ? .new : .returned)
    if !isLeftOut(last) {
      figures.append(.resolutionBase)
      if isIncoming { figures.append(.ownBase) }
      if isIncoming, last.ending == .resolved, !last.isEscalated { figures.append(.ownResolved) }
    }
    counted[body, default: BodyAssessment(body: body)].add(caseNo, to: figures)
  }

  private func isLeftOut(_ spell: DeskSpell) -> Bool {
    spell.ending.map(policy.leftOut.contains) ?? false
  }

  /// A reply is owed by the body whose clock it is, unless the case left its desk by the end of the
  /// due day before it replied; a resolved case still owes its reply until it is closed.
  private mutating func addReply(_ clock: CaseClock, _ caseNo: String, _ spells: [DeskSpell]) {
    guard let body = clock.body, let dueOn = clock.dueOn, period.firstDay <= dueOn,
      dueOn <= cutoff,
      let index = spells.lastIndex(where: { $0.body == body && $0.holds(clock.startsOn) })
    else { return }
    let leftAt = spells[index].leftAt ?? spells.dropFirst(index + 1).first { $0.body != body }?.from
    var figures = [BodyFigure.repliesDue]
    switch clock.ending {
    case .answered(let at)? where at.day <= dueOn && (leftAt.map { at <= $0 } ?? true):
      figures.append(.repliedOnTime)
    case .stopped(let at)? where at.day <= dueOn: return
    default: if let leftAt, leftAt.day <= dueOn { return }
    }
    counted[body, default: BodyAssessment(body: body)].add(caseNo, to: figures)
  }

  /// Bodies of the policy first, then those that it does not know any more, by id.
  var assessment: PeriodAssessment {
    let others = counted.keys.filter { !bodies.contains($0) }.sorted()
    return PeriodAssessment(
      period: period, cutoff: cutoff,
      bodies: (bodies + others).map { id in
        BodyAssessment(body: id, cases: counted[id]?.cases ?? [:])
      },
      registered: registered.sorted(), unassigned: unassigned.sorted(), findings: [])
  }
}

extension DeskSpell {
  /// Nil while it is there, and for a resolved case, in which the body may still owe its reply.
  fileprivate var leftAt: Instant? { ending == .resolved ? nil : until }

  /// Where the case is at the end, as far as this body goes.
  fileprivate var outcome: BodyFigure {
    switch ending {
    case nil: .pending
    case .resolved?: .resolved
    case .moved?: .movedOn
    case .withdrawn?: .withdrawn
    case .merged?: .merged
    }
  }
}

extension CaseStatus {
  /// Somebody still has to get the worker the wages.
  var isUnsettled: Bool { state != .resolved && !state.isFinal }

  /// The somebody is one of the district's bodies, or nobody yet; a case that another county has is
  /// counted apart (Y1).
  var isForBodies: Bool { isUnsettled && !course.isWithCounty }
}
