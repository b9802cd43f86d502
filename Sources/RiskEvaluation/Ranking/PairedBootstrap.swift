/// How far figures of several rankings of the same entities would vary with other entities: by drawing
/// as many entities again and again, each draw the same for every ranking.
///
/// An entity is drawn whole, so that what happens to one firm is never counted as several.
public struct PairedBootstrap: Sendable {
  /// Of 95 draws in a hundred.
  public struct Interval: Hashable, Sendable {
    public let low: Double
    public let high: Double

    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  private let rankings: [Ordered]
  private let outcomes: [Bool]
  private let rounds: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - rankings: of each the scores of all entities, higher is riskier.
  ///   - outcomes: whether it came true, by entity.
  ///   - rounds: draws.
  ///   - seed: the same draws the same.
  public init(rankings: [[Double]], outcomes: [Bool], rounds: Int, seed: UInt64) {
    self.rankings = rankings.map(Ordered.init)
    self.outcomes = outcomes
    self.rounds = rounds
    self.seed = seed
  }

  /// The intervals of each ranking's AUC, and of its difference from the first one's.
  ///
  /// - Returns: nil for a ranking of equal scores only, and for all without both outcomes.
  public func aucs() -> [(auc: Interval?, difference: Interval?)] {
    var drawn = rankings.map { _ in [Double]() }
    var numbers = SplitMix(seed)
    var times = [Int](repeating: 0, count: outcomes.count)
    for _ in 0..<rounds {
      for index in times.indices { times[index] = 0 }
      for _ in times.indices { times[numbers.below(times.count)] += 1 }
      let aucs = rankings.map { $0.auc(times, outcomes) }
      // A draw without one of the outcomes says nothing about any.
      guard aucs.contains(where: { $0 != nil }) else { continue }
      for (place, auc) in aucs.enumerated() { drawn[place].append(auc ?? .nan) }
    }
    return drawn.map { own in
      (Interval(of: own), Interval(of: zip(own, drawn[0]).map { $0 - $1 }))
    }
  }
}

/// Entities by score, the highest first, with the ends of each tie.
struct Ordered: Sendable {
  let order: [Int]
  /// One past the last of each tie.
  let ends: [Int]

  init(_ scores: [Double]) {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    self.order = order
    ends = order.indices.filter {
      $0 + 1 == order.count || scores[order[$0 + 1]] != scores[order[$0]]
    }
    .map { $0 + 1 }
  }

  /// The AUC when each entity counts so many times.
  func auc(_ times: [Int], _ outcomes: [Bool]) -> Double? {
    guard ends.count > 1 else { return nil }
    var positivesAbove = 0
    var twice = 0
    var negatives = 0
    var start = 0
    for end in ends {
      var own = (positives: 0, negatives: 0)
      for place in start..<end {
        let entity = order[place]
        if outcomes[entity] {
          own.positives += times[entity]
        } else {
          own.negatives += times[entity]
        }
      }
      twice += own.negatives * (2 * positivesAbove + own.positives)
      positivesAbove += own.positives
      negatives += own.negatives
      start = end
    }
    guard positivesAbove > 0, negatives > 0 else { return nil }
    return Double(twice) / Double(2 * positivesAbove * negatives)
  }
}

extension PairedBootstrap.Interval {
  /// The middle 95 % of the draws; nil of fewer than forty that say something.
  init?(of draws: [Double]) {
    let known = draws.filter { !$0.isNaN }.sorted()
    guard known.count >= 40 else { return nil }
    self.init(low: known[known.count / 40], high: known[known.count - 1 - known.count / 40])
  }
}
