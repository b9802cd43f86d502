public import WageDomain

/// The days as of which a workspace is judged, and how.
public struct CutoffPlan: Hashable, Sendable {
  /// Ascending, each once.
  public let cutoffs: [Day]
  /// How far back complaints and arrears count in the rankings that are no card: months.
  public let history: Int
  /// The cutoff is its first day, the end is left out.
  public let horizon: Horizon
  public let capacities: [VisitCapacity]
  public let seed: UInt64
  /// Draws of the bootstrap.
  public let rounds: Int

  public init(
    cutoffs: [Day], history: Int, horizon: Horizon, capacities: [VisitCapacity], seed: UInt64,
    rounds: Int
  ) {
    self.cutoffs = Set(cutoffs).sorted()
    self.history = history
    self.horizon = horizon
    self.capacities = capacities
    self.seed = seed
    self.rounds = rounds
  }

  /// The first day after the label's window.
  public func end(_ cutoff: Day) -> Day { horizon.end(from: cutoff) }

  /// - Throws: ``EvaluationRefusal`` for the first cutoff of which the label is not known to its end,
  ///   or whose window reaches into what the card learned from.
  public func check(
    _ label: OutcomeLabel, _ outcomes: FirmOutcomes, trainedUntil: Day? = nil
  ) throws(EvaluationRefusal) {
    guard let first = outcomes.firstDay, let last = outcomes.lastDay(of: label) else {
      throw .labelUnknown(label)
    }
    for cutoff in cutoffs {
      guard first < cutoff, cutoff <= last else {
        throw .cutoffOutside(cutoff, first: first, last: last)
      }
      let end = end(cutoff).adding(days: -1)
      guard end <= last else { throw .horizonOpen(cutoff, end: end, last: last) }
      if let trainedUntil, cutoff <= trainedUntil {
        throw .labelInTraining(cutoff, trainedUntil: trainedUntil)
      }
    }
  }

  /// The plan, checked for every label; without cutoffs one with the usual ones.
  ///
  /// - Parameters:
  ///   - labels: of all cohorts.
  ///   - outcomes: what is known of them.
  ///   - trainedUntil: the last day of the outcomes that a card learned from; the usual cutoffs are later,
  ///     and others are refused.
  /// - Returns: a plan with at least one cutoff.
  /// - Throws: as ``check(_:_:trainedUntil:)``, and where there is no usual cutoff.
  public func settled(
    _ labels: [OutcomeLabel], _ outcomes: FirmOutcomes, trainedUntil: Day? = nil
  ) throws(EvaluationRefusal) -> CutoffPlan {
    let days =
      cutoffs.isEmpty
      ? Self.usualCutoffs(labels, outcomes, horizon: horizon, trainedUntil: trainedUntil) : cutoffs
    let plan = CutoffPlan(
      cutoffs: days, history: history, horizon: horizon, capacities: capacities, seed: seed,
      rounds: rounds)
    for label in labels { try plan.check(label, outcomes, trainedUntil: trainedUntil) }
    guard !days.isEmpty else { throw .noCutoff(horizon: horizon, trainedUntil: trainedUntil) }
    return plan
  }

  /// The last first days of months whose windows are known to their end, at most six, with half a
  /// year of data before each (assumptions).
  ///
  /// - Parameters:
  ///   - labels: each must be known.
  ///   - outcomes: what is known.
  ///   - horizon: how far the label looks.
  ///   - trainedUntil: the last day that the card learned from.
  /// - Returns: ascending; empty where the data allow none.
  public static func usualCutoffs(
    _ labels: [OutcomeLabel], _ outcomes: FirmOutcomes, horizon: Horizon, trainedUntil: Day? = nil
  ) -> [Day] {
    let ends = labels.map(outcomes.lastDay)
    guard let first = outcomes.firstDay, let last = ends.compactMap(\.self).min(),
      ends.allSatisfy({ $0 != nil })
    else { return [] }
    let earliest = max(
      first.adding(months: leastHistory), trainedUntil?.adding(days: 1) ?? first)
    var month = last.month
    var cutoffs: [Day] = []
    while month.firstDay >= earliest, cutoffs.count < mostCutoffs {
      if horizon.end(from: month.firstDay).adding(days: -1) <= last {
        cutoffs.append(month.firstDay)
      }
      month = month.adding(months: -1)
    }
    return cutoffs.reversed()
  }

  private static let mostCutoffs = 6
  private static let leastHistory = 6
}
