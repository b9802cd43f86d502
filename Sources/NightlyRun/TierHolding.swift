internal import RiskScoring
internal import WageDomain
internal import WageStore

/// Lets tiers stand after their cause has gone, by what stood after the last run of an earlier day.
///
/// Only runs of the same scorecard and of earlier as-of days are looked at, so that nothing scored
/// for later days, nor a second run of the day, changes what a run says.
struct TierHolding {
  private let snapshot: StoreSnapshot
  private let policy: WarningPolicy?
  private let asOf: Day
  private let run: Int64
  private let before: [Int64: StandingTier]

  init(_ snapshot: StoreSnapshot, _ scorecard: Scorecard, asOf: Day) throws {
    self.snapshot = snapshot
    self.asOf = asOf
    policy = scorecard.warnings
    let standing = try scorecard.warnings.flatMap { _ in
      try snapshot.standingTiers(before: asOf, scorecard: scorecard.identifier)
    }
    run = standing?.run ?? 0
    before = standing?.firms ?? [:]
  }

  /// What the run's outcome depends on besides its inputs, one line a firm.
  var inputs: [String] {
    before.sorted { $0.key < $1.key }.map { firm, standing in
      let holds = standing.holds.map { hold in
        "\(hold.tier.rawValue) \(hold.causeRun) \(hold.goneOn?.description ?? "-")"
      }
      return "stood \(firm) \(standing.tier.rawValue) \(holds.joined(separator: ", "))"
    }
  }

  /// The assessment with the tier that stands, and why it does; nil when tonight's stands.
  func held(
    _ assessment: Assessment, lateFeeds: Set<Feed>
  ) throws -> (assessment: Assessment, holds: [TierHold])? {
    guard let policy, let before = before[assessment.firmId], before.tier > assessment.tier else {
      return nil
    }
    var late: Set<Feed> = []
    let standing = try policy.standing(
      scored: assessment.tier, before: before, run: run, asOf: asOf
    ) { cause in
      let feeds = try lateFeeds.isEmpty ? [] : reasonFeeds(cause, assessment.firmId)
      late.formUnion(feeds.intersection(lateFeeds))
      return !feeds.isDisjoint(with: lateFeeds)
    }
    guard let hold = standing.hold else { return nil }
    let reason = Reason(
      indicator: "held:\(hold.tier.rawValue)", points: 0, trigger: nil,
      text: Self.text(hold, scored: assessment.tier, late: late.sorted().map(\.rawValue)),
      evidence: [])
    return (
      Assessment(
        firmId: assessment.firmId, creditCode: assessment.creditCode, points: assessment.points,
        tier: standing.tier, reasons: [reason] + assessment.reasons), standing.holds
    )
  }

  private func reasonFeeds(_ run: Int64, _ firm: Int64) throws -> Set<Feed> {
    try snapshot.reasonFeeds(run: run, firm: firm, asOf: asOf)
  }

  private static func text(_ hold: TierHold, scored: Tier, late: [String]) -> Bilingual {
    guard let goneOn = hold.goneOn, let loweredOn = hold.loweredOn else {
      let feeds = late.joined(separator: ", ")
      return Bilingual(
        zh: "维持\(hold.tier.name.zh)：今日评为\(scored.name.zh)，但数据迟到（\(feeds)），不能认定原因已消除",
        en: "Stays \(hold.tier.name.en): \(scored.name.en) by tonight's points, but \(feeds) is "
          + "late, so nobody knows that the cause has gone")
    }
    return Bilingual(
      zh: "维持\(hold.tier.name.zh)：今日评为\(scored.name.zh)，原因自 \(goneOn) 起消除，"
        + "如不再现，\(loweredOn) 下调",
      en: "Stays \(hold.tier.name.en): \(scored.name.en) by tonight's points, the cause gone since "
        + "\(goneOn); lowered on \(loweredOn) unless it comes back")
  }
}
