public import WageDomain

/// Computes a case's status from its events and nothing else.
///
/// Events count in the order in which they take effect; of two at one moment the one recorded first
/// comes first. So a reply that is typed in a day late still stops its clock on the day it came.
public struct CaseHistory: Sendable {
  public let policy: WorkflowPolicy
  public let calendar: WorkCalendar

  public init(policy: WorkflowPolicy, calendar: WorkCalendar) {
    self.policy = policy
    self.calendar = calendar
  }

  /// The status that `events`, in the order they were recorded, amount to.
  ///
  /// - Throws: ``IllegalCaseEvent`` for the first event that its state does not allow;
  ///   `CalendarError` when counting reaches a year without a notice.
  public func replay(_ events: [CaseEvent]) throws -> CaseStatus {
    guard let first = events.first, case .registered(let complaint) = first.act else {
      throw IllegalCaseEvent.notRegistered(events.first?.act.kind ?? .closed)
    }
    var replay = CaseReplay(
      policy: policy, calendar: calendar, complaint: complaint, at: first.effectiveAt)
    try replay.startClocks(first)
    for event in Self.inEffectiveOrder(events.dropFirst()) { try replay.apply(event) }
    return replay.status
  }

  static func inEffectiveOrder(_ events: some Sequence<CaseEvent>) -> [CaseEvent] {
    events.enumerated()
      .sorted { ($0.element.effectiveAt, $0.offset) < ($1.element.effectiveAt, $1.offset) }
      .map(\.element)
  }
}
