internal import GRDB
internal import WageDomain

extension StoredTableReader {
  /// The versions that a file brought, as its feed's columns.
  func tableRows(of file: Int64, layout: StoredLayout) throws -> StoredTable {
    let columns = layout.columns.map(\.sql).joined(separator: ", ")
    let rows = try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT v.line, v.knownOn, \(columns) FROM \(layout.from)
        WHERE v.fileId = ? AND v.knownOn <= ? ORDER BY v.line, v.rowid
        """,
      arguments: [file, day.description])
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
