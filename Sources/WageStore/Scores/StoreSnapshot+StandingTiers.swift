internal import GRDB
public import WageDomain

/// A firm's tier after a night's run.
public struct StoodTier: Hashable, Sendable {
  public let run: Int64
  public let tier: StandingTier
}

/// A warning that was found to be none, so that its tier does not stand without a cause.
public struct Discharge: Hashable, Sendable {
  public let warningNo: String
  public let outcome: WarningOutcome
  /// The tier no longer stands from the day after.
  public let recordedOn: Day
}

/// Firms whose tier stands though a run's points no longer say it.
public struct HeldFirms: Hashable, Sendable {
  /// Those whose cause was seen gone.
  public var gone = 0
  /// Those of which nobody can say it, because a feed of the cause is late.
  public var unknown = 0

  public init() {}

  public var total: Int { gone + unknown }
}

extension StoreSnapshot {
  /// What stood after the last night before `day`: the firms above green.
  ///
  /// Runs that no night made do not count, so that a past day scored again or a card on trial changes
  /// nothing. Nor does a night with another scorecard: a changed card is another opinion, not a cause
  /// gone. What stood of a firm that counts as another on `day` stands of that one; what a merge
  /// brought that was undone since, stands of neither.
  ///
  /// - Parameters:
  ///   - day: the as-of day of the run to come.
  ///   - scorecard: its scorecard, e.g. `default@1`.
  ///   - text: the scorecard's file.
  /// - Returns: by firm; empty where no night stands.
  /// - Throws: what the store throws.
  public func standingTiers(
    before day: Day, scorecard: String, text: String
  ) throws -> [Int64: StoodTier] {
    guard let night = try nightRun(before: day), try isOf(night, scorecard, text) else {
      return [:]
    }
    let merges = try firmMerges(asOf: day)
    var firms = try stoodTiers(after: night, merges)
    for merge in try mergesUndone(since: night) {
      let earlier = try nightRun(before: merge.since).flatMap {
        try isOf($0, scorecard, text) ? try stoodTiers(after: $0, merges) : nil
      }
      for firm in merge.firms.map(merges.survivor(of:)) { firms[firm] = earlier?[firm] }
    }
    return firms
  }

  /// The run by which the last night before a day warned; nil when there was none.
  public func nightRun(before day: Day) throws -> ScoreRun? {
    try Int64.fetchOne(
      db, sql: "SELECT runId FROM warningNight WHERE asOf < ? ORDER BY asOf DESC LIMIT 1",
      arguments: [day.description]
    ).flatMap { try run(id: $0) }
  }

