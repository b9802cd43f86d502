public import WageDomain

/// Turns the signals of firms into points, tiers and reasons by a scorecard.
///
/// Pure: the same block, coverage, pay days and day give the same assessments, bit for bit. Only
/// months that have ended by the as-of day are compared, so nothing dated later has a say.
public struct ScoringEngine: Sendable {
  public let scorecard: Scorecard

  public init(scorecard: Scorecard) { self.scorecard = scorecard }

  /// The measures that the scorecard reads, in ``Measure/rawValue`` order.
  public var measures: [Measure] {
    Set(scorecard.comparisons.flatMap(\.measures)).sorted { $0.rawValue < $1.rawValue }
  }

  /// The feeds that the scorecard reads, by name.
  public var feeds: [Feed] {
    Set(measures.map(\.feed)).union(scorecard.comparisons.flatMap(\.feeds)).sorted()
  }

  /// Whether the scorecard asks which firms share a legal representative.
  public var readsRepresentatives: Bool { linkedKinds.contains { !$0.isBySite } }

  /// Whether the scorecard asks who works on whose building sites.
  public var readsSites: Bool { linkedKinds.contains(where: \.isBySite) }

  /// Whether the scorecard counts events.
  public var readsEvents: Bool { scorecard.comparisons.contains { $0.kind is CountKind } }

  private var linkedKinds: [LinkedKind] {
    scorecard.comparisons.compactMap { $0.kind as? LinkedKind }
  }

  /// The months a block should hold so that every comparison has its history; fewer are allowed,
  /// and the comparisons that need the others are left out.
  public func requiredMonths(asOf day: Day) -> ClosedRange<Month> {
    day.month.adding(months: -(scorecard.comparisons.map(\.reachMonths).max() ?? 0))...day.month
  }

  /// For each measure the first month that some comparison may look at: a year of arrears needs less
  /// than a drop that is held against three years.
  public func firstMonths(asOf day: Day) -> [Measure: Month] {
    var months: [Measure: Month] = [:]
    for comparison in scorecard.comparisons {
      let first = day.month.adding(months: -comparison.reachMonths)
      for measure in comparison.measures { months[measure] = min(months[measure] ?? first, first) }
    }
    return months
  }

  /// The wage months whose pay days a pass looks up.
  public func payMonths(asOf day: Day) -> ClosedRange<Month> {
    // Every comparison of payroll needs to know whether the latest months may still be paid.
    let lookBack = scorecard.wagesUnpaidRule?.lookBackMonths ?? 0
    return day.month.adding(months: -max(lookBack, 24))...day.month
  }

  /// What can be said of no firm today, and why; the same for every block of a run.
  ///
  /// - Parameters:
  ///   - coverage: the months that each feed had delivered by `day`, and the feeds that are late.
  ///   - payDays: the pay day of each of ``payMonths(asOf:)``.
  ///   - day: the as-of day.
  /// - Returns: the silent indicators and the wage months that payroll has not delivered.
  public func outlook(
    coverage: FeedCoverage, payDays: [Month: Day], asOf day: Day
  ) -> ScoringOutlook {
    let due = payMonths(asOf: day).filter { month in payDays[month].map { $0 < day } ?? false }
    return ScoringOutlook(
      scorecard: scorecard, coverage: coverage, duePayMonths: scorecard.triggers.isEmpty ? [] : due)
  }

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - coverage: the months that each feed had delivered by `day`, and the feeds that are late.
  ///   - payDays: the pay day of each of ``payMonths(asOf:)``; a month without one is not judged.
  ///   - links: which firms have to do with each other, of all blocks.
  ///   - day: the as-of day.
  ///   - explained: the firms whose reasons are wanted.
  /// - Returns: a pass to hand the blocks to.
  public func pass(
    coverage: FeedCoverage, payDays: [Month: Day], links: FirmLinks = FirmLinks(), asOf day: Day,
    explaining explained: ExplainedFirms = .all
  ) -> ScoringPass {
    ScoringPass(
      scorecard, coverage: coverage, payDays: payDays, links: links, asOf: day,
      explaining: explained)
  }

  /// A run over one block, which is all the firms there are.
  ///
  /// - Returns: one assessment a firm, in the order of the block.
  public func assess(
    _ block: SignalBlock, coverage: FeedCoverage, payDays: [Month: Day],
    links: FirmLinks = FirmLinks(), asOf day: Day
  ) -> [Assessment] {
    var pass = pass(coverage: coverage, payDays: payDays, links: links, asOf: day)
    let done = pass.add(block)
    let all = done + pass.finish()
    let places = Dictionary(
      block.firms.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return all.sorted { places[$0.firmId, default: 0] < places[$1.firmId, default: 0] }
  }
}
