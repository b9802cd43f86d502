import WageDomain

/// Some months of a district, counted back from its last one, so that a short district has them too.
struct Spell: Sendable {
  /// From the last month back to the first month of the spell.
  let before: Int
  let months: Int

  func place(of month: Month, _ parameters: SimulationParameters) -> Int? {
    let place = month.months(since: parameters.lastMonth) + before
    return (0..<months).contains(place) ? place : nil
  }
}
