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
    let end: [UInt8] = [0x0A]
    for text in [day.description] + policies {
      hash.update(data: Array(text.utf8))
      hash.update(data: end)
    }
    for input in Self.inputs {
      switch input {
      case .rows(let sql):
        let rows = try BoundStatement(sql, in: db)
        rows.bind(day.description)
        try rows.forEach { row in
          if let text = row.text(0) { hash.update(bufferPointer: text) }
          hash.update(data: end)
        }
      case .versions(let table):
        for (file, count) in try versionCounts(table, asOf: day) {
          hash.update(data: Array("\(file) \(count)".utf8))
          hash.update(data: end)
        }
      }
    }
    return hexadecimal(hash.finalize())
  }

  private enum Input {
    /// SQL that gives one text a row.
    case rows(String)
    /// The files that a table has versions of, and how many.
    case versions(String)
  }

  /// The hashes of the files that a table has versions of, in the order of their ids, and how many.
  private func versionCounts(
    _ table: String, asOf day: Day
  ) throws -> [(file: String, count: Int)] {
    var counts: [Int64: Int] = [:]
    // Counted here: to group them SQLite would sort all rows.
    let versions = try BoundStatement("SELECT fileId FROM \(table) WHERE knownOn <= ?", in: db)
    versions.bind(day.description)
    try versions.forEach { counts[$0.integer(0), default: 0] += 1 }
    let hash = try BoundStatement("SELECT sha256 FROM ingestedFile WHERE id = ?", in: db)
    return try counts.sorted { $0.key < $1.key }.compactMap { id, count in
      hash.bind(id)
      guard let file = try hash.first({ $0.string(0) ?? "" }) else { return nil }
      return (file, count)
    }
  }

  /// Ids follow from the order of loading, so the same files in the same order hash the same.
  /// Layers without rows only repeat what others say.
  private static let inputs: [Input] = [
    .rows(
      """
      SELECT l.id || ' ' || l.knownOn || ' ' || l.rows || ' ' || i.sha256
      FROM layer l JOIN ingestedFile i ON i.id = l.fileId
      WHERE l.knownOn <= :asOf AND l.rows > 0 ORDER BY l.id
      """),
    .rows("SELECT count(*) || ' ' || ifnull(max(id), 0) FROM firm WHERE knownOn <= :asOf"),
    .versions("firmVersion"), .versions("wageAccountEntry"), .versions("projectVersion"),
    .rows(
      """
      SELECT id || ' ' || content || ' ' || ifnull(firmId, '') FROM (
        SELECT id, knownOn, receivedAt || ' ' || ifnull(persons, '') || ' ' || ifnull(amountFen, '')
            || ' ' || ifnull(channel, '') AS content,
          iif(ifnull(firmKnownOn, knownOn) <= :asOf, firmId, NULL) AS firmId FROM complaintVersion)
      WHERE knownOn <= :asOf ORDER BY id
      """),
    .rows(
      """
      SELECT firmId || ' ' || intoFirmId || ' ' || sinceOn FROM firmMerge
      WHERE endedBy IS NULL AND sinceOn <= :asOf ORDER BY firmId
      """),
    .rows(
      """
      SELECT seq || ' ' || hash FROM caseEvent
      WHERE (type = 'linked' OR type = 'unlinked') AND substr(effectiveAt, 1, 10) <= :asOf
      ORDER BY seq
      """),
    .rows(
      """
      SELECT id || ' ' || ifnull(iif(ifnull(firmKnownOn, knownOn) <= :asOf, firmId, NULL), '')
      FROM gridReportVersion WHERE knownOn <= :asOf ORDER BY id
      """),
    // Whose rows without a code are, and which row of two stands: a layer has as many either way.
    .rows(
      """
      SELECT w.fileId || ' ' || w.line || ' ' || e.firmId
      FROM waitingRow w JOIN matchEvent e ON e.id = w.eventId
      WHERE w.status = 'matched' AND w.versionId IS NULL
        AND w.fileId IN (SELECT fileId FROM layer WHERE knownOn <= :asOf)
      ORDER BY w.fileId, w.line
      """),
    .rows(
      """
      SELECT t.rejectId || ' ' || t.line
      FROM rejectEvent t JOIN rejectedRow r ON r.id = t.rejectId
      WHERE t.kind = 'read' AND r.fileId IN (SELECT fileId FROM layer WHERE knownOn <= :asOf)
      ORDER BY t.id
      """),
    // A labour fee that is said again to be open has been open for longer.
    .rows(
      """
      SELECT i.sha256 || ' ' || a.count FROM (
        SELECT fileId, count(*) AS count FROM saidAgain
        WHERE feed = 'disbursement' AND knownOn <= :asOf GROUP BY fileId) a
      JOIN ingestedFile i ON i.id = a.fileId ORDER BY i.id
      """),
    // A file without a row of its month says that it has come.
    .rows("SELECT feed || ' ' || month FROM (\(StoreSnapshot.namedMonths))"),
    .versions("attendanceVersion"), .versions("disbursementVersion"),
    .versions("sixSystemsVersion"), .versions("inspectionVersion"), .versions("judicialVersion"),
    .versions("gridReportVersion"),
  ]
}
