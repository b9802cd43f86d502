internal import GRDB
public import WageDomain

/// A file of which rejects are asked for, with all that is needed to read them again.
public struct RejectedFile: Hashable, Sendable {
  public let id: Int64
  public let file: String
  public let feed: Feed
  /// As text; nil when it was loaded before headers were kept.
  public let header: String?
  /// The file's own known-on day.
  public let knownOn: Day?
  /// How many of its rejects are asked for.
  public let rejects: Int
}

extension StoreSnapshot {
  /// The files that the rejects asked for stand in, in the order they came.
  public func rejectedFiles(_ query: RejectQuery) throws -> [RejectedFile] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT i.id, i.file, i.feed, i.header, i.knownOn, count(*)
        FROM rejectedRow r CROSS JOIN ingestedFile i ON i.id = r.fileId
        WHERE \(query.condition) GROUP BY i.id ORDER BY i.id
        """,
      arguments: query.arguments
    ).compactMap { row in
      Feed(rawValue: row[2]).map { feed in
        RejectedFile(
          id: row[0], file: row[1], feed: feed, header: row[3],
          knownOn: (row[4] as String?).flatMap { Day($0) }, rejects: row[5])
      }
    }
  }
}
