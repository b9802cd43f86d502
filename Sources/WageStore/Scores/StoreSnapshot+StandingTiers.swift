internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// What stood after the last run of a scorecard before `day`: the firms above green.
  ///
  /// Runs of other scorecards do not count: a changed card is another opinion, not a cause gone. What
  /// stood of a firm that counts as another on `day` stands of that one.
  public func standingTiers(
    before day: Day, scorecard: String
  ) throws -> (run: Int64, firms: [Int64: StandingTier])? {
    let run = try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM scoreRun WHERE asOf < ? AND scorecard = ? ORDER BY asOf DESC, id DESC LIMIT 1
        """,
      arguments: [day.description, scorecard])
    guard let run else { return nil }
    let holds = try tierHolds(run: run)
    let merges = try firmMerges(asOf: day)
    var firms: [Int64: StandingTier] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT firmId, tier FROM score WHERE runId = ? AND tier <> 'green'",
      arguments: [run])
    while let row = try rows.next() {
      guard let tier = Tier(rawValue: row[1]) else { continue }
      let standing = StandingTier(tier: tier, holds: holds[row[0]] ?? [])
      let firm = merges.survivor(of: row[0])
      firms[firm] = firms[firm]?.joined(standing) ?? standing
    }
    return (run, firms)
  }

  /// How many firms' tiers a run held.
  public func heldCount(run: ScoreRun) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(DISTINCT firmId) FROM tierHold WHERE runId = ?", arguments: [run.id])
      ?? 0
  }

  /// What a firm's points said where a run held its tier, and the day on which that tier is lowered.
  ///
  /// - Returns: nil when the tier was not held.
  public func tierHold(
    run: Int64, firm: Int64, tier: Tier
  ) throws -> (scored: Tier, loweredOn: Day?)? {
    let row = try Row.fetchOne(
      db, sql: "SELECT scored, loweredOn FROM tierHold WHERE runId = ? AND firmId = ? AND tier = ?",
      arguments: [run, firm, tier.rawValue])
    guard let row, let scored = Tier(rawValue: row[0]) else { return nil }
    return (scored, (row[1] as String?).flatMap { Day($0) })
  }

  /// The tiers that a run held, by firm, the least urgent first.
  private func tierHolds(run: Int64) throws -> [Int64: [TierHold]] {
    var holds: [Int64: [TierHold]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT firmId, tier, causeRunId, goneOn, loweredOn FROM tierHold WHERE runId = ?",
      arguments: [run])
    while let row = try rows.next() {
      guard let tier = Tier(rawValue: row[1]) else { continue }
      holds[row[0], default: []].append(
        TierHold(
          tier: tier, causeRun: row[2], goneOn: (row[3] as String?).flatMap { Day($0) },
          loweredOn: (row[4] as String?).flatMap { Day($0) }))
    }
    return holds.mapValues { $0.sorted { $0.tier < $1.tier } }
  }

  /// The feeds behind the reasons in a run of a firm, and of those that count as it on a day.
  public func reasonFeeds(run: Int64, firm: Int64, asOf day: Day) throws -> Set<Feed> {
    let firms = [firm] + (try firmMerges(asOf: day).absorbed(by: firm))
    return Set(
      try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT DISTINCT feed FROM reasonEvidence
            WHERE runId = ? AND firmId IN (SELECT value FROM json_each(?))
            """),
        arguments: [run, firms.json]
      ).compactMap(Feed.init(rawValue:)))
  }
}
