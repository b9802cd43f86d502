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
  /// People employed, as the register says; nil when it does not. The register speaks of a whole firm,
  /// so those of firms that count as this one are not added: only where it is silent on this one
  /// does the largest of theirs hold.
  public var persons: Int64?
  /// Claimed in the complaints known by the day, each as it was last told by then, settled or not; of
  /// those that share a case the largest amount.
  public var claimed: Money
  public var reasons: [StoredReason] = []
}

/// Which flagged firms to list, and in which order.
public struct FlaggedQuery: Hashable, Sendable {
  /// The order of firms after the tier: ties always end in points down, credit code up.
  ///
  /// `town-route` chooses by risk and shows the chosen town by town, for one round each.
  public enum Order: String, CaseIterable, Sendable {
    case risk, persons, amount
    case townRoute = "town-route"
  }

  /// Empty: every tier above green.
  public var tiers: [Tier] = []
  /// A town's nine digits, or a county's six.
  public var town: String?
  /// A beginning of the industry code: `C`, `C17`, `17`.
  public var industry: String?
  public var order = Order.risk
  /// At most so many visits, the first of the order; nil: all.
  public var capacity: Int?
  /// So many of those left out below the capacity's line.
  public var below = 0
  /// Whether firms come with their reasons; counts need none.
  public var includesReasons = true
  /// Whether each firm comes with its first reason only, without the lines of the agencies' files:
  /// a table has no room for more.
  public var onlyFirstReason = false

  public init() {}
}

extension StoreSnapshot {
  /// The firms to visit by a run, in the order of the list; see ``visitList(run:_:)``.
  public func flaggedFirms(
    run: ScoreRun, _ query: FlaggedQuery = FlaggedQuery()
  ) throws -> [FlaggedFirm] {
    try visitList(run: run, query).visits.map(\.firm)
  }

  /// The firms above green that the query admits, as the register knew them on the run's day, the
  /// most pressing first; without their reasons.
  func pressingFirms(run: ScoreRun, _ query: FlaggedQuery) throws -> [FlaggedFirm] {
    let before = try comparedRun(before: run)
    let all = try Row.fetchAll(
      db, sql: Self.flaggedSQL,
      arguments: ["run": run.id, "asOf": run.asOf.description, "before": before?.id]
    ).compactMap(flaggedFirm)
    return try claimedOnce(withMerged(all, asOf: run.asOf), asOf: run.asOf)
      .filter { query.admits($0) }.sorted { query.precedes($0, $1) }
  }

  func addReasons(
    to firms: inout [FlaggedFirm], run: ScoreRun, _ query: FlaggedQuery
  ) throws {
    func reasons(of firm: Int64?) throws -> [Int64: [StoredReason]] {
      try self.reasons(
        run: run.id, of: firm, includingEvidence: !query.onlyFirstReason,
        onlyFirst: query.onlyFirstReason)
    }
    guard firms.count > Self.fewFirms else {
      for index in firms.indices {
        let firm = firms[index].firmId
        firms[index].reasons = try reasons(of: firm)[firm] ?? []
      }
      return
    }
    let reasons = try reasons(of: nil)
    for index in firms.indices { firms[index].reasons = reasons[firms[index].firmId] ?? [] }
  }

  /// What was claimed from firms that count as others is claimed from those, and people whom the
  /// register knows under their codes only are theirs.
  private func withMerged(_ firms: [FlaggedFirm], asOf day: Day) throws -> [FlaggedFirm] {
    let merges = try firmMerges(asOf: day)
    guard !merges.isEmpty else { return firms }
    return try firms.map { firm in
      var firm = firm
      let absorbed = merges.absorbed(by: firm.firmId)
      if firm.persons == nil {
        firm.persons = try absorbed.compactMap { try registeredPersons($0, asOf: day) }.max()
      }
      for merged in absorbed {
        let fen = try Int64.fetchOne(
          db.cachedStatement(sql: "SELECT \(Self.claimedSQL)"),
          arguments: ["firm": merged, "asOf": day.description])
        firm.claimed = Money(fen: firm.claimed.fen + (fen ?? 0))
      }
      return firm
    }
  }

