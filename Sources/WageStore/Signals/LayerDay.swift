internal import WageDomain

/// When the rows of a layer count and when they were said: of two layers that speak of one cell the
/// later holds.
struct LayerDay: Hashable, Comparable {
  /// From when the rows count.
  let knownOn: Day
  /// The rows' own known-on day: earlier where whose they are became known later.
  let saidOn: Day

  static func < (left: LayerDay, right: LayerDay) -> Bool {
    (left.knownOn, left.saidOn) < (right.knownOn, right.saidOn)
  }
}

extension LayerDay {
  /// Reads the columns `knownOn` and `ifnull(saidOn, knownOn)`.
  init?(_ knownOn: String, _ saidOn: String) {
    guard let knownOn = Day(knownOn), let saidOn = Day(saidOn) else { return nil }
    self.init(knownOn: knownOn, saidOn: saidOn)
  }
}
