internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Which firms have to do with each other, as known by the day; a merged firm is the one that goes
  /// on.
  ///
  /// Names of legal representatives are compared here and go no further.
  public func firmLinks(asOf day: Day) throws -> FirmLinks {
    let merges = try firmMerges(asOf: day)
    return FirmLinks(
      representatives: try representativeGroups(day, merges), sites: try siteLinks(day, merges))
  }

  /// A name that more firms than this share is not one person's.
  private static let mostFirmsOfOneName = 50

  private func representativeGroups(_ day: Day, _ merges: FirmMerges) throws -> [[Int64]] {
    let lists = try String.fetchAll(
      db,
      sql: """
        WITH known AS (
          SELECT firmId, legalRepresentative, row_number() OVER (
            PARTITION BY firmId ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM firmVersion WHERE knownOn <= :asOf)
        SELECT group_concat(firmId) FROM known
        WHERE newest = 1 AND legalRepresentative <> ''
        GROUP BY legalRepresentative HAVING count(*) BETWEEN 2 AND :most
        """,
      arguments: ["asOf": day.description, "most": Self.mostFirmsOfOneName])
    return lists.map { list in
      Set(list.split(separator: ",").compactMap { Int64($0) }.map(merges.survivor)).sorted()
    }.filter { $0.count > 1 }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Employers paid from an open project's wage account within a year, as its transactions stand: one
  /// that was booked under another firm first links nobody to that firm.
  private func siteLinks(_ day: Day, _ merges: FirmMerges) throws -> [FirmLinks.SiteLink] {
    let found = try Row.fetchAll(
      db,
      sql: """
        WITH known AS (
          SELECT *, row_number() OVER (
            PARTITION BY projectId ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM projectVersion WHERE knownOn <= :asOf),
        entry AS (
          SELECT *, row_number() OVER (
            PARTITION BY transactionNo ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM wageAccountEntry WHERE knownOn <= :asOf)
        SELECT DISTINCT p.id, k.contractorFirmId, f.id
        FROM entry e
        JOIN project p ON p.projectCode = e.projectCode
        JOIN known k ON k.projectId = p.id AND k.newest = 1
        JOIN firm f ON f.creditCode = e.creditCode
        WHERE e.newest = 1 AND e.direction = 'out' AND e.purpose = 'wages' AND e.occurredOn > :from
          AND f.id <> k.contractorFirmId AND ifnull(k.startedOn, :asOf) <= :asOf
          AND ifnull(k.finishedOn, '9999') > :asOf
        ORDER BY 1, 2, 3
        """,
      arguments: ["asOf": day.description, "from": day.adding(days: -366).description]
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
}
