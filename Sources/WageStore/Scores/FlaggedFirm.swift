internal import GRDB
public import WageDomain

/// A firm above green, with what an officer needs to see before the visit.
public struct FlaggedFirm: Hashable, Sendable {
  public let firmId: Int64
  public let creditCode: String
  public let name: String?
  public let townCode: String?
  public let industry: String?
  public let points: Int
  public let tier: Tier
  /// The tier in the last run of an earlier day; nil when the firm was not scored then.
  public let tierBefore: Tier?
  /// People employed, as the register says; nil when it does not.
  public let persons: Int64?
  /// Claimed in complaints known by the day.
  public let claimed: Money
  public var reasons: [StoredReason] = []
}

/// A reason as it was stored with its run.
public struct StoredReason: Hashable, Sendable {
  public let indicator: String
  public let points: Int
  public let trigger: Tier?
  public let text: Bilingual
  public var evidence: [EvidenceLine] = []
}

/// The agency's line behind a reason.
public struct EvidenceLine: Hashable, Sendable {
  public let feed: String
  public let file: String
  public let line: Int64
}

/// Which flagged firms to list, and in which order.
public struct FlaggedQuery: Hashable, Sendable {
  /// The order of firms after the tier: ties always end in points down, credit code up.
  public enum Order: String, CaseIterable, Sendable {
    case risk, persons, amount
  }

  /// Empty: every tier above green.
  public var tiers: [Tier] = []
  /// A town's nine digits, or a county's six.
  public var town: String?
  /// A beginning of the industry code: `C`, `C17`, `17`.
  public var industry: String?
  public var order = Order.risk

  public init() {}
}

extension StoreSnapshot {
  /// The firms above green in a run, as the register knew them on the run's day.
  public func flaggedFirms(run: ScoreRun, _ query: FlaggedQuery = FlaggedQuery()) throws
    -> [FlaggedFirm]
  {
    let before = try tiersOfAll(before: run.asOf)
    var firms = try Row.fetchAll(
      db, sql: Self.flaggedSQL, arguments: ["run": run.id, "asOf": run.asOf.description]
    ).compactMap { flaggedFirm($0, before: before) }.filter { query.admits($0) }
    firms.sort { query.precedes($0, $1) }
    let reasons = try reasons(run: run.id)
    for index in firms.indices { firms[index].reasons = reasons[firms[index].firmId] ?? [] }
    return firms
  }

  private func flaggedFirm(_ row: Row, before: [Int64: Tier]) -> FlaggedFirm? {
    guard let tier = Tier(rawValue: row["tier"]) else { return nil }
    return FlaggedFirm(
      firmId: row["firmId"], creditCode: row["creditCode"], name: row["name"],
      townCode: row["townCode"], industry: row["industry"], points: row["points"], tier: tier,
      tierBefore: before[row["firmId"]], persons: row["persons"],
      claimed: Money(fen: row["claimed"]))
  }

  /// The reasons of one firm in a run, in their order.
  func reasons(run: Int64, firm: Int64) throws -> [StoredReason] {
    try reasons(run: run, only: firm)[firm] ?? []
  }

  /// The reasons of a run, by firm, in their order; of all firms or of one.
  func reasons(run: Int64, only firm: Int64? = nil) throws -> [Int64: [StoredReason]] {
    var reasons: [Int64: [StoredReason]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.firmId, r.position, r.indicator, r.points, r."trigger", r.textZh, r.textEn,
          e.feed, i.file, e.line
        FROM reason r
        LEFT JOIN reasonEvidence e USING (runId, firmId, position)
        LEFT JOIN ingestedFile i ON i.id = e.fileId
        WHERE r.runId = ?1 \(firm == nil ? "" : "AND r.firmId = ?2")
        ORDER BY r.firmId, r.position, e.ordinal
        """,
      arguments: firm.map { [run, $0] } ?? [run])
    while let row = try rows.next() {
      let firm: Int64 = row[0]
      let position: Int = row[1]
      if reasons[firm, default: []].count <= position {
        reasons[firm, default: []].append(storedReason(row))
      }
      guard let feed: String = row[7], let file: String = row[8], let line: Int64 = row[9] else {
        continue
      }
      let last = reasons[firm, default: []].count - 1
      reasons[firm]?[last].evidence.append(EvidenceLine(feed: feed, file: file, line: line))
    }
    return reasons
  }

  private func storedReason(_ row: Row) -> StoredReason {
    StoredReason(
      indicator: row[2], points: row[3], trigger: (row[4] as String?).flatMap(Tier.init),
      text: Bilingual(zh: row[5], en: row[6]))
  }

  /// The tiers of every firm in the last run before `day`.
  private func tiersOfAll(before day: Day) throws -> [Int64: Tier] {
    guard let run = try lastRun(asOf: day.adding(days: -1)) else { return [:] }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT firmId, tier FROM score WHERE runId = ?", arguments: [run.id])
    var tiers: [Int64: Tier] = [:]
    while let row = try rows.next() { tiers[row[0]] = Tier(rawValue: row[1]) }
    return tiers
  }

  private static let flaggedSQL = """
    SELECT s.firmId, f.creditCode, coalesce(v.name, f.name) AS name, v.townCode, v.industry,
      s.points, s.tier, v.persons,
      (SELECT coalesce(sum(w.amountFen), 0) FROM complaintVersion w
       WHERE w.firmId = s.firmId AND w.id = (
         SELECT n.id FROM complaintVersion n
         WHERE n.complaintId = w.complaintId AND n.knownOn <= :asOf
         ORDER BY n.knownOn DESC, n.id DESC LIMIT 1)) AS claimed
    FROM score s
    JOIN firm f ON f.id = s.firmId
    LEFT JOIN firmVersion v ON v.rowid = (
      SELECT w.rowid FROM firmVersion w WHERE w.firmId = s.firmId AND w.knownOn <= :asOf
      ORDER BY w.knownOn DESC, w.fileId DESC LIMIT 1)
    WHERE s.runId = :run AND s.tier <> 'green'
    """
}

extension FlaggedQuery {
  fileprivate func admits(_ firm: FlaggedFirm) -> Bool {
    (tiers.isEmpty || tiers.contains(firm.tier))
      && (town.map { firm.townCode?.hasPrefix($0) ?? false } ?? true)
      && (industry.map { prefix in
        guard let code = firm.industry else { return false }
        return code.hasPrefix(prefix) || code.dropFirst().hasPrefix(prefix)
      } ?? true)
  }

  fileprivate func precedes(_ left: FlaggedFirm, _ right: FlaggedFirm) -> Bool {
    if left.tier != right.tier { return left.tier > right.tier }
    switch order {
    case .risk: break
    case .persons:
      if left.persons ?? 0 != right.persons ?? 0 {
        return left.persons ?? 0 > right.persons ?? 0
      }
    case .amount:
      if left.claimed != right.claimed { return left.claimed > right.claimed }
    }
    return left.points != right.points
      ? left.points > right.points : left.creditCode < right.creditCode
  }
}
