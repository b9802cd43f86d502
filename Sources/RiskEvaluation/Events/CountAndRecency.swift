internal import Foundation

/// What the dates of past events say about the next one: how many, how lately, how regularly.
enum CountAndRecency {
  /// Days after which an event counts half.
  private static let halfLives: [Double] = [30, 90, 180, 365, 730]

  /// The count in which each event loses half its weight in so many days.
  static func decayed(_ ages: [Int], halfLife: Double) -> Double {
    ages.reduce(0) { $0 + exp2(-Double($1) / halfLife) }
  }

  /// The features that weights are fitted for.
  ///
  /// - Parameters:
  ///   - ages: days before the cutoff, the longest ago first; at least one.
  ///   - values: of the same events; nil where there is none.
  ///   - hasValues: whether the table has any.
  /// - Returns: as many for every entity of a table.
  static func features(_ ages: [Int], values: [Double?], hasValues: Bool) -> [Double] {
    let last = Double(ages.last ?? 0)
    let first = Double(ages.first ?? 0)
    let isSingle = ages.count == 1 ? 1.0 : 0.0
    var features = [log(1 + Double(ages.count))]
    features += halfLives.map { log(decayed(ages, halfLife: $0) + 0.001) }
    features += [
      log(1 + last), log(1 + first), log(Double(periods(ages, of: 30))),
      log(Double(periods(ages, of: 7))), isSingle, isSingle * log(1 + last),
    ]
    if hasValues {
      let weighted = zip(ages, values).reduce(0.0) { sum, event in
        sum + max(0, event.1 ?? 0) * exp2(-Double(event.0) / 365)
      }
      features.append(log(1 + weighted))
    }
    return features
  }

  /// How many stretches of so many days hold an event.
  private static func periods(_ ages: [Int], of days: Int) -> Int {
    Set(ages.map { $0 / days }).count
  }
}
