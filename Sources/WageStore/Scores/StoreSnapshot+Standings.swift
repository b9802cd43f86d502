internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Points and tier of every firm of a run, with the reasons that are stored with it.
  ///
  /// A firm without points is known to have no reasons; of any other without stored ones they are
  /// nil.
  public func standings(run: ScoreRun) throws -> [Int64: Standing] {
    let stored = try reasons(run: run.id, of: nil, includingEvidence: false)
    var standings: [Int64: Standing] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.firmId, f.creditCode, s.points, s.tier FROM score s JOIN firm f ON f.id = s.firmId
        WHERE s.runId = ?
        """,
      arguments: [run.id])
    while let row = try rows.next() {
      guard let tier = Tier(rawValue: row[3]) else { continue }
      let (firm, points): (Int64, Int) = (row[0], row[2])
      let reasons = stored[firm]?.map(\.reason)
      standings[firm] = Standing(
        creditCode: row[1], points: points, tier: tier,
        reasons: reasons ?? (points == 0 && tier == .green ? [] : nil))
    }
    return standings
  }

  /// Names and towns of firms as the register knew them on a day.
  public func firmLabels(
    _ firms: some Sequence<Int64>, asOf day: Day
  ) throws -> [Int64: (name: String?, townCode: String?)] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT coalesce(v.name, f.firstName), \(RegisterWord.said("townCode")) FROM firm f
        LEFT JOIN firmVersion v ON v.rowid = (
          SELECT w.rowid FROM firmVersion w WHERE w.firmId = f.id AND w.knownOn <= :asOf
          ORDER BY w.knownOn DESC, w.fileId DESC LIMIT 1)
        WHERE f.id = :firm
        """)
    var labels: [Int64: (name: String?, townCode: String?)] = [:]
    for firm in firms {
      let row = try Row.fetchOne(
        statement, arguments: ["asOf": day.description, "firm": firm])
      labels[firm] = (row?[0], row?[1])
    }
    return labels
  }
}

extension StoredReason {
  /// Without the lines behind it.
  fileprivate var reason: Reason {
    Reason(indicator: indicator, points: points, trigger: trigger, text: text, evidence: [])
  }
}
