internal import GRDB
internal import WageDomain

/// The rows that said exactly what was known, each under the version that it said again.
///
/// Between a version and a row that says it again no other version stands. When one comes late and
/// would, the first such row after it becomes a version of its own, so that from its day on holds
/// what it said; the rows after it are under that one then. So what holds on a day does not depend
/// on the order in which files came.
struct SaidAgain {
  let db: Database
  private let feed: Feed
  private let table: String
  /// All that a version copies; not its day, file and line.
  private let columns: [String]
  private let protected: VersionLayout.Protected?
  private let insert: BoundStatement

  init(
    feed: Feed, table: String, columns: [String], protected: VersionLayout.Protected?,
    in db: Database
  ) throws {
    self.db = db
    self.feed = feed
    self.table = table
    self.columns = columns
    self.protected = protected
    insert = try BoundStatement(
      """
      INSERT INTO saidAgain (versionId, knownOn, line, fileId, feed)
      VALUES (?, ?, ?, ?, '\(feed.rawValue)')
      """, in: db)
  }

  func note(_ statement: VersionTable.Statement, of version: Int64) throws {
    insert.bind(version)
    insert.bind(statement.knownOn)
    insert.bind(statement.line)
    insert.bind(statement.file)
    try insert.run()
  }

  /// Has a version hold again from the first day after `late` on which it was said again.
  ///
  /// - Returns: the id of the version that was made for it; nil when nobody said it again.
  func stand(_ version: Int64, against late: VersionTable.Statement) throws -> Int64? {
    let after = "feed = ? AND versionId = ? AND (knownOn, fileId) > (?, ?)"
    let place: StatementArguments = [feed.rawValue, version, late.knownOn, late.file]
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT knownOn, fileId, line FROM saidAgain WHERE \(after)
            ORDER BY knownOn, fileId LIMIT 1
            """), arguments: place)
    else { return nil }
    let copied = columns.joined(separator: ", ")
    try db.cachedStatement(
      sql: """
        INSERT INTO \(table) (\(copied), knownOn, fileId, line)
        SELECT \(copied), ?, ?, ? FROM \(table) WHERE id = ?
        """
    ).execute(arguments: [row[0] as String, row[1] as Int64, row[2] as Int64, version])
    let made = db.lastInsertedRowID
    try db.cachedStatement(
      sql: "DELETE FROM saidAgain WHERE feed = ? AND versionId = ? AND fileId = ?"
    ).execute(arguments: [feed.rawValue, version, row[1] as Int64])
    try db.cachedStatement(sql: "UPDATE saidAgain SET versionId = ? WHERE \(after)")
      .execute(arguments: [made] + place)
    try waitToo(made, as: version, file: row[1], line: row[2])
    if let protected {
      let texts = protected.columns.joined(separator: ", ")
      try db.cachedStatement(
        sql: """
          INSERT INTO \(protected.table) (versionId, \(texts))
          SELECT ?, \(texts) FROM \(protected.table) WHERE versionId = ?
          """
      ).execute(arguments: [made, version])
    }
    return made
  }

  /// A version whose firm is asked is asked about again where it holds again, or in part.
  func waitToo(_ made: Int64, as version: Int64, file: Int64, line: Int64) throws {
    guard feed == .complaints || feed == .gridReports else { return }
    try db.cachedStatement(
      sql: """
        INSERT INTO waitingRow (fileId, feed, line, name, raw, status, groupId, eventId, versionId)
        SELECT ?, feed, ?, name, raw, status, groupId, eventId, ? FROM waitingRow
        WHERE feed = ? AND versionId = ?
        """
    ).execute(arguments: [
      file, line, made, feed.rawValue, version,
    ])
  }
}
