public import WageDomain

/// On which of a series of days each firm's tier was raised.
public struct WarnedDays: Sendable {
  /// Ascending.
  public private(set) var days: [Day] = []
  /// Places in ``days``, ascending.
  private var places: [Int64: [Int32]] = [:]
  /// The place of the first and of the last day on which each firm was known.
  private var known: [Int64: (first: Int32, last: Int32)] = [:]

  public init() {}

  /// The tiers of the next day of the series.
  public mutating func add(_ sample: CutoffSample) {
    let place = Int32(days.count)
    days.append(sample.cutoff)
    for firm in sample.firms {
      known[firm.id, default: (place, place)].last = place
      if firm.tier > .green { places[firm.id, default: []].append(place) }
    }
  }

  /// The first day within `[first, end)` on which the firm's tier was raised.
  func first(_ firm: Int64, from first: Day, until end: Day) -> Day? {
    (places[firm] ?? []).lazy.map { days[Int($0)] }.first { first <= $0 && $0 < end }
  }

  /// Whether a day within `[first, end)` was scored on which the firm was known.
  func isScored(_ firm: Int64, from first: Day, until end: Day) -> Bool {
    guard let own = known[firm] else { return false }
    return days[Int(own.first)...Int(own.last)].contains { first <= $0 && $0 < end }
  }
}
