internal import GRDB
internal import GRDBSQLite
internal import WageDomain

/// A cached statement with its values bound straight to SQLite, in the order of its places.
///
/// For the loads, which run one statement thousands of times a file: GRDB boxes every value of
/// every row, which costs more than SQLite's own work on it.
final class BoundStatement {
  private let statement: Statement
  private let raw: OpaquePointer
  private let db: Database
  private var place: Int32 = 0

  init(_ sql: String, in db: Database) throws {
    statement = try db.cachedStatement(sql: sql)
    raw = statement.sqliteStatement
    self.db = db
    reset()
  }

  deinit { reset() }

  func bind(_ number: Int64?) {
    place += 1
    if let number {
      sqlite3_bind_int64(raw, place, number)
    } else {
      sqlite3_bind_null(raw, place)
    }
  }

  func bind(_ text: String?) {
    guard var text else { return bind(nil as Int64?) }
    text.withUTF8 { bind(UnsafeRawBufferPointer($0)) }
  }

  /// UTF-8 bytes; SQLite copies them.
  func bind(_ text: UnsafeRawBufferPointer) {
    place += 1
    // A null pointer would bind NULL in the place of an empty text.
    let start = text.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) }
    if let start {
      sqlite3_bind_text(raw, place, start, Int32(text.count), SQLITE_TRANSIENT)
    } else {
      sqlite3_bind_text(raw, place, "", 0, SQLITE_TRANSIENT)
    }
  }

  func bind(blob bytes: [UInt8]) {
    place += 1
    sqlite3_bind_blob(raw, place, bytes, Int32(bytes.count), SQLITE_TRANSIENT)
  }

  func bind(_ value: DatabaseValue) {
    switch value.storage {
    case .int64(let number): bind(number)
    case .string(let text): bind(text)
    case .blob(let bytes): bind(blob: Array(bytes))
    case .double(let number):
      place += 1
      sqlite3_bind_double(raw, place, number)
    case .null: bind(nil as Int64?)
    }
  }

  /// The text of a row, NULL for an empty cell or a column that the file lacks.
  func bind(_ column: TextColumn?, _ row: Int) {
    guard let column else { return bind(nil as Int64?) }
    let range = column.range(row)
    guard !range.isEmpty else { return bind(nil as Int64?) }
    column.bytes.withUnsafeBytes { bind(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Runs a statement that gives no rows, and readies it for the next values.
  func run() throws {
    let code = sqlite3_step(raw)
    guard code == SQLITE_DONE else { throw failure(code) }
    reset()
  }

  /// Runs a query that gives at most one row and readies it for the next values.
  ///
  /// - Returns: what `read` makes of the row; nil without one.
  func first<Value>(_ read: (BoundRow) -> Value) throws -> Value? {
    let code = sqlite3_step(raw)
    guard code == SQLITE_ROW || code == SQLITE_DONE else { throw failure(code) }
    defer { reset() }
    return code == SQLITE_ROW ? read(BoundRow(raw: raw)) : nil
  }

  /// A value of another statement's row, as it is.
  func bind(_ row: BoundRow, _ column: Int32) {
    place += 1
    sqlite3_bind_value(raw, place, sqlite3_column_value(row.raw, column))
  }

  /// Runs a query and hands each row to `read`; a row is valid only within the call.
  func forEach(_ read: (BoundRow) throws -> Void) throws {
    defer { reset() }
    while true {
      let code = sqlite3_step(raw)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw failure(code) }
        return
      }
      try read(BoundRow(raw: raw))
    }
  }

  private func reset() {
    sqlite3_reset(raw)
    place = 0
  }

  private func failure(_ code: Int32) -> DatabaseError {
    let error = DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
    reset()
    return error
  }
}

/// The row that a ``BoundStatement`` stands on; valid only while it is being read.
struct BoundRow {
  fileprivate let raw: OpaquePointer

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

  /// 0 for NULL.
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  /// Nil for NULL.
  func optionalInteger(_ column: Int32) -> Int64? {
    sqlite3_column_type(raw, column) == SQLITE_NULL ? nil : integer(column)
  }

  /// Whatever it is, as a value to compare.
  func value(_ column: Int32) -> DatabaseValue {
    DatabaseValue(sqliteStatement: raw, index: column)
  }

  func blob(_ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: sqlite3_column_blob(raw, column), count: Int(sqlite3_column_bytes(raw, column)))
  }

  /// Nil for NULL.
  func string(_ column: Int32) -> String? {
    text(column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a text, nil for NULL.
  func text(_ column: Int32) -> UnsafeRawBufferPointer? {
    guard let start = sqlite3_column_text(raw, column) else { return nil }
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, column)))
  }
}

/// SQLite copies the text before the call returns.
private let SQLITE_TRANSIENT = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
