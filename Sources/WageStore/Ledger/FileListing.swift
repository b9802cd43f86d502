internal import GRDB
public import WageDomain

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
  /// Control totals; nil for a file that was loaded before they were counted.
  public let totals: Int?
  public let status: String
  /// Why the file stays out.
  public let fault: Bilingual?
  /// How many things about the file a clerk would ask about.
  public let findings: Int

  fileprivate init(_ row: Row) {
    counts = LoadCounts(row)
    totals = row["totals"]
    id = row["id"]
    file = row["file"]
    feed = row["feed"]
    sha256 = row["sha256"]
    bytes = row["bytes"]
    encoding = row["encoding"]
    knownOn = row["knownOn"]
    ingestedAt = row["ingestedAt"]
    status = row["status"]
    fault = Bilingual(optional: row, "fault")
    findings = row["findings"]
  }
}

/// Which files of the ledger are asked for.
public struct FileQuery: Hashable, Sendable {
  public var feed: Feed?
  /// `loaded`, `refused` or `unchanged`.
  public var status: String?
  public var id: Int64?

  public init(feed: Feed? = nil, status: String? = nil, id: Int64? = nil) {
    self.feed = feed
    self.status = status
    self.id = id
  }

  fileprivate static let condition = """
    (:feed IS NULL OR feed = :feed) AND (:status IS NULL OR status = :status)
    AND (:id IS NULL OR id = :id)
    """

  fileprivate var arguments: StatementArguments {
    ["feed": feed?.rawValue, "status": status, "id": id]
  }
}

extension StoreSnapshot {
  /// Every file ever seen, in the order it came.
  public func files() throws -> [LedgerFile] {
    var files: [LedgerFile] = []
    try forEachFile(FileQuery()) { files.append($0) }
    return files
  }

  /// - Returns: nil when the ledger has no such row.
  public func file(_ id: Int64) throws -> LedgerFile? {
    var found: LedgerFile?
    try forEachFile(FileQuery(id: id)) { found = $0 }
    return found
  }

  /// What the ledger counts of a file; nil when it has no such row.
  public func counts(ofFile id: Int64) throws -> LoadCounts? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM ingestedFile WHERE id = ?"), arguments: [id]
    ).map { LoadCounts($0) }
  }

  public func fileCount(_ query: FileQuery) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM ingestedFile WHERE \(FileQuery.condition)",
      arguments: query.arguments) ?? 0
  }

  /// Visits the files asked for, in the order they came, one at a time.
  public func forEachFile(
    _ query: FileQuery, limit: Int = -1, offset: Int = 0, _ visit: (LedgerFile) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT *, (SELECT count(*) FROM fileFinding f WHERE f.fileId = ingestedFile.id) AS findings
        FROM ingestedFile WHERE \(FileQuery.condition) ORDER BY id LIMIT :limit OFFSET :offset
        """,
      arguments: query.arguments + ["limit": limit, "offset": offset])
    while let row = try rows.next() { try visit(LedgerFile(row)) }
  }

  /// The findings about a file, in the order they were made.
  public func findings(file id: Int64) throws -> [FileFinding] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM fileFinding WHERE fileId = ? ORDER BY id", arguments: [id]
    ).map { row in
      FileFinding(
        code: row["code"], line: row["line"], column: row["column"],
        found: Bilingual(row, "found"), expected: Bilingual(row, "expected"))
    }
  }
}

extension LoadCounts {
  fileprivate init(_ row: Row) {
    self.init()
    stored = row["stored"]
    rejected = row["rejected"]
    unchanged = row["unchanged"]
    waiting = row["waiting"]
    superseded = row["superseded"]
    totals = row["totals"] ?? 0
  }
}
