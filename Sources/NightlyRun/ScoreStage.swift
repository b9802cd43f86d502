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
    /// Firms whose tier stands though tonight's points no longer say it.
    public let held: Int
    /// Feeds the run could not use, or had no file of.
    public let dataLate: [Feed]
  }

  /// Scores every firm known by the day.
  ///
  /// - Parameter dryRun: scores and rolls the run back.
  /// - Returns: the run, or the one that the day already had.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func run(dryRun: Bool = false) throws -> Report {
    let hash = try inputHash()
    if !dryRun, let run = try database.read({ try $0.lastRun(asOf: asOf) }), run.asOf == asOf,
      run.inputHash == hash
    {
      return try database.read {
        Report(
          run: run, isUnchanged: true, firms: try $0.tierCounts(run: run),
          held: try $0.heldCount(run: run), dataLate: try $0.lateFeeds(run: run))
      }
    }
    let work = { try score($0, inputHash: hash) }
    return dryRun ? try database.rehearse(work) : try database.write(work)
  }

  /// No block of rest days is longer; the longest yet was ten days (Spring Festival 2020).
  private static let longestRest = 14

  /// The hash of all that a run of this day reads.
  public func inputHash() throws -> String {
    try database.read {
      let holding = try TierHolding($0, policies.scorecard, asOf: asOf)
      return try $0.inputHash(asOf: asOf, policies: policies.texts + holding.inputs)
    }
  }

  private func score(_ transaction: StoreTransaction, inputHash: String) throws -> Report {
    let engine = ScoringEngine(scorecard: policies.scorecard)
    let snapshot = transaction.snapshot
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
    var writer = try ScoreRunWriter(
      transaction,
      header: ScoreRunHeader(
        asOf: asOf, scorecard: policies.scorecard.identifier, calendar: calendar.version,
        inputHash: inputHash, startedAt: now()),
      view: view)
    var pass = engine.pass(
      coverage: coverage, payDays: payDays, links: try snapshot.firmLinks(asOf: asOf), asOf: asOf)
    var tally = Tally(
      holding: try TierHolding(snapshot, policies.scorecard, asOf: asOf),
      lateFeeds: coverage.lateFeeds)
    for block in 0..<(try BlockReader.blockCount(in: snapshot)) {
      try tally.add(pass.add(try reader.block(block)), to: &writer)
    }
    try tally.add(pass.finish(), to: &writer)
    try writer.finish(
      coverage: coverage, feeds: Set(engine.measures.map(\.feed)).sorted(), endedAt: now())
    guard let run = try snapshot.lastRun(asOf: asOf) else {
      throw StoreError.failed("the score run that was just written is not there")
    }
    return Report(
      run: run, isUnchanged: false, firms: tally.firms, held: tally.held,
      dataLate: try snapshot.lateFeeds(run: run))
  }

  /// What a run says of the firms, as it is written.
  private struct Tally {
    let holding: TierHolding
    let lateFeeds: Set<Feed>
    var firms: [Tier: Int] = [:]
    var held = 0

    mutating func add(_ assessments: [Assessment], to writer: inout ScoreRunWriter) throws {
      var standing = assessments
      var holds: [(scored: Assessment, holds: [TierHold])] = []
      for (index, assessment) in assessments.enumerated() {
        if let found = try holding.held(assessment, lateFeeds: lateFeeds) {
          standing[index] = found.assessment
          holds.append((assessment, found.holds))
        }
        firms[standing[index].tier, default: 0] += 1
      }
      try writer.add(standing)
      for hold in holds {
        try writer.add(hold.holds, scored: hold.scored.tier, firm: hold.scored.firmId)
      }
      held += holds.count
    }
  }

  /// The paydays of the months whose wages the scorecard asks about.
  private func payDays(
    _ engine: ScoringEngine, _ calendar: WorkCalendar
  ) throws(CalendarError) -> [Month: Day] {
    var days: [Month: Day] = [:]
    guard let rule = engine.scorecard.wagesUnpaidRule else { return days }
    for month in engine.payMonths(asOf: asOf) {
      let nominal = rule.nominalPayDay(of: month)
      // A payday this far ahead cannot have passed, whatever the holidays.
      guard nominal.adding(days: -Self.longestRest) < asOf else { continue }
      days[month] = try calendar.workingDay(onOrBefore: nominal)
    }
    return days
  }
}
