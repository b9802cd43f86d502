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
}
