internal import GRDB
public import WageDomain

/// How many rejects share the same feed, file, column or code.
public struct RejectSummary: Hashable, Sendable {
  /// What rejects are counted by.
  public enum Key: String, CaseIterable, Sendable {
    case feed, file, column, code

    fileprivate var sql: String {
      switch self {
      case .feed: "r.feed"
      case .file: "i.file"
      case .column: "r.\"column\""
      case .code: "r.code"
      }
    }
  }

  /// The values of the keys asked for, in their order; nil for rows at fault as a whole.
  public let values: [String?]
  public let rejects: Int
  public let open: Int
  /// The reject of them that came first, its line in the file, what was found and expected.
  public let firstId: Int64
  public let firstLine: Int64
  public let found: Bilingual
  public let expected: Bilingual
}

extension StoreSnapshot {
  /// The rejects asked for, counted by the keys: most first, then the one whose first came first.
  public func rejectSummary(
    _ query: RejectQuery, by keys: [RejectSummary.Key]
  ) throws -> [RejectSummary] {
    let columns = keys.map(\.sql).joined(separator: ", ")
    return try Row.fetchAll(
      db,
      sql: """
        SELECT \(columns), count(*) AS total, sum(r.status = 'open'), min(r.id) AS first,
          -- Of the row that has the minimum: SQLite's rule for a single min().
          r.line, r.found, r.expected, r.foundZh, r.expectedZh
        FROM rejectedRow r CROSS JOIN ingestedFile i ON i.id = r.fileId
        WHERE \(query.condition) GROUP BY \(columns) ORDER BY total DESC, first
        """,
      arguments: query.arguments
    ).map { row in
      RejectSummary(
        values: keys.indices.map { row[$0] }, rejects: row[keys.count], open: row[keys.count + 1],
        firstId: row[keys.count + 2], firstLine: row[keys.count + 3],
        found: Bilingual(row, "found"),
        expected: Bilingual(row, "expected"))
    }
  }
}
