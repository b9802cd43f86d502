import GRDB
import Testing

@testable import WageStore

@Suite("Rows inserted several a statement")
struct BatchInsertTests {
  @Test("Are all there, whatever their number", arguments: [0, 1, 15, 16, 17, 32, 41])
  func numbers(count: Int) throws {
    let store = try TestStore()
    let found = try store.database.write { transaction in
      try transaction.db.execute(sql: "CREATE TABLE pair (left INTEGER, right TEXT) STRICT")
      let insert = try BatchInsert(
        into: "pair (left, right)", columns: 2, in: transaction.db)
      try insert.insert(Array(0..<count)) { row, statement in
        statement.bind(Int64(row))
        statement.bind("row \(row)")
      }
      return try Row.fetchAll(transaction.db, sql: "SELECT left, right FROM pair ORDER BY rowid")
        .map { "\($0[0] as Int): \($0[1] as String)" }
    }
    #expect(found == (0..<count).map { "\($0): row \($0)" })
  }
}
