/// What a case's events amount to. Nothing here is entered by anyone: it is always recomputed.
public struct CaseStatus: Hashable, Sendable {
  public let state: CaseState
  /// Who must receive the visitors, by the largest head-count known so far (N8).
  public let receptionLevel: CaseLevel
  /// Who handles it: the reception level, or higher once overdue clocks raised it (N9).
  public let level: CaseLevel
  public let registeredAt: Instant
  public let details: CaseDetails
  /// Complaint numbers, the first one's first.
  public let complaints: [String]
  /// Transfer orders with the moment each took effect, oldest first.
  public let orders: [IssuedOrder]
  public let clocks: [CaseClock]
  /// Those that stand by what is known now.
  public let raises: [OverdueStep]
  /// The events that withdraw the others; none once they are recorded.
  public let withdrawals: [CaseEvent]
  /// What happened on the way: bounces, pauses, call-backs, the plan's payments.
  public let course: CaseCourse
  /// Nil until resolved.
  public let resolution: Resolution?
  /// The case that carries on when this one was merged; else nil.
  public let mergedInto: String?
  /// A reply came after its due day and no leader had signed the order (N9); only in cases from
  /// before a signature was demanded.
  public let lateReplyNeedsSignature: Bool
  /// One of its complaints is about a firm or a project that is known.
  public let isFirmKnown: Bool

  public init(
    state: CaseState, receptionLevel: CaseLevel, level: CaseLevel, registeredAt: Instant,
    details: CaseDetails, complaints: [String], orders: [IssuedOrder], clocks: [CaseClock],
    raises: [OverdueStep], course: CaseCourse, resolution: Resolution?, mergedInto: String?,
    lateReplyNeedsSignature: Bool, isFirmKnown: Bool = true, withdrawals: [CaseEvent] = []
  ) {
    self.state = state
    self.receptionLevel = receptionLevel
    self.level = level
    self.registeredAt = registeredAt
    self.details = details
    self.complaints = complaints
    self.orders = orders
    self.clocks = clocks
    self.raises = raises
    self.withdrawals = withdrawals
    self.course = course
    self.resolution = resolution
    self.mergedInto = mergedInto
    self.lateReplyNeedsSignature = lateReplyNeedsSignature
    self.isFirmKnown = isFirmKnown
  }

  /// The responsible body of the order in force; nil before the first, after a bounce, and while
  /// another county has the case.
  public var body: String? {
    course.isBackWithNobody || course.isWithCounty ? nil : orderInForce?.order.body
  }

  /// The last transfer order that is not moot.
  public var orderInForce: IssuedOrder? { course.orderInForce(of: orders) }

  /// More than is claimed was paid and advanced; nil where it was not.
  public var excess: Excess? { course.excess(of: details.amount) }

  /// What keeps it in the holding pen; empty where it is not there.
  public var lacks: [CaseLack] {
    CaseLack.all(
      state: state, body: body, course: course, isFirmKnown: isFirmKnown)
  }

  /// No body answers for it and a person or the routing has to name one.
  public var waitsForBody: Bool { lacks.contains(.body) }

  /// The clock that runs out first; nil when none runs. Ties go to the policy's order, and clocks
  /// without a due day come last.
  public var nextDue: CaseClock? {
    clocks.filter { $0.ending == nil }.min { Day.isEarlier($0.dueOn, $1.dueOn) }
  }

  /// The clocks that run without a due day, in the policy's order.
  public var notCountable: [CaseClock] {
    clocks.filter { $0.ending == nil && $0.dueOn == nil }
  }
}

extension CaseStatus {
  /// The day on which the next clock is due; with none running the last one stands.
  ///
  /// Nil while all that run reach a year without a holiday notice.
  public var dueOn: Day? {
    if let nextDue { return nextDue.dueOn }
    return clocks.compactMap(\.dueOn).max() ?? registeredAt.day
  }

  /// The clocks that run and began by `day`, by due day, then in the policy's order; days left count
  /// from `day`.
  ///
  /// The body is the one that has the case; nil while nobody has it, and beside the clock of a body that
  /// it has left, for the next one answers for its own. ``CaseClock/body`` tells whose it is.
  public func dues(caseNo: String, asOf day: Day) -> [CaseDue] {
    clocks.filter { $0.ending == nil && $0.startsOn <= day }
      .map { clock in
        CaseDue(
          caseNo: caseNo, clock: clock.id, round: clock.round,
          body: hasLeft(clock) ? nil : body,
          county: clock.body == nil ? course.county : nil,
          dueOn: clock.dueOn, missingYear: clock.missingYear,
          daysLeft: clock.dueOn?.days(since: day), state: state, level: level,
          persons: details.persons, amount: details.amount)
      }
      .enumerated().sorted {
        $0.element.dueOn == $1.element.dueOn
          ? $0.offset < $1.offset : Day.isEarlier($0.element.dueOn, $1.element.dueOn)
      }
      .map(\.element)
  }
}

extension CaseStatus {
  /// The clock is of a body that sent the case back or from which it was sent on, also where it came back
  /// to it.
  public func hasLeft(_ clock: CaseClock) -> Bool {
    guard let owner = clock.body else { return false }
    return owner != body
      || clocks.contains { $0.id == clock.id && $0.round > clock.round && $0.body != owner }
  }
}

extension Day {
  /// The order of due days: those that nobody knows yet come last.
  public static func isEarlier(_ one: Day?, _ other: Day?) -> Bool {
    switch (one, other) {
    case (let one?, let other?): one < other
    case (_?, nil): true
    case (nil, _): false
    }
  }
}

/// A transfer order and when it took effect.
public struct IssuedOrder: Hashable, Sendable {
  public let order: TransferOrder
  public let issuedAt: Instant

  public init(order: TransferOrder, issuedAt: Instant) {
    self.order = order
    self.issuedAt = issuedAt
  }
}
