internal import GRDB
internal import WageDomain

/// Copies the tables of the store that are rows already into an ``ObservationFile``.
struct ObservationTables {
  let snapshot: StoreSnapshot
  let output: Database
  let asOf: Day

  /// Files, firms and layers known by the day, and what counts as one by then.
  func copyLedger() throws {
    try copy(
      """
      SELECT id, file, feed, sha256 FROM ingestedFile
      WHERE id IN (SELECT fileId FROM layer WHERE knownOn <= ?1) ORDER BY id
      """, into: "file", columns: 4)
    try copy(
      """
      SELECT id, creditCode, name, townCode, industry, knownOn FROM firm
      WHERE knownOn <= ?1 ORDER BY id
      """, into: "firm", columns: 6)
    try copy(
      """
      SELECT firmId, intoFirmId, sinceOn FROM firmMerge
      WHERE endedBy IS NULL AND sinceOn <= ?1 ORDER BY firmId
      """, into: "firm_merge", columns: 3)
    try copy(
      """
      SELECT id, feed, month, knownOn, fileId, rows FROM layer WHERE knownOn <= ?1 ORDER BY id
      """, into: "layer", columns: 6)
    try copy(StoreSnapshot.namedMonths, into: "month_file", columns: 3)
    let merged = try snapshot.mergedComplaints(asOf: asOf)
    for complaint in merged.complaints {
      try output.execute(
        sql: "INSERT INTO complaint_merge VALUES (?, ?)",
        arguments: [complaint, merged.group(of: complaint)])
    }
  }

  /// The versions of every feed that is kept in rows, a table a feed.
  ///
  /// - Returns: how many rows.
  func copyFeeds() throws -> Int {
    var rows = 0
    for feed in Feed.allCases.sorted() {
      guard let layout = StoredLayout.of(feed) else { continue }
      let table = ObservationTable(layout)
      try output.execute(sql: table.definition)
      rows += try copy(table.select, into: feed.rawValue, columns: table.columns.count)
    }
    return rows + (try copy(Self.saidAgain, into: "disbursement_again", columns: 4))
  }

  /// Payments that were said again: how long one has been open follows from it.
  private static let saidAgain = """
    SELECT p.projectCode, v.dueOn, v.version, a.knownOn
    FROM saidAgain a JOIN (
      SELECT id, projectId, dueOn, row_number() OVER (
        PARTITION BY projectId, dueOn ORDER BY knownOn, ifnull(fileId, 0), id) AS version
      FROM disbursementVersion WHERE knownOn <= ?1) v ON v.id = a.versionId
    JOIN project p ON p.id = v.projectId
    WHERE a.feed = 'disbursement' AND a.knownOn <= ?1
    ORDER BY v.projectId, v.dueOn, v.version, a.knownOn, a.fileId
    """

  @discardableResult
  private func copy(_ select: String, into table: String, columns: Int) throws -> Int {
    let source = try BoundStatement(select, in: snapshot.db)
    let places = Array(repeating: "?", count: columns).joined(separator: ", ")
    let insert = try BoundStatement("INSERT INTO \(table) VALUES (\(places))", in: output)
    source.bind(asOf.description)
    var rows = 0
    try source.forEach { row in
      for column in 0..<columns { insert.bind(row, Int32(column)) }
      try insert.run()
      rows += 1
    }
    return rows
  }
}

/// The table of one feed: its columns in stored units, and when each version held.
struct ObservationTable {
  let columns: [String]
  let definition: String
  let select: String

  /// Beside the feed's own columns.
  private static let ending = ["known_on", "superseded_on", "file", "line", "version"]

  init(_ layout: StoredLayout) {
    let version = ObservationVersion(layout)
    let own =
      layout.columns.map { (name: Self.stored($0.source), sql: $0.sql) } + version.more
    columns = own.map(\.name) + Self.ending
    // Without types: each value comes as the store keeps it.
    definition = "CREATE TABLE \(layout.feed.rawValue) (\(columns.joined(separator: ", ")));"
    select = """
      SELECT \(own.map(\.sql).joined(separator: ", ")), v.knownOn,
        lead(v.knownOn) OVER (PARTITION BY \(version.key) ORDER BY \(version.order)),
        (SELECT file FROM ingestedFile i WHERE i.id = v.fileId), v.line,
        row_number() OVER (PARTITION BY \(version.key) ORDER BY \(version.order))
      FROM \(layout.table) v \(layout.joins(coded: .asOf("?1"))) WHERE v.knownOn <= ?1
      ORDER BY \(version.key), \(version.order)
      """
  }

  /// Yuan are kept in fen.
  private static func stored(_ column: String) -> String {
    column.hasSuffix("_yuan") ? column.dropLast(5) + "_fen" : column
  }
}

/// What tells the versions of one thing apart, and which of two holds: the later in order.
private struct ObservationVersion {
  let key: String
  let order: String
  /// Columns beside those of the feed.
  var more: [(name: String, sql: String)] = []

  init(_ layout: StoredLayout) {
    key = layout.key.map { "v.\($0)" }.joined(separator: ", ")
    // What was typed at the window comes from no file.
    order = "v.knownOn, ifnull(v.fileId, 0), v.id"
    switch layout.feed {
    case .firms:
      // Firms of one representative, told without the name.
      more = [
        (
          "representative_group",
          "iif(v.legalRepresentative IS NULL, NULL, dense_rank() OVER (ORDER BY v.legalRepresentative))"
        )
      ]
    case .complaints: more = [("complaint_id", "v.complaintId")]
    default: break
    }
  }
}
