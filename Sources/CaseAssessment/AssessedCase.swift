public import WageDomain

/// A case as far as its events are known: in the order they were recorded, the registration first.
public struct AssessedCase: Hashable, Sendable {
  public let caseNo: String
  public let events: [CaseEvent]

  public init(caseNo: String, events: [CaseEvent]) {
    self.caseNo = caseNo
    self.events = events
  }

  /// What had taken effect by the end of a day, in the order it was recorded; empty before the
  /// registration.
  func events(by day: Day) -> [CaseEvent] {
    guard let first = events.first, first.effectiveAt.day <= day else { return [] }
    return events.filter { $0.effectiveAt.day <= day }
  }

  /// In the order in which they take effect, as `CaseHistory` counts them.
  func effectiveEvents(by day: Day) -> [CaseEvent] {
    let events = events(by: day)
    let rest = events.enumerated().dropFirst().sorted {
      ($0.element.effectiveAt, $0.offset) < ($1.element.effectiveAt, $1.offset)
    }
    return events.prefix(1) + rest.map(\.element)
  }
}
