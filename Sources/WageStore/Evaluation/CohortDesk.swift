internal import GRDB
public import WageDomain

/// Asks which firms belong to a cohort, on a connection that can only read.
///
/// A query sees the store's tables and `firmAt` (``CohortFirm``), and may name `:cutoff`.
public final class CohortDesk {
  private let queue: DatabaseQueue
  private var cutoff: Day?
  private var ids: [CreditCode: Int64] = [:]
  private var known: Set<Int64> = []

  /// - Throws: ``StoreError`` where the store cannot be read.
  public init(_ database: WageDatabase) throws {
    do {
      queue = try database.queueApart()
      try queue.inDatabase { try $0.execute(sql: CohortFirm.schema) }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Takes the firms of the next cutoff in the place of those before.
  public func load(_ firms: [CohortFirm], cutoff: Day) throws {
    self.cutoff = cutoff
    ids = Dictionary(uniqueKeysWithValues: firms.map { ($0.creditCode, $0.firmId) })
    known = Set(ids.values)
    do {
      try queue.inDatabase { db in
        try db.inTransaction {
          try db.execute(sql: "DELETE FROM temp.firmAt")
          let marks = [String](repeating: "?", count: 14).joined(separator: ", ")
          let insert = try BoundStatement("INSERT INTO temp.firmAt VALUES (\(marks))", in: db)
          for firm in firms {
            firm.bind(insert)
            try insert.run()
          }
          return .commit
        }
      }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Who belongs to the cohort.
  public struct Members: Hashable, Sendable {
    public internal(set) var firms: Set<Int64> = []
    /// Named by the query, and not known on the cutoff or counted as another firm by then.
    public internal(set) var notKnownYet = 0
  }

  /// - Returns: the firms that the query gives.
  /// - Throws: ``CohortFault`` for a query that cannot be asked or gives anything but firms.
  public func members(_ sql: String) throws -> Members {
    try queue.inDatabase { db in
      let statement = try Self.statement(sql, db, cutoff)
      var members = Members()
      let rows: RowCursor
      do { rows = try Row.fetchCursor(statement) } catch { throw Self.fault(error) }
      while true {
        let row: Row?
        do { row = try rows.next() } catch { throw Self.fault(error) }
        guard let row else { return members }
        try add(row[0] as DatabaseValue, to: &members, db)
      }
    }
  }

  private func add(_ value: DatabaseValue, to members: inout Members, _ db: Database) throws {
    let id: Int64?
    switch value.storage {
    case .int64(let number):
      id = known.contains(number) ? number : nil
      if id == nil, try !Self.exists("id = ?", value, db) {
        throw CohortFault(found: Bilingual(zh: "编号 \(number)", en: "the id \(number)"))
      }
    case .string(let text):
      guard let code = try? CreditCode(text) else {
        throw CohortFault(found: Bilingual(zh: "一个不是信用代码的文本", en: "a text that is no credit code"))
      }
      id = ids[code]
      if id == nil, try !Self.exists("creditCode = ?", code.text.databaseValue, db) {
        throw CohortFault(
          found: Bilingual(zh: "无此企业的代码 \(code.text)", en: "\(code.text), which is no firm's"))
      }
    case .null: throw CohortFault(found: Bilingual(zh: "空值", en: "a null"))
    case .double, .blob:
      throw CohortFault(found: Bilingual(zh: "既非整数也非文本的值", en: "a value neither whole nor text"))
    }
    if let id { members.firms.insert(id) } else { members.notKnownYet += 1 }
  }

  private static func exists(
    _ condition: String, _ value: DatabaseValue, _ db: Database
  ) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM main.firm WHERE \(condition))"),
      arguments: [value]) ?? false
  }

  private static func statement(
    _ sql: String, _ db: Database, _ cutoff: Day?
  ) throws -> Statement {
    let word = sql.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.uppercased()
    guard ["SELECT", "WITH", "VALUES"].contains(word) else {
      throw CohortFault(found: Bilingual(zh: "不是查询", en: "no query"))
    }
    do {
      let statement = try db.makeStatement(sql: sql)
      guard statement.isReadonly else {
        throw CohortFault(found: Bilingual(zh: "改动数据的语句", en: "a statement that changes data"))
      }
      guard statement.columnCount == 1 else {
        throw CohortFault(
          found: Bilingual(
            zh: "\(statement.columnCount) 列", en: "\(statement.columnCount) columns"))
      }
      if sql.contains(":cutoff") {
        try statement.setArguments(["cutoff": cutoff?.description])
      } else {
        try statement.setArguments(StatementArguments())
      }
      return statement
    } catch {
      throw fault(error)
    }
  }

  private static func fault(_ error: any Error) -> CohortFault {
    if let fault = error as? CohortFault { return fault }
    let message = (error as? DatabaseError)?.message ?? "\(error)"
    // The library's words speak of its own functions.
    if message.hasPrefix("Multiple statements") {
      return CohortFault(found: Bilingual(zh: "多条语句", en: "several statements"))
    }
    return CohortFault(found: .same(message))
  }
}

/// Why a cohort's query cannot be used; nothing was changed by it.
public struct CohortFault: Error, Hashable, Sendable {
  /// What was found instead of a query that gives firms.
  public let found: Bilingual
}
