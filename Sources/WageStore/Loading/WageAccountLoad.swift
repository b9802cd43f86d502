internal import GRDB
internal import WageDomain

/// Transactions of projects' wage accounts: a version a transaction number and file.
struct WageAccountLoad: FeedLoad {
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let numbers = batch.texts("transaction_no") else { return }
    for row in 0..<batch.count {
      let number = numbers.string(row) ?? ""
      guard seen.insert(number).inserted else {
        sink.rejectRepeated(row, key: "transaction_no")
        continue
      }
      try store(batch, row, number, sink)
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }

  private mutating func store(
    _ batch: FeedBatch, _ row: Int, _ number: String, _ sink: RowSink
  ) throws {
    let knownOn = Day(number: batch.knownOn[row]).description
    let new = values(batch, row).map { $0?.databaseValue ?? .null }
    let before = try Row.fetchOne(
      sink.db.cachedStatement(
        sql: """
          SELECT projectCode, creditCode, occurredOn, direction, purpose, instructionNo, wageMonth,
            amountFen, balanceFen, persons
          FROM wageAccountEntry WHERE transactionNo = ? AND knownOn <= ?
          ORDER BY knownOn DESC, fileId DESC LIMIT 1
          """),
      arguments: [number, knownOn])
    if let before {
      if Array(before.databaseValues) == new {
        counts.unchanged += 1
        return
      }
      counts.superseded += 1
    }
    counts.stored += 1
    try sink.db.cachedStatement(
      sql: """
        INSERT INTO wageAccountEntry (projectCode, creditCode, occurredOn, direction, purpose,
          instructionNo, wageMonth, amountFen, balanceFen, persons, transactionNo, knownOn, fileId,
          line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: StatementArguments(
        new + [
          number.databaseValue, knownOn.databaseValue, sink.fileId.databaseValue,
          batch.lines[row].databaseValue,
        ]))
  }

  private func values(_ batch: FeedBatch, _ row: Int) -> [(any DatabaseValueConvertible)?] {
    func text(_ column: String) -> String? { batch.texts(column)?.string(row) }
    let code = batch.codes("credit_code")?[row] ?? ColumnValues.noCode
    return [
      text("project_code"),
      code == ColumnValues.noCode ? nil : CreditCode(checkedPacked: code).text,
      batch.integers("occurred_on").day(row), text("direction"), text("purpose"),
      text("instruction_no"),
      batch.integers("wage_month").integer(row).map { Month(index: Int32($0)).description },
      batch.integers("amount_yuan").integer(row), batch.integers("balance_yuan").integer(row),
      batch.integers("persons").integer(row),
    ]
  }
}
