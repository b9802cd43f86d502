internal import Crypto
internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// A hash over everything a score as of `day` can depend on: the files known by then, the
  /// complaints, and the policies; SHA-256 in lower-case hexadecimal.
  ///
  /// `policies` are the texts of the scorecard, calendar and feed limits in use.
  public func inputHash(asOf day: Day, policies: [String]) throws -> String {
    var hash = SHA256()
    func add(_ text: String) { hash.update(data: Array((text + "\n").utf8)) }
    add(day.description)
    policies.forEach(add)
    for sql in Self.inputs {
      let rows = try String.fetchCursor(db, sql: sql, arguments: ["asOf": day.description])
      while let row = try rows.next() { add(row) }
    }
    return hexadecimal(hash.finalize())
  }

  /// Ids follow from the order of loading, so the same files in the same order hash the same.
  /// Layers without rows only repeat what others say.
  private static let inputs =
    [
      """
      SELECT l.id || ' ' || l.knownOn || ' ' || l.rows || ' ' || i.sha256
      FROM layer l JOIN ingestedFile i ON i.id = l.fileId
      WHERE l.knownOn <= :asOf AND l.rows > 0 ORDER BY l.id
      """,
      "SELECT count(*) || ' ' || ifnull(max(id), 0) FROM firm WHERE knownOn <= :asOf",
      versions("firmVersion"), versions("wageAccountEntry"), versions("projectVersion"),
      """
      SELECT id || ' ' || contentHash || ' ' || ifnull(firmId, '') FROM (
        SELECT id, contentHash, knownOn,
          iif(ifnull(firmKnownOn, knownOn) <= :asOf, firmId, NULL) AS firmId FROM complaintVersion)
      WHERE knownOn <= :asOf ORDER BY id
      """,
      """
      SELECT firmId || ' ' || intoFirmId || ' ' || sinceOn FROM firmMerge
      WHERE endedBy IS NULL AND sinceOn <= :asOf ORDER BY firmId
      """,
      """
      SELECT id || ' ' || ifnull(iif(ifnull(firmKnownOn, knownOn) <= :asOf, firmId, NULL), '')
      FROM gridReportVersion WHERE knownOn <= :asOf ORDER BY id
      """,
    ]
    + [
      "attendanceVersion", "disbursementVersion", "sixSystemsVersion", "inspectionVersion",
      "judicialVersion", "gridReportVersion",
    ].map(versions)

  /// The files that a table has versions of, and how many.
  private static func versions(_ table: String) -> String {
    """
    SELECT i.sha256 || ' ' || count(*) FROM \(table) v JOIN ingestedFile i ON i.id = v.fileId
    WHERE v.knownOn <= :asOf GROUP BY i.id ORDER BY i.id
    """
  }
}
