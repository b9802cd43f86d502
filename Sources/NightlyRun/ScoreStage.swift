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
    public let held: HeldFirms
    /// Feeds the run could not use, or had no file of.
    public let dataLate: [Feed]
    /// Columns that later files of their feed no longer carry.
    public let columnsLate: [Measure]
  }

  /// Scores every firm known by the day.
  ///
  /// - Returns: the run, or the one that the day already had.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func run() throws -> Report {
    if let run = try database.read({ try $0.lastRun(asOf: asOf) }), run.asOf == asOf,
      try run.inputHash == inputHash()
    {
      return try database.read {
        Report(
          run: run, isUnchanged: true, firms: try $0.tierCounts(run: run),
          held: try $0.heldFirms(run: run), dataLate: try $0.lateFeeds(run: run),
          columnsLate: try $0.lateColumns(runId: run.id).map(\.measure))
      }
    }
    return try database.write(score)
  }

  /// Scores every firm known by the day and keeps the result in memory; nothing is written.
  ///
  /// - Throws: as ``run()``.
  public func rehearse() throws -> RehearsedRun {
    while true {
      // Files that come in between the two threads' beginnings: both begin again.
      let watch = try database.watchCommits()
      do { return try database.read { try rehearse($0, watch) } } catch is OtherState { continue }
    }
  }

  private func rehearse(_ snapshot: StoreSnapshot, _ watch: CommitWatch) throws -> RehearsedRun {
    // What is read first begins this thread's state of the store; the other's begins after it.
    let blocks = blocks(try BlockReader.blockCount(in: snapshot), watch)
    defer { blocks.stop() }
    let inputs = try ScoreInputs(snapshot, policies, asOf: asOf)
    // A comparison of two runs speaks of any firm whose points changed.
    let judged = inputs.judge(blocks, explaining: .all)
    defer { stop(blocks, judged) }
    let holding = try TierHolding(snapshot, policies, asOf: asOf)
    let inputHash = try snapshot.inputHash(
      asOf: asOf, policies: policies, holding, inputs.columns)
    var standings: [Int64: Standing] = [:]
    var held = HeldFirms()
    while let assessments = try judged.next() {
      for assessment in assessments {
        let hold = try holding.held(assessment, coverage: inputs.coverage)
        standings[assessment.firmId] = Standing(hold?.assessment ?? assessment)
        held.add(hold?.holds)
      }
    }
    return RehearsedRun(
      asOf: asOf, scorecard: policies.scorecard.identifier, calendar: inputs.calendar.version,
      inputHash: inputHash, standings: standings, held: held,
      dataLate: inputs.feeds.filter {
        inputs.coverage.lateFeeds.contains($0) && inputs.coverage.lastMonth($0) != nil
      }, columnsLate: inputs.measuresBehind)
  }

  private struct OtherState: Error {}

  /// Begins to read the blocks of a run on a connection of its own, which must see what the caller
  /// sees: `watch` began before both, and is nil where nobody else can write.
  private func blocks(_ count: Int, _ watch: CommitWatch?) -> Ahead<SignalBlock> {
    let (database, policies, asOf) = (database, policies, asOf)
    return Ahead { put in
      try database.readApart { snapshot in
        guard try BlockReader.blockCount(in: snapshot) == count, try watch?.isQuiet() ?? true else {
          throw OtherState()
        }
        let reader = try ScoreInputs.reader(snapshot, policies, asOf: asOf)
        for block in 0..<count { try put(reader.block(block)) }
      }
    }
  }

  /// Begins to look up, on a connection of its own, the lines behind the reasons of firms as they are
  /// judged; the transaction of the caller keeps all others from writing.
  private func traced(
    _ judged: Ahead<[Assessment]>, view: LayerView, keeping kept: Set<Int64>
  ) -> Ahead<[TracedAssessment]> {
    let (database, asOf) = (database, asOf)
    return Ahead(capacity: Self.mostTraced) { put in
      try database.readApart { snapshot in
        var tracer = try EvidenceTracer(snapshot, view: view, asOf: asOf, keeping: kept)
        while let assessments = try judged.next() { try put(tracer.trace(assessments)) }
      }
    }
  }

  /// Blocks differ in how many of their firms have reasons: so many even that out.
  private static let mostTraced = 4

  /// The one that takes from the other ends once that has nothing more to give.
  private func stop(_ blocks: Ahead<SignalBlock>, _ judged: Ahead<[Assessment]>) {
    blocks.stop()
    judged.stop()
  }

  /// The hash of all that a run of this day reads.
  public func inputHash() throws -> String {
    try database.read { try $0.inputHash(asOf: asOf, policies: policies) }
  }

  private func score(_ transaction: StoreTransaction) throws -> Report {
    let snapshot = transaction.snapshot
    // The transaction keeps all others from writing: what was committed before it is what it sees.
    let blocks = blocks(try BlockReader.blockCount(in: snapshot), nil)
    defer { blocks.stop() }
    let inputs = try ScoreInputs(snapshot, policies, asOf: asOf)
    let holding = try TierHolding(snapshot, policies, asOf: asOf)
    let flaggedBefore = try snapshot.flaggedFirms(before: asOf)
    let kept = flaggedBefore.union(holding.firms)
    let judged = inputs.judge(blocks, explaining: .listed(also: kept))
    let traced = traced(judged, view: inputs.view, keeping: kept)
    defer {
      stop(blocks, judged)
      traced.stop()
    }
    var writer = try ScoreRunWriter(
      transaction,
      header: ScoreRunHeader(
        asOf: asOf, scorecard: policies.scorecard.identifier, calendar: inputs.calendar.version,
        inputHash: try snapshot.inputHash(
          asOf: asOf, policies: policies, holding, inputs.columns),
        texts: policies.runTexts, startedAt: now()),
      flaggedBefore: flaggedBefore)
    var tally = Tally(holding: holding, coverage: inputs.coverage)
    while let firms = try traced.next() { try tally.add(firms, to: &writer) }
    try writer.finish(
      coverage: inputs.coverage, feeds: inputs.feeds, measuresBehind: inputs.measuresBehind,
      endedAt: now())
    guard let run = try snapshot.lastRun(asOf: asOf) else {
      throw StoreError.failed("the score run that was just written is not there")
    }
    return Report(
      run: run, isUnchanged: false, firms: tally.firms, held: tally.held,
      dataLate: try snapshot.lateFeeds(run: run), columnsLate: inputs.measuresBehind)
  }

  /// What a run says of the firms, as it is written.
  private struct Tally {
    let holding: TierHolding
    let coverage: FeedCoverage
    var firms: [Tier: Int] = [:]
    var held = HeldFirms()

    mutating func add(_ traced: [TracedAssessment], to writer: inout ScoreRunWriter) throws {
      var standing = traced
      var holds: [(scored: Assessment, holds: [TierHold])] = []
      for (index, traced) in traced.enumerated() {
        if let found = try holding.held(traced.assessment, coverage: coverage) {
          standing[index] = traced.standing(as: found.assessment)
          holds.append((traced.assessment, found.holds))
          held.add(found.holds)
        }
        firms[standing[index].assessment.tier, default: 0] += 1
      }
      try writer.add(standing)
      for hold in holds {
        try writer.add(hold.holds, scored: hold.scored.tier, firm: hold.scored.firmId)
      }
    }
  }
}

extension StoreSnapshot {
  /// The hash of all that a run of a day reads, what stood before it among them.
  func inputHash(asOf day: Day, policies: NightPolicies) throws -> String {
    try inputHash(
      asOf: day, policies: policies, TierHolding(self, policies, asOf: day),
      ColumnDelivery(self, feeds: policies.feeds, asOf: day))
  }

  fileprivate func inputHash(
    asOf day: Day, policies: NightPolicies, _ holding: TierHolding, _ columns: ColumnDelivery
  ) throws -> String {
    try inputHash(asOf: day, policies: policies.texts + holding.inputs + columns.inputs)
  }
}

extension HeldFirms {
  /// Counts a firm by the hold of its tier.
  fileprivate mutating func add(_ holds: [TierHold]?) {
    guard let hold = holds?.last else { return }
    if hold.goneOn == nil { unknown += 1 } else { gone += 1 }
  }
}
