public import WageDomain

/// Computes a case's status from its events and nothing else.
///
/// Events count in the order in which they take effect; of two at one moment the one recorded first
/// comes first. So a reply that is typed in a day late still stops its clock on the day it came.
public struct CaseHistory: Sendable {
  let rules: ReplayRules

  public var policy: WorkflowPolicy { rules.policy }
  public var calendar: WorkCalendar { rules.calendar }

  public init(policy: WorkflowPolicy, calendar: WorkCalendar) {
    rules = ReplayRules(policy: policy, calendar: calendar)
  }

  /// The status that `events`, in the order they were recorded, and `more` after them amount to.
  ///
  /// Each of `more` must be what the policy demands; what was recorded before stays as it is, for a
  /// policy may have changed since.
  ///
  /// - Throws: ``IllegalCaseEvent`` for the first event that its state does not allow, or of `more`
  ///   that the policy does not.
  public func replay(_ events: [CaseEvent], adding more: [CaseEvent] = []) throws -> CaseStatus {
    let status = try replayed(events, adding: more).status
    guard !more.isEmpty else { return status }
    try checkExtensions(more, status)
    try checkPayments(events, more)
    try checkFund(more, status)
    try checkMoney(more, status)
    return status
  }

  /// As ``replay(_:adding:)``, to take more events; what only all of them together tell is not
  /// checked.
  func replayed(_ events: [CaseEvent], adding more: [CaseEvent] = []) throws -> CaseReplay {
    let all = more.isEmpty ? events : events + more
    var replay = try begin(all.first)
    for place in all.placesInEffect.dropFirst() {
      do {
        try replay.apply(all[place], isChecked: place >= events.count)
      } catch let fault as IllegalCaseEvent where place < events.count && !more.isEmpty {
        throw IllegalCaseEvent.standsAgainst(more[0].act.kind, recorded: all[place], fault)
      }
    }
    return replay
  }

  /// Where the case stands after each moment at which events took effect, by moment; none of none.
  ///
  /// - Throws: as ``replay(_:adding:)`` of all of them.
  func standings(of events: [CaseEvent]) throws -> [(from: Instant, standing: CaseReplay)] {
    guard !events.isEmpty else { return [] }
    var replay = try begin(events.first)
    var found: [(from: Instant, standing: CaseReplay)] = []
    let ordered = events.placesInEffect
    for (index, place) in ordered.enumerated() {
      let event = events[place]
      if place > 0 { try replay.apply(event, isChecked: false) }
      let next = index + 1 < ordered.count ? events[ordered[index + 1]].effectiveAt : nil
      if next != event.effectiveAt { found.append((event.effectiveAt, replay)) }
    }
    return found
  }

  private func begin(_ first: CaseEvent?) throws -> CaseReplay {
    guard let first, case .registered(let complaint) = first.act else {
      throw IllegalCaseEvent.notRegistered(first?.act.kind ?? .closed)
    }
    var replay = CaseReplay(rules: rules, complaint: complaint, at: first.effectiveAt)
    replay.startClocks(first)
    replay.holdClocks(first)
    return replay
  }

  /// An extension typed in with an earlier day counts together with those recorded before it.
  private func checkExtensions(
    _ more: [CaseEvent], _ status: CaseStatus
  ) throws(IllegalCaseEvent) {
    for case .extended(let added) in more.map(\.act) {
      guard let most = policy.clock(added.clock)?.extensions?.mostDays else { continue }
      for clock in status.clocks where clock.id == added.clock && clock.extendedBy > most {
        throw .extendedTooFar(
          clock: clock.id, days: added.days, left: max(0, most - clock.extendedBy + added.days))
      }
    }
  }

  /// A payment typed in with a day before the recorded one is the same instalment paid twice.
  private func checkPayments(
    _ events: [CaseEvent], _ more: [CaseEvent]
  ) throws(IllegalCaseEvent) {
    for case .instalmentPaid(let number) in more.map(\.act) {
      let times = (events + more).count { $0.act == .instalmentPaid(number) }
      guard times == 1 else { throw .paidTwice(number) }
    }
  }
}
