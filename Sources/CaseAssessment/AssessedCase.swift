public import WageDomain

/// A case as far as its events are known: in the order they were recorded, the registration first.
public struct AssessedCase: Hashable, Sendable {
  public let caseNo: String
  public let events: [CaseEvent]

  public init(caseNo: String, events: [CaseEvent]) {
    self.caseNo = caseNo
    self.events = events
  }

  /// As ``Swift/Array/inEffect(by:)``.
  func events(by day: Day) -> [CaseEvent] { events.inEffect(by: day) }

  /// In the order in which they take effect, as `CaseHistory` counts them. What happened before the
  /// complaint was taken out of another case counts from that day: until then that case had it.
  func effectiveEvents(by day: Day) -> [CaseEvent] {
    let events = events(by: day)
    guard let openedOn = events.openedOn else { return [] }
    return events.placesInEffect.map { place in
      let event = events[place]
      guard event.effectiveAt.day < openedOn else { return event }
      return CaseEvent(event.act, effectiveAt: Instant(day: openedOn), actor: event.actor)
    }
  }
}
