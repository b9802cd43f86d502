internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Which firms have to do with each other, as known by the day; a merged firm is the one that goes
  /// on. Only what is asked for is read.
  ///
  /// Names of legal representatives are compared here and go no further.
  public func firmLinks(
    asOf day: Day, representatives: Bool = true, sites: Bool = true
  ) throws -> FirmLinks {
    guard representatives || sites else { return FirmLinks() }
    let merges = try firmMerges(asOf: day)
    return FirmLinks(
      representatives: representatives ? try representativeGroups(day, merges) : [],
      sites: sites ? try siteLinks(day, merges) : [])
  }

  /// Wages paid more than a year ago link nobody: the first day that does not count any more.
  static let linkedDays = 366

  /// A name that more firms than this share is not one person's.
  private static let mostFirmsOfOneName = 50

  private func representativeGroups(_ day: Day, _ merges: FirmMerges) throws -> [[Int64]] {
    var names = try representatives(day)
    // 无 and a stroke stand in registers that older versions have read.
    return names.groups(of: 2...Self.mostFirmsOfOneName) { !FillerWords.areAll(of: $0) }
      .map { Set($0.map(merges.survivor)).sorted() }
      .filter { $0.count > 1 }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The name that the register gave last for each firm, as UTF-8; a firm without one is left out.
  private func representatives(_ day: Day) throws -> NameGroups {
    // In the order of the table's key.
    let versions = try BoundStatement(
      """
      SELECT firmId, legalRepresentative FROM firmVersion WHERE knownOn <= ?
      ORDER BY firmId, knownOn, fileId
      """, in: db)
    versions.bind(day.description)
    var names = NameGroups()
    try versions.forEach { row in
      if let name = row.text(1) { names.add(row.integer(0), name: name) }
    }
    return names
  }

  /// Employers paid from an open project's wage account within a year, as its transactions stand: one
  /// that was booked under another firm first links nobody to that firm.
  private func siteLinks(_ day: Day, _ merges: FirmMerges) throws -> [FirmLinks.SiteLink] {
    let found = try Row.fetchAll(
      db,
      sql: """
        WITH known AS (
          SELECT projectId, contractorFirmId, finishedOn, row_number() OVER (
            PARTITION BY projectId ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM projectVersion WHERE knownOn <= :asOf)
        SELECT DISTINCT p.id, k.contractorFirmId, f.id
        FROM wageAccountEntry e
        JOIN project p ON p.projectCode = e.projectCode
        JOIN known k ON k.projectId = p.id AND k.newest = 1
        JOIN firm f ON f.creditCode = e.creditCode
        WHERE e.knownOn <= :asOf AND \(WageAccountWord.isWages) AND e.occurredOn > :from
          AND f.id <> k.contractorFirmId AND ifnull(k.finishedOn, '9999') > :asOf AND \(Self.isStandingEntry)
        ORDER BY 1, 2, 3
        """,
      arguments: ["asOf": day.description, "from": day.adding(days: -Self.linkedDays).description]
    ).map { row in
      FirmLinks.SiteLink(
        project: row[0], contractor: merges.survivor(of: row[1]),
        employer: merges.survivor(of: row[2]))
    }
    guard !merges.isEmpty else { return found }
    return Set(found.filter { $0.contractor != $0.employer }).sorted {
      ($0.project, $0.contractor, $0.employer) < ($1.project, $1.contractor, $1.employer)
    }
  }

  /// SQL: of a transaction sent twice, the entry `e` of the wage account is the one known last by
  /// `:asOf`. Nearly all are sent once, which the key tells faster than sorting all of them does.
  static let isStandingEntry = isStanding("wageAccountEntry", "e", ["transactionNo"])

  /// SQL: no version of the row `alias` with the same key that was known by `:asOf` is newer.
  static func isStanding(_ table: String, _ alias: String, _ key: [String]) -> String {
    """
    NOT EXISTS (
      SELECT 1 FROM \(table) newer
      WHERE \(key.map { "newer.\($0) = \(alias).\($0)" }.joined(separator: " AND "))
        AND newer.knownOn <= :asOf
        AND (newer.knownOn, newer.fileId) > (\(alias).knownOn, \(alias).fileId))
    """
  }
}
