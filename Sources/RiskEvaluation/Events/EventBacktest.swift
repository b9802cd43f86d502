public import WageDomain

/// Ranks entities by their past events as of several days, and counts what came true.
///
/// The fitted ranking takes its weights from earlier cutoffs only, whose horizons were over by the
/// cutoff that it is judged on: nothing of the label reaches into the training.
public struct EventBacktest: Sendable {
  /// What is evaluated.
  public struct Plan: Hashable, Sendable {
    public let cutoffs: [Day]
    /// Months.
    public let history: Int
    /// The cutoff is its first day, the end is left out.
    public let horizon: Horizon
    /// How many are visited.
    public let ks: [Int]
    public let seed: UInt64
    /// Draws of the bootstrap.
    public let rounds: Int

    public init(
      cutoffs: [Day], history: Int, horizon: Horizon, ks: [Int], seed: UInt64, rounds: Int = 500
    ) {
      self.cutoffs = cutoffs
      self.history = history
      self.horizon = horizon
      self.ks = ks
      self.seed = seed
      self.rounds = rounds
    }
  }

  /// The rankings, the first what the others are compared with.
  public enum Ranking: String, CaseIterable, Sendable {
    case count
    case random
    case lastFirst = "last-first"
    case halfLife = "half-life-365"
    case fitted = "count-and-recency"
  }

  private let events: DatedEvents
  private let plan: Plan
  private let firstDay: Day
  private let lastDay: Day

  /// - Throws: ``EvaluationRefusal`` for a cutoff that the table cannot answer.
  public init(_ events: DatedEvents, _ plan: Plan) throws(EvaluationRefusal) {
    guard let firstDay = events.firstDay, let lastDay = events.lastDay else { throw .noEvents }
    for cutoff in plan.cutoffs {
      guard firstDay < cutoff, cutoff <= lastDay else {
        throw .cutoffOutside(cutoff, first: firstDay, last: lastDay)
      }
      let end = plan.horizon.end(from: cutoff).adding(days: -1)
      guard end <= lastDay else { throw .horizonOpen(cutoff, end: end, last: lastDay) }
    }
    self.events = events
    self.plan = plan
    self.firstDay = firstDay
    self.lastDay = lastDay
  }

  /// One for each cutoff of the plan, in its order.
  public func run() -> [CutoffFigures] { plan.cutoffs.map(figures) }

  private func figures(_ cutoff: Day) -> CutoffFigures {
    let cohort = cohort(cutoff)
    let outcomes = cohort.outcomes
    let fitted = fit(before: cutoff)
    var rankings: [(Ranking, [Double])] = [
      (.count, cohort.ages.map { Double($0.count) }),
      // Equal scores: the mean over all orders is what a random list would do.
      (.random, cohort.ages.map { _ in 0 }),
      (.lastFirst, cohort.ages.map { -Double($0.last ?? 0) }),
      (.halfLife, cohort.ages.map { CountAndRecency.decayed($0, halfLife: 365) }),
    ]
    if let model = fitted.model {
      rankings.append((.fitted, features(cohort).map(model.score)))
    }
    let intervals = PairedBootstrap(
      rankings: rankings.map(\.1), outcomes: outcomes, rounds: plan.rounds, seed: plan.seed
    ).aucs()
    return CutoffFigures(
      cutoff: cutoff, historyFrom: max(firstDay, cutoff.adding(months: -plan.history)),
      labelUntil: plan.horizon.end(from: cutoff), count: outcomes.count,
      positives: outcomes.count { $0 }, trainedOn: fitted.cutoffs,
      rankings: zip(rankings, intervals).map { ranking, interval in
        let ranked = RankedOutcomes(scores: ranking.1, outcomes: outcomes)
        return RankingFigures(
          ranking: ranking.0.rawValue, auc: ranked.auc, aucInterval: interval.auc,
          difference: ranking.0 == .count ? nil : interval.difference,
          averagePrecision: ranked.averagePrecision, tops: plan.ks.map(ranked.top))
      })
  }

  private func cohort(_ cutoff: Day) -> EventCohort {
    EventCohort(events, cutoff: cutoff, history: plan.history, horizon: plan.horizon)
  }

  private func features(_ cohort: EventCohort) -> [[Double]] {
    let hasValues = hasValues
    return zip(cohort.ages, cohort.values).map {
      CountAndRecency.features($0, values: $1, hasValues: hasValues)
    }
  }

  private var hasValues: Bool { events.byEntity.contains { $0.contains { $0.value != nil } } }

  /// One, one and a half and two horizons earlier, as far as the table reaches back.
  private func fit(before cutoff: Day) -> (model: LogisticRegression?, cutoffs: [Day]) {
    let steps = [plan.horizon.times(2), plan.horizon.andHalf, plan.horizon]
    let earlier = Set(steps.map { $0.start(before: cutoff) }).sorted()
      .filter { firstDay <= $0.adding(months: -plan.history) }
    let cohorts = earlier.map(cohort)
    let outcomes = cohorts.flatMap(\.outcomes)
    guard outcomes.count(where: { $0 }) >= Self.fewestPositives else { return (nil, earlier) }
    return (
      LogisticRegression(rows: cohorts.flatMap(features), outcomes: outcomes), earlier
    )
  }

  /// Fewer positives than this fit a chance, not a rule (assumption: ten for each feature or so).
  public static let fewestPositives = 100
}

/// What came out at one cutoff.
public struct CutoffFigures: Sendable {
  public let cutoff: Day
  /// The first day of the history, later than asked for where the table begins later.
  public let historyFrom: Day
  /// The first day that is not in the label any more.
  public let labelUntil: Day
  public let count: Int
  public let positives: Int
  /// The cutoffs that the fitted ranking learned from; it is missing when they held too few positives.
  public let trainedOn: [Day]
  public let rankings: [RankingFigures]
}

/// The figures of one ranking at one cutoff.
public struct RankingFigures: Sendable {
  public let ranking: String
  /// Nil: no estimate.
  public let auc: Double?
  public let aucInterval: PairedBootstrap.Interval?
  /// Of the AUC, less that of the plain count.
  public let difference: PairedBootstrap.Interval?
  public let averagePrecision: Double?
  public let tops: [TopFigures]
}
