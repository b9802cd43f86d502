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
    if let run = try database.read({ try $0.lastRun(asOf: asOf) }), run.asOf == asOf,
      try run.inputHash == inputHash()
    {
      return try database.read {
        Report(
          run: run, isUnchanged: true, firms: try $0.tierCounts(run: run),
          dataLate: try $0.lateFeeds(run: run))
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
      do { return try database.read(rehearse) } catch is OtherInputs { continue }
    }
  }

  private func rehearse(_ snapshot: StoreSnapshot) throws -> RehearsedRun {
    let hash = try snapshot.inputHash(asOf: asOf, policies: policies.texts)
    let blocks = blocks(ofInputs: hash)
    defer { blocks.stop() }
    let inputs = try ScoreInputs(snapshot, policies, asOf: asOf)
    var standings: [Int64: Standing] = [:]
    try inputs.forEachBlock(blocks) { assessments in
      for assessment in assessments { standings[assessment.firmId] = Standing(assessment) }
    }
    return RehearsedRun(
      asOf: asOf, scorecard: policies.scorecard.identifier, calendar: inputs.calendar.version,
      inputHash: hash, standings: standings,
      dataLate: inputs.feeds.filter {
        inputs.coverage.lateFeeds.contains($0) && inputs.coverage.lastMonth($0) != nil
      })
  }

  private struct OtherInputs: Error {}

  /// Begins to read the blocks of a run on a connection of its own; `hash` is of the inputs that they
  /// must be of, nil where nobody else can write.
  private func blocks(ofInputs hash: String?) -> Ahead<SignalBlock> {
    let (database, policies, asOf) = (database, policies, asOf)
    return Ahead { put in
      try database.readApart { snapshot in
        if let hash, try snapshot.inputHash(asOf: asOf, policies: policies.texts) != hash {
          throw OtherInputs()
        }
        let reader = try ScoreInputs.reader(snapshot, policies, asOf: asOf)
        for block in 0..<(try BlockReader.blockCount(in: snapshot)) {
          try put(reader.block(block))
        }
      }
    }
  }

  /// The hash of all that a run of this day reads.
  public func inputHash() throws -> String {
    try database.read { try $0.inputHash(asOf: asOf, policies: policies.texts) }
  }

  private func score(_ transaction: StoreTransaction) throws -> Report {
    let snapshot = transaction.snapshot
    // The transaction keeps all others from writing: what was committed before it is what it sees.
    let blocks = blocks(ofInputs: nil)
    defer { blocks.stop() }
    let inputs = try ScoreInputs(snapshot, policies, asOf: asOf)
    var writer = try ScoreRunWriter(
      transaction,
      header: ScoreRunHeader(
        asOf: asOf, scorecard: policies.scorecard.identifier, calendar: inputs.calendar.version,
        inputHash: try snapshot.inputHash(asOf: asOf, policies: policies.texts), startedAt: now()),
      view: inputs.view)
    var firms: [Tier: Int] = [:]
    try inputs.forEachBlock(blocks) { try add($0, to: &writer, &firms) }
    try writer.finish(coverage: inputs.coverage, feeds: inputs.feeds, endedAt: now())
    guard let run = try snapshot.lastRun(asOf: asOf) else {
      throw StoreError.failed("the score run that was just written is not there")
    }
    return Report(
      run: run, isUnchanged: false, firms: firms, dataLate: try snapshot.lateFeeds(run: run))
  }

  private func add(
    _ assessments: [Assessment], to writer: inout ScoreRunWriter, _ firms: inout [Tier: Int]
  ) throws {
    for assessment in assessments { firms[assessment.tier, default: 0] += 1 }
    try writer.add(assessments)
  }
}
