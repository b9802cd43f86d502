internal import Foundation

/// The chance of an outcome as a weighted sum of features: logistic regression with a ridge penalty,
/// fitted by Newton's method on standardised features.
public struct LogisticRegression: Sendable {
  private let means: [Double]
  private let deviations: [Double]
  /// The intercept first, then by standardised feature.
  public let weights: [Double]

  /// Nil without rows or without both outcomes.
  ///
  /// - Parameters:
  ///   - rows: the features of each entity, all of one length.
  ///   - outcomes: of as many.
  ///   - ridge: the penalty on squared weights, the intercept left out.
  public init?(rows: [[Double]], outcomes: [Bool], ridge: Double = 1) {
    guard rows.count == outcomes.count else { return nil }
    self.init(
      zip(rows, outcomes).map { Pattern(features: $0, count: 1, positives: $1 ? 1 : 0) },
      ridge: ridge)
  }

  /// Entities with the same features.
  public struct Pattern: Hashable, Sendable {
    public let features: [Double]
    public let count: Int
    public let positives: Int

    public init(features: [Double], count: Int, positives: Int) {
      self.features = features
      self.count = count
      self.positives = positives
    }
  }

  /// The same from entities counted by their features; nil without both outcomes.
  ///
  /// - Parameters:
  ///   - patterns: the features all of one length.
  ///   - ridge: the penalty on squared weights, the intercept left out.
  public init?(_ patterns: [Pattern], ridge: Double = 1) {
    let total = patterns.reduce(0) { $0 + $1.count }
    let positives = patterns.reduce(0) { $0 + $1.positives }
    guard let width = patterns.first?.features.count, positives > 0, positives < total else {
      return nil
    }
    let count = Double(total)
    means = (0..<width).map { column in
      patterns.reduce(0) { $0 + Double($1.count) * $1.features[column] } / count
    }
    deviations = (0..<width).map { [means] column in
      let squares = patterns.reduce(0) { sum, pattern in
        let distance = pattern.features[column] - means[column]
        return sum + Double(pattern.count) * (distance * distance)
      }
      // A feature that never varies tells nothing: its weight stays zero.
      return squares > 0 ? (squares / count).squareRoot() : 1
    }
    let standard = patterns.map { [means, deviations] pattern in
      Pattern(
        features: [1.0]
          + (0..<width).map { (pattern.features[$0] - means[$0]) / deviations[$0] },
        count: pattern.count, positives: pattern.positives)
    }
    var weights = [Double](repeating: 0, count: width + 1)
    for _ in 0..<Self.mostSteps {
      let step = Self.step(standard, weights, ridge)
      for index in weights.indices { weights[index] -= step[index] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    self.weights = weights
  }

  private static let mostSteps = 50

  /// What one more of a feature adds to the logarithm of the odds.
  public func slope(_ column: Int) -> Double { weights[column + 1] / deviations[column] }

  /// The logarithm of the odds; higher is likelier.
  public func score(_ row: [Double]) -> Double {
    row.indices.reduce(weights[0]) { sum, column in
      sum + weights[column + 1] * (row[column] - means[column]) / deviations[column]
    }
  }

  private static func step(
    _ patterns: [Pattern], _ weights: [Double], _ ridge: Double
  ) -> [Double] {
    let width = weights.count
    var slope = (0..<width).map { $0 == 0 ? 0 : ridge * weights[$0] }
    var curve = (0..<width).map { line in
      (0..<width).map { $0 == line && line > 0 ? ridge : 0.0 }
    }
    for pattern in patterns {
      let (row, count) = (pattern.features, Double(pattern.count))
      var sum = 0.0
      for column in 0..<width { sum += row[column] * weights[column] }
      let chance = 1 / (1 + exp(-sum))
      let miss = count * chance - Double(pattern.positives)
      // At the ends the curve would vanish and the step have no bound.
      let weight = count * max(chance * (1 - chance), 1e-12)
      for line in 0..<width {
        slope[line] += miss * row[line]
        let part = weight * row[line]
        for column in 0...line { curve[line][column] += part * row[column] }
      }
    }
    for line in 0..<width {
      for column in 0..<line { curve[column][line] = curve[line][column] }
    }
    return solve(curve, slope)
  }

  /// Gaussian elimination with the largest pivot.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let width = right.count
    for pivot in 0..<width {
      let best = (pivot..<width).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
      rows.swapAt(pivot, best)
      guard abs(rows[pivot][pivot]) > 1e-300 else { continue }
      for line in 0..<width where line != pivot {
        let factor = rows[line][pivot] / rows[pivot][pivot]
        guard factor != 0 else { continue }
        for column in pivot...width { rows[line][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<width).map { abs(rows[$0][$0]) > 1e-300 ? rows[$0][width] / rows[$0][$0] : 0 }
  }
}
