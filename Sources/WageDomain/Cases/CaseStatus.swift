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
  public let raises: [OverdueStep]
  public let forums: [Forum]
  /// Nil until resolved.
  public let resolution: Resolution?
  /// The case that carries on when this one was merged; else nil.
  public let mergedInto: String?
  /// A reply came after its due day: a leader's signature belongs on the order (N9).
  public let lateReplyNeedsSignature: Bool

  public init(
    state: CaseState, receptionLevel: CaseLevel, level: CaseLevel, registeredAt: Instant,
    details: CaseDetails, complaints: [String], orders: [IssuedOrder], clocks: [CaseClock],
    raises: [OverdueStep], forums: [Forum], resolution: Resolution?, mergedInto: String?,
    lateReplyNeedsSignature: Bool
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
    self.forums = forums
    self.resolution = resolution
    self.mergedInto = mergedInto
    self.lateReplyNeedsSignature = lateReplyNeedsSignature
  }

  /// The responsible body of the last transfer order; nil before the first.
  public var body: String? { orders.last?.order.body }

  /// The clock that runs out first; nil when none runs. Ties go to the policy's order.
  public var nextDue: CaseClock? {
    clocks.filter { $0.ending == nil }.min { $0.dueOn < $1.dueOn }
  }
}

extension CaseStatus {
  /// The day on which the next clock is due; with none running the last one stands, so that there
  /// always is one.
  public var dueOn: Day {
    nextDue?.dueOn ?? clocks.map(\.dueOn).max() ?? registeredAt.day
  }

  /// The clocks that run, by due day, then in the policy's order; days left count from `day`.
  public func dues(caseNo: String, asOf day: Day) -> [CaseDue] {
    clocks.filter { $0.ending == nil }
      .map { clock in
        CaseDue(
          caseNo: caseNo, clock: clock.id, round: clock.round, body: clock.body ?? body,
          dueOn: clock.dueOn, daysLeft: clock.dueOn.days(since: day), state: state, level: level,
          persons: details.persons, amount: details.amount)
      }
      .enumerated().sorted { ($0.element.dueOn, $0.offset) < ($1.element.dueOn, $1.offset) }
      .map(\.element)
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

/// One round of a clock of a case.
public struct CaseClock: Hashable, Sendable {
  public let id: String
  /// Which start of this clock in the case, from 1.
  public let round: Int
  /// The body whose clock it is; nil for the case's own.
  public let body: String?
  /// From the day it starts on, which is day 0, to the day it is due on.
  public let deadline: Deadline
  /// Nil while it runs.
  public let ending: ClockEnding?

  public init(id: String, round: Int, body: String?, deadline: Deadline, ending: ClockEnding?) {
    self.id = id
    self.round = round
    self.body = body
    self.deadline = deadline
    self.ending = ending
  }

  public var startsOn: Day { deadline.from }
  public var dueOn: Day { deadline.dueOn }

  /// How the clock stands at the end of a day. Overdue is computed, never stored.
  public func state(asOf day: Day) -> ClockState {
    switch ending {
    case .stopped?: .stopped
    case .answered(let at)?: at.day <= dueOn ? .met : .late
    case nil: day <= dueOn ? .running : .late
    }
  }
}

/// How a round of a clock ended.
public enum ClockEnding: Hashable, Sendable {
  /// By one of the events that the policy names.
  case answered(Instant)
  /// The case was closed or merged first; neither met nor late.
  case stopped(Instant)

  public var at: Instant {
    switch self {
    case .answered(let at), .stopped(let at): at
    }
  }
}

/// The state of a clock on a day, as listings show it.
public enum ClockState: String, CaseIterable, Hashable, Sendable {
  case running, met, late, stopped

  public var title: Bilingual {
    switch self {
    case .running: Bilingual(zh: "计时中", en: "running")
    case .met: Bilingual(zh: "按期", en: "met")
    case .late: Bilingual(zh: "逾期", en: "late")
    case .stopped: Bilingual(zh: "停止", en: "stopped")
    }
  }
}
