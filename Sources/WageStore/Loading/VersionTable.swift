internal import GRDB
internal import WageDomain

/// A table with a version of a thing for each file that changed what is known of it.
///
/// The key, `knownOn`, `fileId` and `line` of a version stand beside its values. A row that says
/// what is known already by its own known-on day adds no version.
struct VersionTable {
  private let compare: BoundStatement
  private let insert: BoundStatement
  private let held: BoundStatement

  init(_ table: String, key: [String], values: [String], in db: Database) throws {
    let same = values.map { "\($0) IS ?" }.joined(separator: " AND ")
    let isKey = key.map { "\($0) = ?" }.joined(separator: " AND ")
    compare = try BoundStatement(
      """
      SELECT \(same) FROM \(table) WHERE \(isKey) AND knownOn <= ?
      ORDER BY knownOn DESC, fileId DESC LIMIT 1
      """, in: db)
    let columns = (values + key).joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count + key.count + 3).joined(separator: ", ")
    insert = try BoundStatement(
      "INSERT INTO \(table) (\(columns), knownOn, fileId, line) VALUES (\(places))", in: db)
    // The values are bound like everywhere and have no say.
    held = try BoundStatement(
      "SELECT 1 FROM \(table) WHERE (\(same)) IS NOT NULL AND \(isKey) AND fileId = ? LIMIT 1",
      in: db)
  }

  /// Stores the version of a row of the batch, or counts it as unchanged.
  ///
  /// `bind` binds the values in the table's order and the key after them, every time it is called.
  ///
  /// - Returns: false when the row says what is known already, and nothing was written.
  @discardableResult
  func store(
    row: Int, in batch: FeedBatch, sink: RowSink, counts: inout LoadCounts,
    bind: (BoundStatement) -> Void
  ) throws -> Bool {
    if let file = sink.resumed {
      bind(held)
      held.bind(file.id)
      if try held.first({ _ in true }) != nil {
        file.held.append(row)
        return false
      }
    }
    let knownOn = Day(number: batch.knownOn[row]).description
    bind(compare)
    compare.bind(knownOn)
    if let isSame = try compare.first({ $0.integer(0) == 1 }) {
      if isSame {
        counts.unchanged += 1
        return false
      }
      counts.superseded += 1
    }
    counts.stored += 1
    bind(insert)
    insert.bind(knownOn)
    insert.bind(sink.fileId)
    insert.bind(Int64(batch.lines[row]))
    try insert.run()
    return true
  }
}
