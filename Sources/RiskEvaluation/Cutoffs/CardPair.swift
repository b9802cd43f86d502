internal import RiskScoring
public import WageDomain

/// Two scorecards on one cutoff: the same firms, the same outcomes.
public struct CardPair: Sendable {
  /// One card's figures.
  public struct Side: Sendable {
    /// E.g. `default@2`.
    public let scorecard: String
    /// Nil: no estimate.
    public let auc: Double?
    public let aucInterval: PairedBootstrap.Interval?
    public let averagePrecision: Double?
    /// One for each capacity.
    public let tops: [TopFigures]
  }

  /// A firm that one of the two lists has.
  public struct Move: Hashable, Sendable {
    public let creditCode: String
    /// On the second card's list and not on the first one's.
    public let isEntering: Bool
    /// By the first card, then by the second.
    public let points: [Int]
    public let tiers: [Tier]
    public let cameTrue: Bool
  }

  public let cutoff: Day
  /// The first day after the label's window.
  public let labelUntil: Day
  public let count: Int
  public let positives: Int
  public let first: Side
  public let second: Side
  /// Of the second card's AUC less the first one's.
  public let difference: PairedBootstrap.Interval?
  /// Between the lists of the first capacity, by tier, points and credit code as `flagged` has them:
  /// who enters, then who leaves, by credit code.
  public let moves: [Move]
  /// For the mean over several cutoffs.
  public let day: CardComparison.Day

  /// - Parameters:
  ///   - first: the sample of the card that the other is held against.
  ///   - second: of the same day and firms.
  ///   - members: the cohort, by `firm.id`.
  ///   - cohort: what counts as coming true.
  ///   - outcomes: what became of the firms.
  ///   - plan: horizon, capacities, draws.
  public init(
    _ first: CutoffSample, _ second: CutoffSample, members: Set<Int64>, cohort: CutoffCohort,
    outcomes: FirmOutcomes, plan: CutoffPlan
  ) {
    let places = first.firms.indices.filter { members.contains(first.firms[$0].id) }
    let others = Dictionary(
      second.firms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = places.compactMap { place in
      others[first.firms[place].id].map { (first.firms[place], $0) }
    }
    let end = plan.end(first.cutoff)
    let came = pairs.map { pair in
      outcomes.day(of: cohort.label, firm: pair.0.id, from: first.cutoff, until: end) != nil
    }
    cutoff = first.cutoff
    labelUntil = end
    count = came.count
    positives = came.count { $0 }
    let ks = plan.capacities.map { $0.count(of: came.count) }
    let scores = [pairs.map(\.0.points), pairs.map(\.1.points)]
    let intervals = LevelBootstrap(
      rankings: scores.map(LevelledRanking.init), outcomes: came, ks: ks, rounds: plan.rounds,
      seed: plan.seed
    ).intervals()
    func side(_ place: Int, _ card: String) -> Side {
      let ranked = RankedOutcomes(scores: scores[place].map(Double.init), outcomes: came)
      return Side(
        scorecard: card, auc: ranked.auc, aucInterval: intervals[place].auc,
        averagePrecision: ranked.averagePrecision, tops: ks.map(ranked.top))
    }
    self.first = side(0, first.scorecard)
    self.second = side(1, second.scorecard)
    difference = intervals[1].difference
    moves = Self.moves(pairs, came, k: ks.first ?? 1)
    day = CardComparison.Day(
      firms: pairs.map(\.0.id), first: scores[0].map(Double.init),
      second: scores[1].map(Double.init), outcomes: came)
  }

  private static func moves(
    _ pairs: [(SampledFirm, SampledFirm)], _ came: [Bool], k: Int
  ) -> [Move] {
    func listed(_ firm: (Int) -> SampledFirm) -> Set<Int> {
      let flagged = pairs.indices.filter { firm($0).tier > .green }
      return Set(
        flagged.sorted { left, right in
          let (one, other) = (firm(left), firm(right))
          if one.tier != other.tier { return one.tier > other.tier }
          return one.points != other.points
            ? one.points > other.points : one.creditCode.text < other.creditCode.text
        }.prefix(k))
    }
    let (before, after) = (listed { pairs[$0].0 }, listed { pairs[$0].1 })
    return before.symmetricDifference(after).map { place in
      let (one, other) = pairs[place]
      return Move(
        creditCode: one.creditCode.text, isEntering: after.contains(place),
        points: [Int(one.points), Int(other.points)], tiers: [one.tier, other.tier],
        cameTrue: came[place])
    }.sorted {
      $0.isEntering != $1.isEntering ? $0.isEntering : $0.creditCode < $1.creditCode
    }
  }
}
