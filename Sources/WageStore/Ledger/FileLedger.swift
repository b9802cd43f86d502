internal import GRDB
public import WageDomain

extension StoreTransaction {
  func insertFile(_ file: FileIdentity, status: String, fault: Bilingual?) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO ingestedFile (file, feed, sha256, bytes, encoding, header, knownOn, ingestedAt,
          status, fault, faultZh)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      file.file, file.feed?.rawValue, file.sha256, file.bytes, file.encoding,
      file.header, file.knownOn?.description, file.ingestedAt.description, status, fault?.en,
      fault?.onlyChinese,
    ])
    return db.lastInsertedRowID
  }

  func updateFile(_ id: Int64, counts: LoadCounts, sha256: String?) throws {
    try db.cachedStatement(
      sql: """
        UPDATE ingestedFile
        SET rows = ?, stored = ?, rejected = ?, unchanged = ?, waiting = ?, superseded = ?,
          sha256 = ifnull(?, sha256)
        WHERE id = ?
        """
    ).execute(arguments: [
      counts.rows, counts.stored, counts.rejected, counts.unchanged, counts.waiting,
      counts.superseded, sha256, id,
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
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT count(*) > 0 FROM ingestedFile WHERE file = ? AND sha256 = ?",
      arguments: [file.file, file.sha256])
    if isKnown != true { _ = try insertFile(file, status: "unchanged", fault: nil) }
  }
}

extension StoreSnapshot {
  /// False when no file of the feed with so many bytes was loaded: its hash need not be asked for.
  public func mayHaveLoaded(bytes: Int64, feed: Feed) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) > 0 FROM ingestedFile
          WHERE bytes = ? AND feed = ? AND status = 'loaded'
          """),
      arguments: [bytes, feed.rawValue]) ?? false
  }

  /// True when exactly these bytes were loaded before for the feed, under whatever name.
  public func wasLoaded(sha256: String, feed: Feed) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) > 0 FROM ingestedFile
          WHERE sha256 = ? AND feed = ? AND status = 'loaded'
          """),
      arguments: [sha256, feed.rawValue]) ?? false
  }
}
