internal import WageDomain

/// The entities with an event in the history before a cutoff, what was known of each then, and
/// whether it had another within the horizon.
struct EventCohort {
  /// By entity, the days before the cutoff of each event in the history, 1 for the day before it,
  /// the longest ago first.
  let ages: [[Int]]
  /// By entity, the values of those events; nil where there is none.
  let values: [[Double?]]
  let outcomes: [Bool]

  /// - Parameters:
  ///   - events: of all entities.
  ///   - cutoff: day 0 of the label; what happened on it was not known.
  ///   - history: months before the cutoff.
  ///   - horizon: from the cutoff on, its end left out.
  init(_ events: DatedEvents, cutoff: Day, history: Int, horizon: Horizon) {
    let from = cutoff.adding(months: -history).number
    let until = horizon.end(from: cutoff).number
    var ages: [[Int]] = []
    var values: [[Double?]] = []
    var outcomes: [Bool] = []
    for own in events.byEntity {
      let known = own.filter { from <= $0.day && $0.day < cutoff.number }
      guard !known.isEmpty else { continue }
      ages.append(known.map { Int(cutoff.number - $0.day) })
      values.append(known.map(\.value))
      outcomes.append(own.contains { cutoff.number <= $0.day && $0.day < until })
    }
    self.ages = ages
    self.values = values
    self.outcomes = outcomes
  }
}

extension Day {
  /// The same day of another month, or that month's last.
  func adding(months count: Int) -> Day {
    let month = month.adding(months: count)
    return Day(year: month.year, month: month.monthOfYear, day: min(dayOfMonth, month.dayCount))
      ?? self
  }
}
