internal import WageDomain

/// Judges one cohort cutoff by cutoff, the earliest first, and keeps what is pooled over them.
///
/// One sample at a time is held; of the cutoff before, only the points.
public struct CutoffJudge: Sendable {
  public let cohort: CutoffCohort
  private let plan: CutoffPlan
  private let outcomes: FirmOutcomes
  private var before: [Int64: Int32]?
  public private(set) var groups: GroupBook
  public private(set) var calibration = CalibrationBook()

  public init(_ cohort: CutoffCohort, plan: CutoffPlan, outcomes: FirmOutcomes) {
    self.cohort = cohort
    self.plan = plan
    self.outcomes = outcomes
    groups = GroupBook(capacity: plan.capacities.last ?? .firms(1))
  }

  /// - Parameters:
  ///   - sample: of the next cutoff of the plan.
  ///   - members: the cohort, by `firm.id`; those that the sample does not have are left out.
  /// - Returns: the figures of the cutoff.
  public mutating func judge(_ sample: CutoffSample, members: Set<Int64>) -> CutoffJudgement {
    let places = sample.firms.indices.filter { members.contains(sample.firms[$0].id) }
    let firms = places.map { sample.firms[$0] }
    let end = plan.end(sample.cutoff)
    let came = firms.map { firm in
      outcomes.day(of: cohort.label, firm: firm.id, from: sample.cutoff, until: end) != nil
    }
    let rankings = CutoffRanking.all(sample, places: places, before: before)
    before = Dictionary(
      uniqueKeysWithValues: sample.firms.lazy.filter { $0.points != 0 }.map { ($0.id, $0.points) })
    groups.add(firms, came)
    calibration.add(firms, came, cutoff: sample.cutoff, end: end)
    return CutoffJudgement(
      cohort: cohort, cutoff: sample.cutoff,
      historyFrom: sample.cutoff.month.adding(months: -plan.history).firstDay, labelUntil: end,
      count: firms.count, positives: came.count { $0 },
      owedBefore: zip(firms, came).count { $1 && outcomes.owed($0.id, before: sample.cutoff) },
      rankings: judged(rankings, came), lateFeeds: sample.lateFeeds, tiers: Self.tiers(firms, came))
  }

  private func judged(_ rankings: [CutoffRanking], _ came: [Bool]) -> [JudgedRanking] {
    let levelled = rankings.map { LevelledRanking($0.scores) }
    let ks = plan.capacities.map { $0.count(of: came.count) }
    let intervals = LevelBootstrap(
      rankings: levelled, outcomes: came, ks: ks, rounds: plan.rounds, seed: plan.seed
    ).intervals()
    return rankings.indices.map { place in
      let ranked = levelled[place].ranked(came)
      return JudgedRanking(
        kind: rankings[place].kind, auc: ranked.auc, aucInterval: intervals[place].auc,
        difference: intervals[place].difference, averagePrecision: ranked.averagePrecision,
        tops: ks.indices.map { index in
          JudgedTop(
            capacity: plan.capacities[index], figures: ranked.top(ks[index]),
            precisionInterval: intervals[place].precisions[index])
        })
    }
  }

  private static func tiers(
    _ firms: [SampledFirm], _ came: [Bool]
  ) -> [Tier: CutoffJudgement.TierCount] {
    var tiers: [Tier: CutoffJudgement.TierCount] = [:]
    for (firm, came) in zip(firms, came) {
      tiers[firm.tier, default: .init()].count += 1
      if came { tiers[firm.tier, default: .init()].positives += 1 }
    }
    return tiers
  }
}
