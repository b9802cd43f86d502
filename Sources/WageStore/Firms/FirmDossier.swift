internal import GRDB
public import WageDomain

/// What is known of one firm on a day.
public struct FirmDossier: Sendable {
  public let id: Int64
  public let creditCode: String
  public let name: String?
  public let townCode: String?
  public let industry: String?
  public let status: String?
  public let persons: Int64?
  /// The file and line that the register's version came from; nil for a firm outside the register.
  public let register: EvidenceLine?
  /// Points and tier of every run up to the day, newest first.
  public let history: [ScoredDay]
  /// The reasons stored with the last run; empty where that run saw nothing to explain.
  public let reasons: [StoredReason]
  public let caseNumbers: [String]
  /// The firm that this one counts as on the day, and since when; nil when it stands by itself.
  public let mergedInto: MergedFirm?
  /// The firms that count as this one on the day, by credit code.
  public let merged: [MergedFirm]

  /// A firm on the other side of a merge.
  public struct MergedFirm: Hashable, Sendable {
    public let creditCode: String
    public let name: String?
    /// `YYYY-MM-DD`.
    public let sinceOn: String
  }

  /// One run's word on the firm.
  public struct ScoredDay: Hashable, Sendable {
    public let runId: Int64
    public let asOf: String
    public let points: Int64
    public let tier: Tier
    /// E.g. `default@1`.
    public let scorecard: String
  }
}

extension StoreSnapshot {
  /// - Returns: nil when no firm of this code was known by the day.
  public func dossier(_ code: CreditCode, asOf day: Day) throws -> FirmDossier? {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT f.id, f.creditCode, coalesce(v.name, f.firstName) AS name,
            \(RegisterWord.said("townCode")) AS townCode,
            \(RegisterWord.said("industry")) AS industry, \(RegisterWord.said("status")) AS status,
            \(RegisterWord.said("persons")) AS persons, i.file, v.line
          FROM firm f
          LEFT JOIN firmVersion v ON v.rowid = (
            SELECT w.rowid FROM firmVersion w WHERE w.firmId = f.id AND w.knownOn <= :asOf
            ORDER BY w.knownOn DESC, w.fileId DESC LIMIT 1)
          LEFT JOIN ingestedFile i ON i.id = v.fileId
          WHERE f.creditCode = :code AND f.knownOn <= :asOf
          """,
        arguments: ["code": code.text, "asOf": day.description])
    else { return nil }
    let id: Int64 = row["id"]
    let history = try history(firm: id, asOf: day)
    let merges = try firmMerges(asOf: day)
    let absorbed = merges.absorbed(by: id)
    let file: String? = row["file"]
    return FirmDossier(
      id: id, creditCode: row["creditCode"], name: row["name"], townCode: row["townCode"],
      industry: row["industry"], status: row["status"], persons: row["persons"],
      register: file.map { EvidenceLine(feed: "firms", file: $0, line: row["line"]) },
      history: history,
      reasons: try history.first.map { try reasons(run: $0.runId, firm: id) } ?? [],
      caseNumbers: try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT caseNo FROM complaint
          WHERE firmId IN (SELECT value FROM json_each(?)) AND caseNo IS NOT NULL
            AND knownOn <= ? ORDER BY caseNo
          """,
        arguments: [([id] + absorbed).json, day.description]),
      mergedInto: try mergedFirm(merges.survivor(of: id), since: id, asOf: day),
      merged: try absorbed.compactMap { try mergedFirm($0, since: $0, asOf: day) }
        .sorted { $0.creditCode < $1.creditCode })
  }

  /// A firm, and since when the other of the two counts as another; nil when it does not.
  private func mergedFirm(
    _ firm: Int64, since other: Int64, asOf day: Day
  ) throws -> FirmDossier.MergedFirm? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT f.creditCode, coalesce(f.name, f.firstName), m.sinceOn
        FROM firm f JOIN firmMerge m ON m.firmId = ? AND m.endedBy IS NULL AND m.sinceOn <= ?
        WHERE f.id = ?
        """, arguments: [other, day.description, firm]
    ).map { FirmDossier.MergedFirm(creditCode: $0[0], name: $0[1], sinceOn: $0[2]) }
  }

  private func history(firm: Int64, asOf day: Day) throws -> [FirmDossier.ScoredDay] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.runId, r.asOf, s.points, s.tier, r.scorecard FROM scoreRun r
        JOIN score s ON s.runId = r.id AND s.firmId = ?
        WHERE r.asOf <= ? ORDER BY r.asOf DESC, r.id DESC
        """,
      arguments: [firm, day.description]
    ).compactMap { row in
      Tier(rawValue: row[3]).map {
        FirmDossier.ScoredDay(
          runId: row[0], asOf: row[1], points: row[2], tier: $0, scorecard: row[4])
      }
    }
  }
}
