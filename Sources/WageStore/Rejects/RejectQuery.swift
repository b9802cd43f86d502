internal import GRDB
public import WageDomain

/// Which rows set aside are asked for; nil and empty ask for all.
public struct RejectQuery: Hashable, Sendable {
  public var ids: [Int64] = []
  public var feed: Feed?
  /// As the ledger names it.
  public var file: String?
  public var fileId: Int64?
  public var code: String?
  /// `open`, `retried` or `dropped`.
  public var status: String?

  /// Only those whose record was kept as a whole.
  public var isWhole = false

  public init() {}

  /// To be joined to `rejectedRow r` and `ingestedFile i`.
  var condition: String {
    """
    (:feed IS NULL OR r.feed = :feed) AND (:file IS NULL OR i.file = :file)
    AND (:fileId IS NULL OR r.fileId = :fileId) AND (:code IS NULL OR r.code = :code)
    AND (:status IS NULL OR r.status = :status)
    \(isWhole ? Self.wholeCondition : "")
    \(ids.isEmpty ? "" : "AND r.id IN (\(ids.map(String.init).joined(separator: ", ")))")
    """
  }

  private static let wholeCondition = """
    AND NOT (SELECT length(CAST(t AS BLOB)) >= \(RejectedRow.largestRaw)
        AND substr(t, -1) = '\(RejectedRow.cutMark)'
      FROM (SELECT ifnull((SELECT raw FROM rejectedRaw WHERE rejectId = r.id), r.raw) AS t))
    """

  var arguments: StatementArguments {
    ["feed": feed?.rawValue, "file": file, "fileId": fileId, "code": code, "status": status]
  }
}

/// A row that was set aside, as lists show it: personal data masked.
public struct ListedReject: Hashable, Sendable {
  public let id: Int64
  public let fileId: Int64
  public let file: String
  public let feed: String
  public let line: Int64
  public let row: Int64
  public let column: String?
  public let code: String
  public let found: Bilingual
  public let expected: Bilingual
  /// Unmasked only where that was asked for.
  public let raw: String
  public let status: String
  /// The earlier reject that its row was sent to correct.
  public let correctsId: Int64?

  fileprivate init(_ row: Row) {
    id = row["id"]
    fileId = row["fileId"]
    file = row["file"]
    feed = row["feed"]
    line = row["line"]
    self.row = row["row"]
    column = row["column"]
    code = row["code"]
    found = Bilingual(row, "found")
    expected = Bilingual(row, "expected")
    raw = row["shown"]
    status = row["status"]
    correctsId = row["correctsId"]
  }
}

extension StoreSnapshot {
  /// How many rows are set aside and still open.
  public func openRejectCount() throws -> Int {
    var query = RejectQuery()
    query.status = "open"
    return try rejectCount(query)
  }

  public func rejectCount(_ query: RejectQuery) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM rejectedRow r JOIN ingestedFile i ON i.id = r.fileId
        WHERE \(query.condition)
        """,
      arguments: query.arguments) ?? 0
  }

  /// The rows set aside, in the order they were; a page of them when there are many.
  public func rejects(limit: Int = -1, offset: Int = 0) throws -> [ListedReject] {
    var rejects: [ListedReject] = []
    try forEachReject(RejectQuery(), limit: limit, offset: offset) { rejects.append($0) }
    return rejects
  }

  /// Visits the rejects asked for, one at a time: memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - query: which.
  ///   - after: only those with a higher id.
  ///   - isUnmasked: raw texts as they stood in the file; the caller records the look.
  ///   - limit: at most so many; -1 for all.
  ///   - offset: leaves out the first.
  ///   - visit: called in the order of the ids.
  /// - Throws: what `visit` throws.
  public func forEachReject(
    _ query: RejectQuery, after: Int64 = 0, isUnmasked: Bool = false, limit: Int = -1,
    offset: Int = 0, _ visit: (ListedReject) throws -> Void
  ) throws {
    let raw = isUnmasked ? "ifnull(p.raw, r.raw)" : "r.raw"
    let join = isUnmasked ? "LEFT JOIN rejectedRaw p ON p.rejectId = r.id" : ""
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT r.*, i.file, \(raw) AS shown
        FROM rejectedRow r CROSS JOIN ingestedFile i ON i.id = r.fileId \(join)
        WHERE r.id > :after AND \(query.condition) ORDER BY r.id LIMIT :limit OFFSET :offset
        """,
      arguments: query.arguments + ["after": after, "limit": limit, "offset": offset])
    while let row = try rows.next() { try visit(ListedReject(row)) }
  }
}
