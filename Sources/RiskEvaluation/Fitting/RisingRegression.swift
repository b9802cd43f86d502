internal import Foundation

/// The chance of an outcome where every step that a firm has climbed speaks for it or not at all:
/// logistic regression with weights that are never below zero and a ridge penalty on each.
///
/// The penalty is a doubt that a step tells anything. It grows with the step's deviation, half as fast
/// as if steps were made alike first: what few firms climbed may tell much, and yet keeps less of what
/// it shows than what thousands climbed. Fitted by coordinate descent within a trust region.
///
/// - Source: Genkin, Lewis and Madigan 2007, Large-scale Bayesian logistic regression.
struct RisingRegression: Sendable {
  /// The logarithm of the odds of a firm without a step.
  private(set) var intercept: Double
  /// What each step adds to it, never below zero.
  private(set) var weights: [Double]

  private static let mostSweeps = 400
  private static let leastMove = 1e-6
  /// Of the doubt about a step that half of the firms climbed (assumption).
  private static let leastDoubt = 1.0 / 30

  /// - Parameters:
  ///   - patterns: with both outcomes among them.
  ///   - width: how many steps there are.
  ///   - ridge: the penalty on the squared weight of a step that half of the firms climbed.
  init(_ patterns: [StepPattern], width: Int, ridge: Double) {
    let count = patterns.reduce(0) { $0 + $1.count }
    let positives = patterns.reduce(0) { $0 + $1.positives }
    intercept = log(Double(positives) / Double(count - positives))
    weights = [Double](repeating: 0, count: width)
    var descent = Descent(patterns, width: width, start: intercept)
    let doubts = descent.deviations.map { ridge * max(2 * $0, Self.leastDoubt) }
    var reach = [Double](repeating: 1, count: width)
    for _ in 0..<Self.mostSweeps {
      var largest = abs(descent.moveAll())
      for step in 0..<width where !descent.holders[step].isEmpty {
        let (slope, curve) = descent.slope(step)
        let wanted = -(slope + doubts[step] * weights[step]) / (curve + doubts[step])
        let move = max(-weights[step], min(max(wanted, -reach[step]), reach[step]))
        reach[step] = max(2 * abs(move), reach[step] / 2)
        guard move != 0 else { continue }
        weights[step] += move
        descent.move(step, by: move)
        largest = max(largest, abs(move))
      }
      if largest < Self.leastMove { break }
    }
    intercept = descent.intercept
  }

  /// The logarithm of the odds.
  func score(_ steps: [Int32]) -> Double {
    steps.reduce(intercept) { $0 + weights[Int($1)] }
  }

  /// How badly outcomes were foretold: minus the logarithm of their likelihood.
  func loss(_ patterns: [StepPattern]) -> Double {
    patterns.reduce(0) { sum, pattern in
      let score = score(pattern.steps)
      // Of a large score the exponential would be no number.
      let all = score > 30 ? score : log(1 + exp(score))
      return sum + Double(pattern.count) * all - Double(pattern.positives) * score
    }
  }
}

/// Firms that have climbed the same steps.
struct StepPattern: Sendable {
  /// Rising.
  let steps: [Int32]
  let count: Int
  let positives: Int
}

/// Where a descent stands.
private struct Descent {
  /// The patterns that have climbed each step.
  let holders: [[Int32]]
  private let counts: [Double]
  private let positives: [Double]
  private var scores: [Double]
  private(set) var intercept: Double

  init(_ patterns: [StepPattern], width: Int, start: Double) {
    var holders = [[Int32]](repeating: [], count: width)
    for (place, pattern) in patterns.enumerated() {
      for step in pattern.steps { holders[Int(step)].append(Int32(place)) }
    }
    self.holders = holders
    counts = patterns.map { Double($0.count) }
    positives = patterns.map { Double($0.positives) }
    scores = [Double](repeating: start, count: patterns.count)
    intercept = start
  }

  /// Of each step over all firms.
  var deviations: [Double] {
    let all = counts.reduce(0, +)
    return holders.map { own in
      let share = own.reduce(0) { $0 + counts[Int($1)] } / all
      return (share * (1 - share)).squareRoot()
    }
  }

  /// First and second derivative of the loss by a step's weight.
  func slope(_ step: Int) -> (Double, Double) {
    var (slope, curve) = (0.0, 0.0)
    for holder in holders[step] { add(Int(holder), &slope, &curve) }
    return (slope, curve)
  }

  private func add(_ place: Int, _ slope: inout Double, _ curve: inout Double) {
    let chance = 1 / (1 + exp(-scores[place]))
    slope += counts[place] * chance - positives[place]
    curve += counts[place] * chance * (1 - chance)
  }

  mutating func move(_ step: Int, by move: Double) {
    for holder in holders[step] { scores[Int(holder)] += move }
  }

  /// Moves the intercept; it has no penalty.
  mutating func moveAll() -> Double {
    var (slope, curve) = (0.0, 0.0)
    for place in scores.indices { add(place, &slope, &curve) }
    let move = min(max(-slope / max(curve, 1e-12), -1), 1)
    for place in scores.indices { scores[place] += move }
    intercept += move
    return move
  }
}
