internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Which firms have to do with each other, as known by the day.
  ///
  /// Names of legal representatives are compared here and go no further.
  public func firmLinks(asOf day: Day) throws -> FirmLinks {
    FirmLinks(representatives: try representativeGroups(day), sites: try siteLinks(day))
  }

  /// A name that more firms than this share is not one person's.
  private static let mostFirmsOfOneName = 50

  private func representativeGroups(_ day: Day) throws -> [[Int64]] {
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
    return lists.map { $0.split(separator: ",").compactMap { Int64($0) }.sorted() }
      .sorted { $0[0] < $1[0] }
  }

  /// Employers paid from an open project's wage account within a year, as its transactions stand: one
  /// that was booked under another firm first links nobody to that firm.
  private func siteLinks(_ day: Day) throws -> [FirmLinks.SiteLink] {
    try Row.fetchAll(
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
    ).map { FirmLinks.SiteLink(project: $0[0], contractor: $0[1], employer: $0[2]) }
  }
}
