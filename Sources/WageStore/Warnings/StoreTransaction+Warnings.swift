internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Fires a warning for every firm whose tier by the points and triggers of `run` is above the one that
  /// they said in the last night that warned.
  ///
  /// A tier that stands without its cause neither fires nor hides a new rise below it.
  ///
  /// Nothing fires a second time: not the same night run again, not a firm whose warning of this tier
  /// or a higher one is still to be checked. A night that died after scoring is made up for by the
  /// next. A night before one that has warned already fires nothing: its time is over.
  ///
  /// - Parameters:
  ///   - run: the night's score run.
  ///   - actor: who fires, for the chain.
  ///   - now: the moment of recording.
  ///   - due: the day by which a tier that fires on the run's day is checked.
  /// - Returns: how many of each tier, the most urgent first; nil when a later night has warned.
  /// - Throws: what `due` throws; nothing has fired then.
  public func fireWarnings(
    _ run: ScoreRun, actor: String, now: Instant, due: (Tier) throws -> WarningCheck
  ) throws -> [Tier: Int]? {
    let day = run.asOf.description
    let later = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM warningNight WHERE asOf > ?)", arguments: [day])
    guard later != true else { return nil }
    let risen = try risenFirms(run)
    var counts: [Tier: Int] = [:]
    let chain = try ChainWriter(.warnings, in: db)
    var number = WarningNumber(
      try nextNumber(
        prefix: WarningNumber.prefix(year: run.asOf.year), table: "warning", column: "warningNo"))
    for (firm, tier) in risen {
      let check = try due(tier)
      let event = WarningEvent(
        .fired(tier, firm: firm, run: run.id, dueOn: check.dueOn, shortened: check.shortened),
        effectiveOn: run.asOf, actor: actor)
      let text = number.next()
      try project(WarningStatus([event]), warningNo: text)
      try chain.append(event, to: text, now: now)
      counts[tier, default: 0] += 1
    }
    try db.execute(
      sql: """
        INSERT INTO warningNight (asOf, runId) VALUES (?, ?)
        ON CONFLICT (asOf) DO UPDATE SET runId = excluded.runId
        """,
      arguments: [day, run.id])
    return counts
  }

  /// Firms whose tier rose by points or triggers, and that no warning in force speaks of, in the order
  /// of the visit list.
  private func risenFirms(_ run: ScoreRun) throws -> [(firm: Int64, tier: Tier)] {
    let told = try toldTiers(run.asOf)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT s.firmId, \(Self.scoredTier), s.points, f.creditCode
        FROM score s JOIN firm f ON f.id = s.firmId
        WHERE s.runId = ? AND s.tier <> 'green' ORDER BY s.points DESC, f.creditCode
        """,
      arguments: [run.id]
    ).compactMap { row -> (firm: Int64, tier: Tier)? in
      guard let tier = Tier(rawValue: row[1]) else { return nil }
      return tier > told[row[0]] ?? .green ? (row[0], tier) : nil
    }.enumerated().sorted {
      $0.element.tier != $1.element.tier
        ? $0.element.tier > $1.element.tier : $0.offset < $1.offset
    }.map(\.element)
  }

  /// What points and triggers said of a row `s` of `score`, whatever stood.
  private static let scoredTier = """
    ifnull((SELECT h.scored FROM tierHold h WHERE h.runId = s.runId AND h.firmId = s.firmId LIMIT 1),
      s.tier)
    """

  /// The highest tier of each firm that needs no telling: what the last night that warned said, or a
  /// warning still to be checked. What was told of a firm was told of the one that it counts as.
  private func toldTiers(_ day: Day) throws -> [Int64: Tier] {
    let merges = try snapshot.firmMerges(asOf: day)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.firmId, \(Self.scoredTier) FROM score s WHERE s.tier <> 'green' AND s.runId = (
          SELECT runId FROM warningNight WHERE asOf < :day ORDER BY asOf DESC LIMIT 1)
        UNION ALL
        SELECT firmId, tier FROM warning WHERE outcome IS NULL OR firedOn = :day
        """,
      arguments: ["day": day.description])
    var told: [Int64: Tier] = [:]
    while let row = try rows.next() {
      guard let tier = Tier(rawValue: row[1]) else { continue }
      let firm = merges.survivor(of: row[0])
      told[firm] = max(told[firm] ?? .green, tier)
    }
    return told
  }

  func project(_ status: WarningStatus, warningNo: String) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO warning (warningNo, firmId, tier, runId, firedOn, dueOn, assignedTo, assignedOn,
          outcome, recordedOn)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (warningNo) DO UPDATE SET assignedTo = excluded.assignedTo,
          assignedOn = excluded.assignedOn, outcome = excluded.outcome,
          recordedOn = excluded.recordedOn
        """
    ).execute(arguments: StatementArguments([warningNo] + status.columns))
  }
}

extension WarningStatus {
  /// The columns of the projection after the number, in their order.
  var columns: [(any DatabaseValueConvertible)?] {
    [
      firm, tier.rawValue, run, firedOn.description, dueOn.description, assignedTo,
      assignedOn?.description, outcome?.rawValue, recordedOn?.description,
    ]
  }
}

/// The yearly numbers of warnings (预警), `YJ-2026-000001`.
private struct WarningNumber {
  private let prefix: Substring
  private var number: Int

  static func prefix(year: Int) -> String { "YJ-\(padded(year, 4))-" }

  /// Begins with `first`.
  init(_ first: String) {
    prefix = first.dropLast(6)
    number = Int(first.suffix(6)) ?? 1
  }

  mutating func next() -> String {
    defer { number += 1 }
    return prefix + padded(number, 6)
  }
}
