internal import RiskScoring
internal import WageDomain
internal import WageStore

/// Lets tiers stand after their cause has gone, by what stood after the last night before the day.
///
/// Only nights of the same scorecard and of earlier as-of days are looked at, so that nothing scored
/// for later days, nor a second run of the day, nor a day scored for trial changes what a run says.
struct TierHolding {
  private let policy: WarningPolicy?
  private let asOf: Day
  private let before: [Int64: StoodTier]
  private let discharged: [Int64: Set<Tier>]
  /// Nil where nothing stood before.
  private let late: LateSources?

  init(_ snapshot: StoreSnapshot, _ policies: NightPolicies, asOf: Day) throws {
    self.asOf = asOf
    policy = policies.scorecard.warnings
    before =
      policy == nil
      ? [:]
      : try snapshot.standingTiers(
        before: asOf, scorecard: policies.scorecard.identifier, text: policies.runTexts.scorecard)
    discharged = before.isEmpty ? [:] : try snapshot.dischargedTiers(asOf: asOf)
    late = before.isEmpty ? nil : try LateSources(snapshot, policies, asOf: asOf)
  }

  /// The firms above green after the night before.
  var firms: some Sequence<Int64> { before.keys }

  /// What the run's outcome depends on besides its inputs, one line a firm.
  var inputs: [String] {
    before.sorted { $0.key < $1.key }.map { firm, stood in
      let holds = stood.tier.holds.map { hold in
        "\(hold.tier.rawValue) \(hold.causeRun) \(hold.goneOn?.description ?? "-")"
      }
      return "stood \(firm) \(stood.tier.tier.rawValue) \(holds.joined(separator: ", "))"
    }
      + discharged.sorted { $0.key < $1.key }.map { firm, tiers in
        "discharged \(firm) \(tiers.sorted().map(\.rawValue).joined(separator: ", "))"
      } + (late?.events ?? []).sorted().map { "late \($0.rawValue)" }
  }

  /// The assessment with the tier that stands, and why it does; nil when tonight's stands.
  func held(
    _ assessment: Assessment, coverage: FeedCoverage
  ) throws -> (assessment: Assessment, holds: [TierHold])? {
    guard let policy, let before = before[assessment.firmId],
      before.tier.tier > assessment.tier
    else { return nil }
    var unknown = LateSources.Found()
    let standing = try policy.standing(
      scored: assessment.tier, before: before.tier, run: before.run, asOf: asOf,
      isDischarged: { discharged[assessment.firmId]?.contains($0) ?? false }
    ) { cause in
      let found = try late?.found(run: cause, firm: assessment.firmId, coverage)
      if let found { unknown.add(found) }
      return !(found?.isEmpty ?? true)
    }
    guard let hold = standing.hold else { return nil }
    let reason = Reason(
      indicator: "held:\(hold.tier.rawValue)", points: 0, trigger: nil,
      text: Self.text(hold, scored: assessment.tier, late: unknown.names),
      evidence: [])
    return (
      Assessment(
        firmId: assessment.firmId, creditCode: assessment.creditCode, points: assessment.points,
        tier: standing.tier, reasons: [reason] + assessment.reasons), standing.holds
    )
  }

  private static func text(_ hold: TierHold, scored: Tier, late feeds: Bilingual) -> Bilingual {
    guard let goneOn = hold.goneOn, let loweredOn = hold.loweredOn else {
      return Bilingual(
        zh: "维持\(hold.tier.name.zh)：今日评为\(scored.name.zh)，但数据迟到（\(feeds.zh)），不能认定原因已消除",
        en: "Stays \(hold.tier.name.en): \(scored.name.en) by tonight's points, but \(feeds.en) is "
          + "late, so nobody knows that the cause has gone")
    }
    return Bilingual(
      zh: "维持\(hold.tier.name.zh)：今日评为\(scored.name.zh)，原因自 \(goneOn) 起消除，"
        + "如不再现，\(loweredOn) 下调",
      en: "Stays \(hold.tier.name.en): \(scored.name.en) by tonight's points, the cause gone since "
        + "\(goneOn); lowered on \(loweredOn) unless it comes back")
  }
}
