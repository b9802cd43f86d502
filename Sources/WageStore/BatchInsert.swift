internal import GRDB

/// Inserts rows several a statement: of a narrow row the statement costs as much as the row.
struct BatchInsert {
  private let one: BoundStatement
  private let many: BoundStatement

  /// More gain little: half of the cost is gone at 16.
  private static let rowsPerStatement = 16

  /// `table` stands with its `columns` in brackets, in the order in which they are bound.
  init(into table: String, columns: Int, in db: Database) throws {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    one = try BoundStatement("INSERT INTO \(table) VALUES \(row)", in: db)
    let rows = Array(repeating: row, count: Self.rowsPerStatement).joined(separator: ", ")
    many = try BoundStatement("INSERT INTO \(table) VALUES \(rows)", in: db)
  }

  /// Inserts the rows in their order; `bind` gives one row's values to the statement.
  func insert<Row>(_ rows: [Row], _ bind: (Row, BoundStatement) -> Void) throws {
    let whole = rows.count / Self.rowsPerStatement * Self.rowsPerStatement
    for first in stride(from: 0, to: whole, by: Self.rowsPerStatement) {
      for row in rows[first..<first + Self.rowsPerStatement] { bind(row, many) }
      try many.run()
    }
    for row in rows[whole...] {
      bind(row, one)
      try one.run()
    }
  }
}
