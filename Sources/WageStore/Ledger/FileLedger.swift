internal import GRDB
public import WageDomain

extension StoreTransaction {
  func insertFile(_ file: FileIdentity, status: String, fault: Bilingual?) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO ingestedFile (file, feed, sha256, bytes, encoding, header, knownOn, ingestedAt,
          status, fault, faultZh, period, totals)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """
    ).execute(arguments: [
      file.file, file.feed?.rawValue, file.sha256, file.bytes, file.encoding,
      file.header, file.knownOn?.description, file.ingestedAt.description, status, fault?.en,
      fault?.onlyChinese, file.period?.description,
    ])
    return db.lastInsertedRowID
  }

  /// `totals` are added to those that the ledger counts.
  func updateFile(_ id: Int64, counts: LoadCounts, totals: Int, sha256: String?) throws {
    try db.cachedStatement(
      sql: """
        UPDATE ingestedFile
        SET rows = ?, stored = ?, rejected = ?, unchanged = ?, waiting = ?, superseded = ?,
          totals = totals + ?, sha256 = ifnull(?, sha256)
        WHERE id = ?
        """
    ).execute(arguments: [
      counts.rows, counts.stored, counts.rejected, counts.unchanged, counts.waiting,
      counts.superseded, totals, sha256, id,
    ])
  }

  func insertFindings(_ findings: [FileFinding], file: Int64) throws {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO fileFinding (fileId, code, line, "column", found, expected, foundZh, expectedZh)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for finding in findings {
      try insert.execute(arguments: [
        file, finding.code, finding.line, finding.column, finding.found.en, finding.expected.en,
        finding.found.onlyChinese, finding.expected.onlyChinese,
      ])
    }
  }

  /// Records that a file stays out; the same file refused for the same reason is recorded once.
  ///
  /// - Returns: false when a run before had refused the same bytes under this name for this reason.
  @discardableResult
  public func recordRefusal(_ file: FileIdentity, refusal: FileRefusal) throws -> Bool {
    try db.execute(
      sql:
        "DELETE FROM ingestedFile WHERE file = ? AND sha256 = ? AND status = 'refused' AND fault <> ?",
      arguments: [file.file, file.sha256, refusal.description])
    let isKnown = try Bool.fetchOne(
      db,
      sql:
        "SELECT count(*) > 0 FROM ingestedFile WHERE file = ? AND sha256 = ? AND status = 'refused'",
      arguments: [file.file, file.sha256])
    if isKnown != true {
      _ = try insertFile(file, status: "refused", fault: refusal.text)
    }
    return isKnown != true
  }

  /// Records, once, that these bytes came before under another name.
  public func recordRepeat(_ file: FileIdentity) throws {
    if try !snapshot.isKnown(file, sha256: { file.sha256 }) {
      _ = try insertFile(file, status: "unchanged", fault: nil)
    }
  }
}

extension StoreSnapshot {
  /// True when the file of this name held exactly these bytes when it was last looked at: it merely
  /// still lies there. `sha256` is asked for only where the name and length are known.
  public func isKnown(_ file: FileIdentity, sha256: () -> String) throws -> Bool {
    let last = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT bytes, sha256 FROM ingestedFile
          WHERE file = ? AND feed = ? AND status <> 'refused' ORDER BY id DESC LIMIT 1
          """),
      arguments: [file.file, file.feed?.rawValue])
    guard let last, last[0] as Int64 == file.bytes else { return false }
    return last[1] as String == sha256()
  }

  /// True when these bytes were loaded for the feed, known on the same day, and no file loaded since
  /// can have spoken of the same: to load them again would change nothing, now or later.
  ///
  /// After such a file they are a delivery like any other, as the last one sent counts; and known on
  /// another day they say again what was known, which a file that comes late must meet. `sha256` is
  /// asked for only where a file of the same length was loaded.
  public func isRepeat(_ file: FileIdentity, sha256: () -> String) throws -> Bool {
    guard let feed = file.feed,
      try Bool.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT count(*) > 0 FROM ingestedFile
            WHERE feed = ? AND status = 'loaded' AND bytes = ?
            """),
        arguments: [feed.rawValue, file.bytes]) == true
    else { return false }
    return try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT l.knownOn IS :knownOn AND NOT EXISTS (
            SELECT 1 FROM ingestedFile n
            WHERE n.feed = l.feed AND n.status = 'loaded' AND n.id > l.id
              AND (NOT :hasMonths OR l.waiting + n.waiting + l.rejected + n.rejected > 0
                OR EXISTS (
                  SELECT 1 FROM layer a JOIN layer b ON b.feed = a.feed AND b.month = a.month
                  WHERE a.fileId = l.id AND b.fileId = n.id)))
          FROM ingestedFile l WHERE l.feed = :feed AND l.status = 'loaded' AND l.sha256 = :sha256
          ORDER BY l.id DESC LIMIT 1
          """),
      arguments: [
        "knownOn": file.knownOn?.description, "hasMonths": Feed.monthly.contains(feed),
        "feed": feed.rawValue, "sha256": sha256(),
      ]) ?? false
  }

  /// What a clerk should know of a file whose bytes were loaded before, when rows of it replace what
  /// came since; nil for any other.
  func sentAgain(_ file: Int64, counts: LoadCounts) throws -> FileFinding? {
    guard counts.superseded > 0 else { return nil }
    let earlier = try Row.fetchOne(
      db,
      sql: """
        SELECT e.file, e.id FROM ingestedFile f JOIN ingestedFile e
          ON e.sha256 = f.sha256 AND e.feed = f.feed AND e.status = 'loaded' AND e.id < f.id
        WHERE f.id = ? AND f.sha256 <> '' ORDER BY e.id DESC LIMIT 1
        """,
      arguments: [file])
    return earlier.map { row in
      let (file, id): (String, Int64) = (row[0], row[1])
      return FileFinding(
        code: FindingCode.sentAgain.rawValue, line: nil, column: nil,
        found: Bilingual(
          zh: "与 \(file)（文件 \(id)）逐字节相同；其中 \(counts.superseded) 行取代此后收到的内容，重新有效",
          en: "the bytes of \(file) (file \(id)) once more; "
            + "\(counts.superseded.counted("row counts", "rows count")) again instead of what came since"
        ),
        expected: Bilingual(zh: "以最后报送的为准", en: "the last one sent to be meant"))
    }
  }
}
