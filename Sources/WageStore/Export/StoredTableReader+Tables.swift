internal import GRDB
internal import WageDomain

extension StoredTableReader {
  /// The rows that a file brought as its feed's columns: its versions, and what it said again.
  func tableRows(of file: Int64, layout: StoredLayout) throws -> StoredTable {
    let columns = layout.columns.map(\.sql).joined(separator: ", ")
    let joins = layout.joins(coded: .fromTheirDay)
    let rows = try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT v.line, v.knownOn, \(columns) FROM \(layout.table) v \(joins)
        WHERE v.fileId = :file AND v.knownOn <= :day
        UNION ALL
        SELECT a.line, a.knownOn, \(columns)
        FROM saidAgain a JOIN \(layout.table) v ON v.id = a.versionId \(joins)
        WHERE a.feed = '\(layout.feed.rawValue)' AND a.fileId = :file AND a.knownOn <= :day
        ORDER BY 1
        """,
      arguments: ["file": file, "day": day.description])
    return StoredTable(
      columns: layout.columns.map(\.source),
      rows: rows.map { row in
        StoredTable.Row(
          line: row[0], knownOn: row[1], cells: layout.columns.indices.map { cell(row[$0 + 2]) })
      })
  }

  private func cell(_ value: DatabaseValue) -> StoredTable.Cell {
    switch value.storage {
    case .int64(let number): .integer(number)
    case .string(let text): .text(text)
    case .null, .double, .blob: .none
    }
  }
}
