/// Scores of one day and what came true afterwards, the highest score first: the ground of every
/// figure about a ranking.
///
/// Equal scores are a tie, whose order nobody chose: figures that depend on it are given as worst,
/// mean and best over all orders.
public struct RankedOutcomes: Sendable {
  struct Tie: Hashable {
    let count: Int
    let positives: Int
  }

  /// Highest score first.
  let ties: [Tie]
  public let count: Int
  public let positives: Int

  /// - Parameters:
  ///   - scores: higher is riskier; none is NaN.
  ///   - outcomes: whether it came true, of as many.
  public init(scores: [Double], outcomes: [Bool]) {
    precondition(scores.count == outcomes.count, "one outcome for each score")
    var ties: [Tie] = []
    var last: Double?
    for index in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
      let hit = outcomes[index] ? 1 : 0
      if scores[index] == last, let tie = ties.popLast() {
        ties.append(Tie(count: tie.count + 1, positives: tie.positives + hit))
      } else {
        ties.append(Tie(count: 1, positives: hit))
      }
      last = scores[index]
    }
    self.init(ties: ties)
  }

  /// - Parameter ties: highest score first, none empty.
  init(ties: [Tie]) {
    self.ties = ties
    count = ties.reduce(0) { $0 + $1.count }
    positives = ties.reduce(0) { $0 + $1.positives }
  }

  /// The share of pairs of a positive and a negative in which the positive stands higher, ties
  /// counting half.
  ///
  /// - Returns: nil without a pair, and when all scores are equal: that says nothing either way.
  public var auc: Double? {
    let negatives = count - positives
    guard positives > 0, negatives > 0, ties.count > 1 else { return nil }
    var negativesBelow = negatives
    var twice = 0
    for tie in ties {
      let own = tie.count - tie.positives
      negativesBelow -= own
      twice += tie.positives * (2 * negativesBelow + own)
    }
    return Double(twice) / Double(2 * positives * negatives)
  }

  /// The mean of the precision at each threshold, weighted by the recall that it adds.
  ///
  /// - Returns: nil without a positive, and when all scores are equal.
  public var averagePrecision: Double? {
    guard positives > 0, ties.count > 1 else { return nil }
    var seen = 0
    var hits = 0
    var sum = 0.0
    for tie in ties {
      seen += tie.count
      hits += tie.positives
      sum += Double(tie.positives) * Double(hits) / Double(seen)
    }
    return sum / Double(positives)
  }

  /// What the first `k` of the ranking hold.
  public func top(_ k: Int) -> TopFigures {
    let taken = min(k, count)
    var left = taken
    var hits = 0
    for tie in ties {
      guard tie.count > left else {
        left -= tie.count
        hits += tie.positives
        continue
      }
      let negatives = tie.count - tie.positives
      return TopFigures(
        k: k, taken: taken, count: count, positives: positives,
        worst: hits + max(0, left - negatives), best: hits + min(left, tie.positives),
        mean: Double(hits) + Double(left * tie.positives) / Double(tie.count))
    }
    return TopFigures(
      k: k, taken: taken, count: count, positives: positives, worst: hits, best: hits,
      mean: Double(hits))
  }
}

/// How many of the first k came true: over all orders of equal scores the fewest, the mean and the
/// most.
public struct TopFigures: Hashable, Sendable {
  /// As asked for.
  public let k: Int
  /// Fewer than ``k`` when there are not so many.
  public let taken: Int
  let count: Int
  let positives: Int
  public let worst: Int
  public let best: Int
  public let mean: Double

  /// Hits of those taken; nil when none was.
  public func precision(_ hits: Double) -> Double? { taken > 0 ? hits / Double(taken) : nil }

  /// Hits of all that came true; nil when nothing did.
  public func recall(_ hits: Double) -> Double? { positives > 0 ? hits / Double(positives) : nil }

  /// The precision by that of a random list; nil when nothing came true.
  public func lift(_ hits: Double) -> Double? {
    guard positives > 0, let precision = precision(hits) else { return nil }
    return precision * Double(count) / Double(positives)
  }
}
