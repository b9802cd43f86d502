public import CaseHandling
public import WageDomain

/// Random lives of cases: every act is tried, and what the rules refuse does not happen.
///
/// The same seed makes the same lives on every machine.
public struct CaseRoads {
  private let rules: WorkflowRules
  private var numbers: SplitMix
  /// How often each kind of event happened.
  public private(set) var taken: [CaseEventKind: Int] = [:]
  /// How often one was refused.
  public private(set) var refused = 0

  public init(rules: WorkflowRules, seed: UInt64) {
    self.rules = rules
    numbers = SplitMix(state: seed)
  }

  /// One case from its registration on a day of `days` to its end, or to the last of them.
  ///
  /// Nights come in between, some are missed; what clocks demand is appended as a night does it. The
  /// longer a case lasts, the less often somebody touches it.
  public mutating func life(within days: ClosedRange<Day>) throws -> [CaseEvent] {
    let length = days.upperBound.days(since: days.lowerBound)
    var day = days.lowerBound.adding(days: pick(below: length))
    var events = [try registration(on: day)]
    var wait = 4
    while day <= days.upperBound {
      let followUps = try rules.followUps(of: events, asOf: day)
      for event in followUps { note(event) }
      events += followUps
      for _ in 0...pick(below: 3) { try step(&events, on: day) }
      guard try !rules.status(of: events).state.isFinal else { return events }
      day = day.adding(days: 1 + pick(below: wait))
      wait += 1
    }
    return events
  }

  private mutating func step(_ events: inout [CaseEvent], on day: Day) throws {
    let status = try rules.status(of: events)
    let event = CaseEvent(
      act(status, on: day), effectiveAt: Instant(day: day, secondOfDay: pick(below: 86_400)),
      actor: "clerk")
    do {
      _ = try rules.status(of: events, adding: [event])
      events.append(event)
      note(event)
    } catch is IllegalCaseEvent { refused += 1 }
  }

  private mutating func note(_ event: CaseEvent) { taken[event.act.kind, default: 0] += 1 }

  private mutating func registration(on day: Day) throws -> CaseEvent {
    let event = CaseEvent(
      .registered(complaint("C-1")),
      effectiveAt: Instant(day: day, secondOfDay: pick(below: 86_400)), actor: "clerk")
    note(event)
    return event
  }

  private mutating func complaint(_ number: String) -> RegisteredComplaint {
    RegisteredComplaint(
      complaintNo: number,
      details: CaseDetails(
        persons: pick(below: 4) == 0 ? Int64(pick(below: 30)) : 1,
        amount: Money(fen: Int64(pick(below: 9_000_000))), town: nil),
      isFirmKnown: pick(below: 3) > 0)
  }

  mutating func pick(below limit: Int) -> Int { Int(numbers.next() % UInt64(limit)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[pick(below: elements.count)]
  }

  private mutating func hash() -> String { String(numbers.next(), radix: 16) }
}

extension CaseRoads {
  /// An act of any kind, with what fits the case more often than not.
  private mutating func act(_ status: CaseStatus, on day: Day) -> CaseAct {
    // Only a night withdraws a raise.
    switch pick(CaseEventKind.allCases.filter { $0 != .raiseWithdrawn && $0 != .breachWithdrawn }) {
    case .registered, .merged, .rescheduled, .erased, .raiseWithdrawn, .breachWithdrawn:
      .dispatched(order())
    case .unmasked: .unmasked(Unmasking(parties: [1], reasonHash: hash()))
    case .linked:
      .linked(
        LinkedComplaint(
          complaintNo: "C-\(pick(below: 9))", fromCase: nil, details: complaint("C-1").details))
    case .unlinked:
      .unlinked(Unlinking(complaintNo: status.complaints.last ?? "-", reasonHash: hash()))
    case .detailsChanged: .detailsChanged(complaint("C-1"))
    case .firmNamed:
      .firmNamed(FirmNaming(complaintNo: "C-1", firm: "91330503MA2B4XYT6D", former: nil))
    case .received: .received(pick(CaseLevel.allCases))
    case .dispatched: .dispatched(order())
    case .bounced: .bounced(Bounce(body: status.body ?? "-", reasonHash: hash()))
    case .replied: .replied(Reply(textHash: hash()))
    case .signed: .signed(Signature(level: pick([.leader, .principal]), by: "head"))
    case .extended: .extended(moreDays(status))
    case .paused: .paused(Pause(reasonHash: hash()))
    case .resumed: .resumed
    case .resolved: .resolved(resolution(day))
    case .instalmentPaid, .breached: .instalmentPaid(1 + pick(below: 3))
    case .paid: .paid(part(of: unpaid(status)))
    case .raised, .escalated:
      .escalated(Escalation(forum: pick(Forum.allCases), reasonHash: hash()))
    case .accepted: .accepted(status.course.forums.last ?? .police)
    case .concluded: .concluded(status.course.forums.last ?? .police)
    case .advanced:
      .advanced(Advance(amount: part(of: unpaid(status)), reasonHash: hash()))
    case .recovered:
      .recovered(
        Recovery(amount: part(of: status.course.outstanding), body: status.body ?? "housing"))
    case .calledBack: .calledBack(pick(CallbackAnswer.allCases))
    case .reopened: .reopened(Reopening(reasonHash: hash()))
    case .withdrawn:
      pick(below: 4) == 0 ? .withdrawn(Withdrawal(reasonHash: hash())) : .dispatched(order())
    case .closed: .closed
    }
  }

  private func unpaid(_ status: CaseStatus) -> Money {
    status.course.unpaid(of: status.details.amount) ?? .zero
  }

  /// All of it, less, or one fen too many.
  private mutating func part(of amount: Money) -> Money {
    switch pick(below: 4) {
    case 0: amount + Money(fen: 1)
    case 1: Money(fen: 1 + Int64(pick(below: Int(amount.fen) + 1)))
    default: max(amount, Money(fen: 1))
    }
  }

  private mutating func order() -> TransferOrder {
    TransferOrder(
      number: "ZB-\(hash())", body: pick(["housing", "water", "town-nanxun"]), helper: nil,
      rule: nil)
  }

  private mutating func moreDays(_ status: CaseStatus) -> ClockExtension {
    let running = status.clocks.filter { $0.ending == nil }.map(\.id)
    return ClockExtension(
      clock: running.last ?? "reply-5", days: 1 + pick(below: 20), approver: "head",
      reasonHash: hash())
  }

  private mutating func resolution(_ day: Day) -> Resolution {
    guard pick(below: 2) == 0 else { return .wagesPaid }
    let instalments = (0..<pick(below: 4)).map { _ in
      Instalment(
        dueOn: day.adding(days: 1 + pick(below: 60)),
        amount: Money(fen: Int64(1 + pick(below: 900_000))))
    }
    return .repaymentAgreement(RepaymentAgreement(fileHash: hash(), instalments: instalments))
  }
}

/// SplitMix64.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
