internal import GRDB

/// A row of the ledger of files.
public struct LedgerFile: Hashable, Sendable {
  public let id: Int64
  public let file: String
  public let feed: String?
  public let sha256: String
  public let bytes: Int64
  public let encoding: String?
  public let knownOn: String?
  public let ingestedAt: String
  public let counts: LoadCounts
  public let status: String
  public let fault: String?
}

/// A row that was set aside, as lists show it: personal data masked.
public struct ListedReject: Hashable, Sendable {
  public let id: Int64
  public let file: String
  public let feed: String
  public let line: Int64
  public let row: Int64
  public let column: String?
  public let code: String
  public let found: String
  public let expected: String
  public let raw: String
  public let status: String
}

extension StoreSnapshot {
  /// Every file ever seen, in the order it came.
  public func files() throws -> [LedgerFile] {
    try Row.fetchAll(db, sql: "SELECT * FROM ingestedFile ORDER BY id").map { row in
      var counts = LoadCounts()
      counts.stored = row["stored"]
      counts.rejected = row["rejected"]
      counts.unchanged = row["unchanged"]
      counts.waiting = row["waiting"]
      counts.superseded = row["superseded"]
      return LedgerFile(
        id: row["id"], file: row["file"], feed: row["feed"], sha256: row["sha256"],
        bytes: row["bytes"], encoding: row["encoding"], knownOn: row["knownOn"],
        ingestedAt: row["ingestedAt"], counts: counts, status: row["status"], fault: row["fault"])
    }
  }

  /// How many rows are set aside and still open.
  public func openRejectCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM rejectedRow WHERE status = 'open'") ?? 0
  }

  /// The rows set aside, by file and line; a page of them when there are many.
  public func rejects(limit: Int = -1, offset: Int = 0) throws -> [ListedReject] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT r.*, i.file FROM rejectedRow r JOIN ingestedFile i ON i.id = r.fileId
        ORDER BY r.id LIMIT ? OFFSET ?
        """,
      arguments: [limit, offset]
    ).map { row in
      ListedReject(
        id: row["id"], file: row["file"], feed: row["feed"], line: row["line"], row: row["row"],
        column: row["column"], code: row["code"], found: row["found"], expected: row["expected"],
        raw: row["raw"], status: row["status"])
    }
  }
}
