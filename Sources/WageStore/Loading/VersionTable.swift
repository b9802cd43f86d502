internal import GRDB
internal import WageDomain

/// A table with a version of a thing for each file that changed what is known of it.
///
/// The key, `knownOn`, `fileId` and `line` of a version stand beside its values. A row that says
/// what is known already by its own known-on day adds no version.
struct VersionTable {
  private let select: String
  private let insert: String

  init(_ table: String, key: String, values: [String]) {
    let columns = values.joined(separator: ", ")
    select = """
      SELECT \(columns) FROM \(table) WHERE \(key) = ? AND knownOn <= ?
      ORDER BY knownOn DESC, fileId DESC LIMIT 1
      """
    let places = Array(repeating: "?", count: values.count + 4).joined(separator: ", ")
    insert = "INSERT INTO \(table) (\(columns), \(key), knownOn, fileId, line) VALUES (\(places))"
  }

  /// Stores the version of a row of the batch, or counts it as unchanged; `values` are in the
  /// table's order.
  func store(
    _ values: [(any DatabaseValueConvertible)?], of key: some DatabaseValueConvertible,
    row: Int, in batch: FeedBatch, sink: RowSink, counts: inout LoadCounts
  ) throws {
    let knownOn = Day(number: batch.knownOn[row]).description
    let new = values.map { $0?.databaseValue ?? .null }
    let before = try Row.fetchOne(
      sink.db.cachedStatement(sql: select), arguments: [key, knownOn])
    if let before {
      if Array(before.databaseValues) == new {
        counts.unchanged += 1
        return
      }
      counts.superseded += 1
    }
    counts.stored += 1
    try sink.db.cachedStatement(sql: insert).execute(
      arguments: StatementArguments(
        new + [
          key.databaseValue, knownOn.databaseValue, sink.fileId.databaseValue,
          batch.lines[row].databaseValue,
        ]))
  }
}