  /// Without what complaints that share a case claim a second time.
  private func claimedOnce(_ firms: [FlaggedFirm], asOf day: Day) throws -> [FlaggedFirm] {
    let merged = try mergedComplaints(asOf: day)
    guard !merged.isEmpty else { return firms }
    let merges = try firmMerges(asOf: day)
    var claims: [Int64: [Int64: [Int64]]] = [:]
    let rows = try Row.fetchCursor(
      db, sql: Self.claimsSQL,
      arguments: ["complaints": merged.complaints.json, "asOf": day.description])
    while let row = try rows.next() {
      guard let group = merged.group(of: row[0]) else { continue }
      claims[merges.survivor(of: row[1]), default: [:]][group, default: []].append(row[2])
    }
    return firms.map { firm in
      var firm = firm
      for amounts in claims[firm.firmId, default: [:]].values {
        let twice = amounts.reduce(0, +) - (amounts.max() ?? 0)
        firm.claimed = Money(fen: firm.claimed.fen - twice)
      }
      return firm
    }
  }

  /// Complaint, firm and amount of each of `:complaints`, as known by `:asOf`.
  private static let claimsSQL = """
    SELECT w.complaintId, w.firmId, w.amountFen FROM complaintVersion w
    WHERE w.complaintId IN (SELECT value FROM json_each(:complaints))
      AND w.firmId IS NOT NULL AND w.amountFen IS NOT NULL AND ifnull(w.firmKnownOn, '') <= :asOf
      AND w.id = (
        SELECT n.id FROM complaintVersion n
        WHERE n.complaintId = w.complaintId AND n.knownOn <= :asOf
        ORDER BY \(ComplaintIntake.order) LIMIT 1)
    """

  private func registeredPersons(_ firm: Int64, asOf day: Day) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: RegisterWord.last("persons", of: "?", by: "?")),
      arguments: [firm, day.description])
  }

  /// What complaints known by `:asOf` claim from `:firm`, in fen.
  private static let claimedSQL = """
    (SELECT coalesce(sum(w.amountFen), 0) FROM complaintVersion w
     WHERE w.firmId = :firm AND ifnull(w.firmKnownOn, '') <= :asOf AND w.id = (
       SELECT n.id FROM complaintVersion n
       WHERE n.complaintId = w.complaintId AND n.knownOn <= :asOf
       ORDER BY \(ComplaintIntake.order) LIMIT 1))
    """

  private func flaggedFirm(_ row: Row) -> FlaggedFirm? {
    guard let tier = Tier(rawValue: row["tier"]) else { return nil }
    return FlaggedFirm(
      firmId: row["firmId"], creditCode: row["creditCode"], name: row["name"],
      townCode: row["townCode"], industry: row["industry"], points: row["points"], tier: tier,
      tierBefore: (row["tierBefore"] as String?).flatMap(Tier.init(rawValue:)),
      persons: row["persons"],
      claimed: Money(fen: row["claimed"]))
  }

  /// So many are looked up one by one; more are read in one pass over the run.
  private static let fewFirms = 100

  private static let flaggedSQL = """
    SELECT s.firmId, f.creditCode, coalesce(v.name, f.firstName) AS name,
      \(RegisterWord.said("townCode")) AS townCode, \(RegisterWord.said("industry")) AS industry,
      s.points, s.tier, b.tier AS tierBefore, \(RegisterWord.said("persons")) AS persons,
      \(claimedSQL.replacing(":firm", with: "s.firmId")) AS claimed
    FROM score s
    JOIN firm f ON f.id = s.firmId
    LEFT JOIN score b ON b.runId = :before AND b.firmId = s.firmId
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
      && (industry.map { wanted in
        guard let wanted = IndustryCode(wanted), let code = firm.industry.flatMap(IndustryCode.init)
        else { return false }
        return wanted.includes(code)
      } ?? true)
  }

  fileprivate func precedes(_ left: FlaggedFirm, _ right: FlaggedFirm) -> Bool {
    if left.tier != right.tier { return left.tier > right.tier }
    switch order {
    case .risk, .townRoute: break
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
