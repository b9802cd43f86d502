internal import RiskScoring
internal import WageDomain
internal import WageStore

/// Lets tiers stand after their cause has gone, by what stood after the last night before the day.
///
/// Only nights of the same scorecard and of earlier as-of days are looked at, so that nothing scored
/// for later days, nor a second run of the day, nor a day scored for trial changes what a run says.
struct TierHolding {
  private let snapshot: StoreSnapshot
  private let scorecard: Scorecard
  private let policy: WarningPolicy?
  private let asOf: Day
  private let before: [Int64: StoodTier]
  private let discharged: [Int64: Set<Tier>]
  /// Feeds of events that are late: what they have not told may not have gone.
  private let lateEvents: Set<Feed>

  init(_ snapshot: StoreSnapshot, _ policies: NightPolicies, asOf: Day) throws {
    self.snapshot = snapshot
    self.asOf = asOf
    scorecard = policies.scorecard
    policy = policies.scorecard.warnings
    before =
      policy == nil
      ? [:]
      : try snapshot.standingTiers(
        before: asOf, scorecard: policies.scorecard.identifier, text: policies.runTexts.scorecard)
    discharged = before.isEmpty ? [:] : try snapshot.dischargedTiers(asOf: asOf)
    lateEvents =
      before.isEmpty
      ? [] : try FreshnessReport.lateEventFeeds(snapshot, feeds: policies.feeds, asOf: asOf)
  }

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
      } + lateEvents.sorted().map { "late \($0.rawValue)" }
  }

  /// The assessment with the tier that stands, and why it does; nil when tonight's stands.
  func held(
    _ assessment: Assessment, coverage: FeedCoverage
  ) throws -> (assessment: Assessment, holds: [TierHold])? {
    guard let policy, let before = before[assessment.firmId],
      before.tier.tier > assessment.tier
    else { return nil }
    let lateFeeds = coverage.lateFeeds.union(lateEvents)
    var (late, lateColumns): (Set<Feed>, Set<Measure>) = ([], [])
    let standing = try policy.standing(
      scored: assessment.tier, before: before.tier, run: before.run, asOf: asOf,
      isDischarged: { discharged[assessment.firmId]?.contains($0) ?? false }
    ) { cause in
      let feeds = try lateFeeds.isEmpty ? [] : reasonFeeds(cause, assessment.firmId)
      let columns = try lateColumnsRead(cause, assessment.firmId, coverage.lateMeasures)
      late.formUnion(feeds.intersection(lateFeeds))
      lateColumns.formUnion(columns)
      return !feeds.isDisjoint(with: lateFeeds) || !columns.isEmpty
    }
    guard let hold = standing.hold else { return nil }
    let reason = Reason(
      indicator: "held:\(hold.tier.rawValue)", points: 0, trigger: nil,
      text: Self.text(hold, scored: assessment.tier, late: Self.names(late, lateColumns)),
      evidence: [])
    return (
      Assessment(
        firmId: assessment.firmId, creditCode: assessment.creditCode, points: assessment.points,
        tier: standing.tier, reasons: [reason] + assessment.reasons), standing.holds
    )
  }

  /// The feeds of the rows behind the reasons; of a building site those that were asked, too, since
  /// nothing paid leaves no row.
  private func reasonFeeds(_ run: Int64, _ firm: Int64) throws -> Set<Feed> {
    let asked = try snapshot.reasonIndicators(run: run, firm: firm, asOf: asOf)
      .compactMap(scorecard.comparison).flatMap(\.measures).filter(\.isOfProjects).map(\.feed)
    return try snapshot.reasonFeeds(run: run, firm: firm, asOf: asOf).union(asked)
  }

  /// Of a column that no longer comes, only what was said by it may still hold.
  private func lateColumnsRead(
    _ run: Int64, _ firm: Int64, _ late: Set<Measure>
  ) throws -> Set<Measure> {
    guard !late.isEmpty else { return [] }
    let measures = try snapshot.reasonIndicators(run: run, firm: firm, asOf: asOf)
      .compactMap(scorecard.comparison).flatMap(\.measures)
    return late.intersection(measures)
  }

  /// Feeds by name, then the columns of others.
  private static func names(_ feeds: Set<Feed>, _ columns: Set<Measure>) -> Bilingual {
    let columns = columns.filter { !feeds.contains($0.feed) }
      .sorted { $0.rawValue < $1.rawValue }
    let names = feeds.sorted().map(\.title) + columns.map(\.title)
    return Bilingual(
      zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
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
