extension Array where Element == CaseEvent {
  /// The places of a case's events, which are in the order of recording, in the order in which they take
  /// effect; of one moment as they were recorded. The registration stays first.
  public var placesInEffect: [Int] {
    let places = Array<Int>(indices)
    // Nearly all are recorded in the order in which they take effect.
    let isInOrder = places.dropFirst(2).allSatisfy {
      self[$0 - 1].effectiveAt <= self[$0].effectiveAt
    }
    guard !isInOrder else { return places }
    return [0]
      + places.dropFirst().sorted { (self[$0].effectiveAt, $0) < (self[$1].effectiveAt, $1) }
  }

  /// From which day on the case is there: that of its registration, or the later one on which its complaint
  /// was taken out of another case; nil without a registration.
  public var openedOn: Day? {
    guard let first, case .registered(let complaint) = first.act else { return nil }
    return Swift.max(first.effectiveAt.day, complaint.detachedOn ?? first.effectiveAt.day)
  }

  /// What had taken effect by the end of a day, in the order it was recorded; empty while the case was not
  /// there.
  public func inEffect(by day: Day) -> [CaseEvent] {
    guard let openedOn, openedOn <= day else { return [] }
    return filter { $0.effectiveAt.day <= day }
  }
}
