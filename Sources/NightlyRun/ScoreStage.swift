internal import RiskScoring
public import WageDomain
public import WageStore

/// Signals known by the as-of day -> points, tier and reasons of every firm, in one dated run.
public struct ScoreStage {
  private let database: WageDatabase
  private let policies: NightPolicies
  private let asOf: Day
  private let now: @Sendable () -> Instant

  public init(
    database: WageDatabase, policies: NightPolicies, asOf: Day,
    now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.policies = policies
    self.asOf = asOf
    self.now = now
  }

  /// What a run said.
  public struct Report: Sendable {
    public let run: ScoreRun
    /// True when the last run of the day read the same inputs: nothing was written.
    public let isUnchanged: Bool
    /// Firms by tier.
    public let firms: [Tier: Int]
    /// Feeds the run could not use, or had no file of.
    public let dataLate: [Feed]
  }

  /// Scores every firm known by the day.
  ///
  /// - Returns: the run, or the one that the day already had.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func run() throws -> Report {
    let hash = try inputHash()
    if let run = try database.read({ try $0.lastRun(asOf: asOf) }), run.asOf == asOf,
      run.inputHash == hash
    {
      return try database.read {
        Report(
          run: run, isUnchanged: true, firms: try $0.tierCounts(run: run),
          dataLate: try $0.lateFeeds(run: run))
      }
    }
    return try database.write { try score($0, inputHash: hash) }
  }

  /// Scores every firm known by the day and keeps the result in memory; nothing is written.
  ///
  /// - Throws: as ``run()``.
  public func rehearse() throws -> RehearsedRun {
    let hash = try inputHash()
    return try database.read { snapshot in
      var reading = try reading(snapshot)
      var standings: [Int64: Standing] = [:]
      try reading.forEachBlock { assessments in
        for assessment in assessments { standings[assessment.firmId] = Standing(assessment) }
      }
      return RehearsedRun(
        asOf: asOf, scorecard: policies.scorecard.identifier, calendar: reading.calendar,
        inputHash: hash, standings: standings,
        dataLate: reading.feeds.filter {
          reading.coverage.lateFeeds.contains($0) && reading.coverage.lastMonth($0) != nil
        })
    }
  }

  /// No block of rest days is longer; the longest yet was ten days (Spring Festival 2020).
  private static let longestRest = 14

  /// The hash of all that a run of this day reads.
  public func inputHash() throws -> String {
    try database.read { try $0.inputHash(asOf: asOf, policies: policies.texts) }
  }

  private func score(_ transaction: StoreTransaction, inputHash: String) throws -> Report {
    let snapshot = transaction.snapshot
    var reading = try reading(snapshot)
    var writer = try ScoreRunWriter(
      transaction,
      header: ScoreRunHeader(
        asOf: asOf, scorecard: policies.scorecard.identifier, calendar: reading.calendar,
        inputHash: inputHash, startedAt: now()),
      view: reading.view)
    var firms: [Tier: Int] = [:]
    try reading.forEachBlock { try add($0, to: &writer, &firms) }
    try writer.finish(coverage: reading.coverage, feeds: reading.feeds, endedAt: now())
    guard let run = try snapshot.lastRun(asOf: asOf) else {
      throw StoreError.failed("the score run that was just written is not there")
    }
    return Report(
      run: run, isUnchanged: false, firms: firms, dataLate: try snapshot.lateFeeds(run: run))
  }

  /// What a run of the day reads, ready to be judged block by block.
  private struct Reading {
    let view: LayerView
    let calendar: String
    let coverage: FeedCoverage
    /// Those with measures that the scorecard reads, by name.
    let feeds: [Feed]
    let reader: BlockReader
    let blocks: Int
    var pass: ScoringPass

    mutating func forEachBlock(_ visit: ([Assessment]) throws -> Void) throws {
      for block in 0..<blocks { try visit(pass.add(try reader.block(block))) }
      try visit(pass.finish())
    }
  }

  private func reading(_ snapshot: StoreSnapshot) throws -> Reading {
    let engine = ScoringEngine(scorecard: policies.scorecard)
    let view = try snapshot.layerView(knownBy: asOf)
    let calendar = policies.calendar(asOf: asOf)
    let coverage = FeedDelivery(
      arrivals: try snapshot.feedArrivals(asOf: asOf),
      siteMonths: try snapshot.siteMonths(asOf: asOf),
      feeds: policies.feeds, asOf: asOf
    ).coverage
    let months = engine.requiredMonths(asOf: asOf)
    let payDays = try payDays(engine, calendar)
    let reader = try BlockReader(
      snapshot: snapshot, view: view, asOf: asOf, months: months, measures: engine.measures,
      events: try snapshot.firmEvents(asOf: asOf),
      goneStatuses: policies.scorecard.wagesUnpaidRule?.goneStatuses ?? [],
      readsProjects: engine.feeds.contains(.projects) || engine.feeds.contains(.sixSystems))
    return Reading(
      view: view, calendar: calendar.version, coverage: coverage,
      feeds: Set(engine.measures.map(\.feed)).sorted(), reader: reader,
      blocks: try BlockReader.blockCount(in: snapshot),
      pass: engine.pass(
        coverage: coverage, payDays: payDays, links: try snapshot.firmLinks(asOf: asOf),
        asOf: asOf))
  }

  private func add(
    _ assessments: [Assessment], to writer: inout ScoreRunWriter, _ firms: inout [Tier: Int]
  ) throws {
    for assessment in assessments { firms[assessment.tier, default: 0] += 1 }
    try writer.add(assessments)
  }

  /// The paydays of the months whose wages the scorecard asks about.
  private func payDays(
    _ engine: ScoringEngine, _ calendar: WorkCalendar
  ) throws(CalendarError) -> [Month: Day] {
    var days: [Month: Day] = [:]
    guard let rule = engine.scorecard.wagesUnpaidRule else { return days }
    for month in engine.payMonths(asOf: asOf) {
      let nominal = rule.nominalPayDay(of: month)
      // A payday this far ahead cannot have passed, whatever the holidays: it is looked forward to
      // where its year is loaded, and stops nothing where not.
      guard nominal.adding(days: -Self.longestRest) < asOf else {
        days[month] = try? calendar.workingDay(onOrBefore: nominal)
        continue
      }
      days[month] = try calendar.workingDay(onOrBefore: nominal)
    }
    return days
  }
}