  /// How many firms' tiers a run held.
  public func heldFirms(run: ScoreRun) throws -> HeldFirms {
    var held = HeldFirms()
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT h.goneOn IS NULL, count(*) FROM tierHold h
        JOIN score s ON s.runId = h.runId AND s.firmId = h.firmId AND s.tier = h.tier
        WHERE h.runId = ? GROUP BY 1
        """,
      arguments: [run.id])
    for row in rows {
      if row[0] { held.unknown = row[1] } else { held.gone = row[1] }
    }
    return held
  }

  /// The feeds behind the reasons in a run of a firm, and of those that count as it on a day, by the
  /// indicator or trigger that gave the reason.
  public func reasonFeeds(run: Int64, firm: Int64, asOf day: Day) throws -> [String: Set<Feed>] {
    let firms = [firm] + (try firmMerges(asOf: day).absorbed(by: firm))
    var feeds: [String: Set<Feed>] = [:]
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT r.indicator, e.feed FROM reason r JOIN reasonEvidence e
            ON e.runId = r.runId AND e.firmId = r.firmId AND e.position = r.position
          WHERE r.runId = ? AND r.firmId IN (SELECT value FROM json_each(?))
          """),
      arguments: [run, firms.json])
    while let row = try rows.next() {
      guard let feed = Feed(rawValue: row[1]) else { continue }
      feeds[row[0], default: []].insert(feed)
    }
    return feeds
  }

  /// The indicators and triggers that gave reasons to a firm, or to one that counts as it, in a run.
  public func reasonIndicators(run: Int64, firm: Int64, asOf day: Day) throws -> Set<String> {
    let firms = [firm] + (try firmMerges(asOf: day).absorbed(by: firm))
    return Set(
      try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT indicator FROM reason
            WHERE runId = ? AND firmId IN (SELECT value FROM json_each(?))
            """),
        arguments: [run, firms.json]))
  }

  /// The tiers that do not stand without a cause: the last warning of the tier or one above it was
  /// found before the day to be a false alarm, or of late data.
  ///
  /// An outcome counts from the day after it was recorded: the night of its own day may have run, and
  /// that day scored again says the same.
  public func dischargedTiers(asOf day: Day) throws -> [Int64: Set<Tier>] {
    let merges = try firmMerges(asOf: day)
    var discharged: [Int64: Set<Tier>] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT firmId, tier, recordedOn < :day AND outcome IN ('data-late', 'false-alarm')
        FROM warning WHERE firedOn < :day ORDER BY firedOn, warningNo
        """,
      arguments: ["day": day.description])
    while let row = try rows.next() {
      guard let tier = Tier(rawValue: row[1]) else { continue }
      let tiers = WarningPolicy.tiers.filter { $0 <= tier }
      let firm = merges.survivor(of: row[0])
      if row[2] as Bool? ?? false {
        discharged[firm, default: []].formUnion(tiers)
      } else {
        discharged[firm]?.subtract(tiers)
      }
    }
    return discharged.filter { !$0.value.isEmpty }
  }

  /// The warning by whose outcome a firm's tier does not stand on a day without a cause; nil where
  /// none says so.
  public func discharge(of tier: Tier, firm: Int64, asOf day: Day) throws -> Discharge? {
    let firms = [firm] + (try firmMerges(asOf: day).absorbed(by: firm))
    let tiers = WarningPolicy.tiers.filter { $0 >= tier }.map(\.rawValue)
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT warningNo, outcome, recordedOn FROM warning
        WHERE firedOn < :day AND firmId IN (SELECT value FROM json_each(:firms))
          AND instr(:tiers, tier) > 0
        ORDER BY firedOn DESC, warningNo DESC LIMIT 1
        """,
      arguments: [
        "day": day.description, "firms": firms.json, "tiers": tiers.joined(separator: " "),
      ])
    guard let row, let outcome = (row[1] as String?).flatMap(WarningOutcome.init(rawValue:)),
      let recordedOn = (row[2] as String?).flatMap({ Day($0) }), recordedOn < day,
      outcome == .falseAlarm || outcome == .dataLate
    else { return nil }
    return Discharge(warningNo: row[0], outcome: outcome, recordedOn: recordedOn)
  }

  /// Whether a run was made with a scorecard, comments left aside; by name alone where the run is
  /// older than the keeping of scorecards.
  private func isOf(_ run: ScoreRun, _ scorecard: String, _ text: String) throws -> Bool {
    guard run.scorecard == scorecard else { return false }
    guard let kept = try policyTexts(of: run)?.scorecard else { return true }
    return RunPolicyTexts.isSame(kept, text)
  }

  private func stoodTiers(after run: ScoreRun, _ merges: FirmMerges) throws -> [Int64: StoodTier] {
    let holds = try tierHolds(run: run.id)
    var firms: [Int64: StandingTier] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT firmId, tier FROM score WHERE runId = ? AND tier <> 'green'",
      arguments: [run.id])
    while let row = try rows.next() {
      guard let tier = Tier(rawValue: row[1]) else { continue }
      let standing = StandingTier(tier: tier, holds: holds[row[0]] ?? [])
      let firm = merges.survivor(of: row[0])
      firms[firm] = firms[firm]?.joined(standing) ?? standing
    }
    return firms.mapValues { StoodTier(run: run.id, tier: $0) }
  }

  /// The merges that a run counted with and that were taken back after it.
  private func mergesUndone(since run: ScoreRun) throws -> [(firms: [Int64], since: Day)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.firmId, m.intoFirmId, m.sinceOn FROM firmMerge m
        JOIN matchEvent e ON e.id = m.endedBy JOIN scoreRun r ON r.id = ?
        WHERE m.sinceOn <= r.asOf AND e.recordedAt > r.startedAt ORDER BY m.eventId
        """,
      arguments: [run.id]
    ).compactMap { row in
      Day(row[2] as String).map { (firms: [row[0], row[1]], since: $0) }
    }
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
}
