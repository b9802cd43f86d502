internal import Foundation

/// From how many points on a firm is yellow, orange or red, so that each tier holds as many firms of
/// the training as under the card that the fit began with: a district's visits stay as many.
public struct FittedTiers: Hashable, Sendable {
  public let yellow: Int
  public let orange: Int
  public let red: Int

  /// - Parameters:
  ///   - points: of each row, by the fitted rules.
  ///   - demanded: severity of the tier that a hard trigger demands of it, 0 without one.
  ///   - before: severity of the tier that the row had.
  public init(points: [Int], demanded: [Int], before: [Int]) {
    func threshold(_ severity: Int) -> Int {
      let wanted = before.count { $0 >= severity } - demanded.count { $0 >= severity }
      let free = zip(points, demanded).filter { $0.1 < severity }.map(\.0).sorted(by: >)
      guard wanted > 0 else { return (free.first ?? 0) + 1 }
      guard wanted < free.count else { return 1 }
      // Ties at the line stay out: no more firms than before.
      return max(1, free[wanted] + 1)
    }
    yellow = min(threshold(1), PointsFit.mostPoints - 2)
    orange = min(max(threshold(2), yellow + 1), PointsFit.mostPoints - 1)
    red = min(max(threshold(3), orange + 1), PointsFit.mostPoints)
  }
}

extension PointsFit {
  /// What each row of a table gets.
  public func points(_ table: FittingTable) -> [Int] {
    var sums = [Int](repeating: 0, count: table.count)
    for (place, rule) in rules.enumerated() where !rule.points.isEmpty {
      for (row, value) in table.values(place).enumerated() { sums[row] += rule.points(value) }
    }
    return sums
  }

  /// The logarithm of a firm's odds, as its points say it.
  public func logOdds(points: Int) -> Double {
    baseLogOdds + Double(points) * log(2) / Double(pointsOfDouble)
  }
}

extension PointsFit.Rule {
  /// The points of the most severe threshold that a value reaches.
  public func points(_ value: Int64) -> Int {
    guard FittingTable.isMeasured(value) else { return 0 }
    return points.last { rule.reaches(value, $0.threshold) }?.points ?? 0
  }
}
