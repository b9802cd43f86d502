/// Two scorecards on the same days, firm by firm.
///
/// A bootstrap draws firms, each whole with all its days and both its scores, so that the interval of
/// the difference is that of the cards and not of the firms.
public struct CardComparison: Sendable {
  /// What both cards said of the firms of one cutoff, and what came true.
  public struct Day: Sendable {
    /// `firm.id` in the store, each once.
    public let firms: [Int64]
    /// Higher is riskier.
    public let first: [Double]
    public let second: [Double]
    public let outcomes: [Bool]

    public init(firms: [Int64], first: [Double], second: [Double], outcomes: [Bool]) {
      precondition(
        firms.count == first.count && firms.count == second.count
          && firms.count == outcomes.count, "one of each for each firm")
      self.firms = firms
      self.first = first
      self.second = second
      self.outcomes = outcomes
    }
  }

  private struct Prepared {
    /// The place of each firm among all that are drawn.
    let drawn: [Int]
    let first: Ordered
    let second: Ordered
    let outcomes: [Bool]
  }

  private let days: [Prepared]
  private let firmCount: Int
  private let rounds: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - days: one for each cutoff.
  ///   - rounds: draws.
  ///   - seed: the same draws the same.
  public init(_ days: [Day], rounds: Int, seed: UInt64) {
    let firms = Set(days.flatMap(\.firms)).sorted()
    let places = Dictionary(uniqueKeysWithValues: firms.enumerated().map { ($1, $0) })
    self.days = days.map { day in
      Prepared(
        drawn: day.firms.compactMap { places[$0] }, first: Ordered(day.first),
        second: Ordered(day.second), outcomes: day.outcomes)
    }
    firmCount = firms.count
    self.rounds = rounds
    self.seed = seed
  }

  /// The second card's AUC less the first one's, the mean over the cutoffs that have an estimate.
  public struct Difference: Hashable, Sendable {
    public let mean: Double
    /// Nil with too few draws that say something.
    public let interval: PairedBootstrap.Interval?
    /// Cutoffs with an estimate of both.
    public let cutoffs: Int
  }

  /// Nil where no cutoff has an estimate of both cards.
  public func difference() -> Difference? {
    let once = [Int](repeating: 1, count: firmCount)
    guard let own = mean(once) else { return nil }
    var numbers = SplitMix(seed)
    var times = once
    let draws = (0..<rounds).map { _ in
      for place in times.indices { times[place] = 0 }
      for _ in times.indices { times[numbers.below(firmCount)] += 1 }
      return mean(times)?.mean ?? .nan
    }
    return Difference(
      mean: own.mean, interval: PairedBootstrap.Interval(of: draws), cutoffs: own.count)
  }

  private func mean(_ times: [Int]) -> (mean: Double, count: Int)? {
    let differences = days.compactMap { day -> Double? in
      let own = day.drawn.map { times[$0] }
      guard let first = day.first.auc(own, day.outcomes),
        let second = day.second.auc(own, day.outcomes)
      else { return nil }
      return second - first
    }
    guard !differences.isEmpty else { return nil }
    return (differences.reduce(0, +) / Double(differences.count), differences.count)
  }
}
