internal import GRDB
internal import WageDomain

/// Transactions of projects' wage accounts: a version a transaction number and file.
struct WageAccountLoad: FeedLoad {
  private let versions: VersionTable
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  init(in db: Database) throws {
    versions = try VersionTable(
      "wageAccountEntry", key: "transactionNo",
      values: [
        "projectCode", "creditCode", "occurredOn", "direction", "purpose", "instructionNo",
        "wageMonth", "amountFen", "balanceFen", "persons",
      ], in: db)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let numbers = batch.texts("transaction_no") else { return }
    let columns = EntryColumns(batch)
    for row in 0..<batch.count {
      guard seen.insert(numbers.string(row) ?? "").inserted else {
        sink.rejectRepeated(row, key: "transaction_no")
        continue
      }
      try versions.store(row: row, in: batch, sink: sink, counts: &counts) {
        columns.bind(row, to: $0)
        $0.bind(numbers, row)
      }
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }
}

/// The columns of a transaction, in the order of `wageAccountEntry`.
private struct EntryColumns {
  private let project, direction, purpose, instruction: TextColumn?
  private let codes: [UInt128]?
  private let occurredOn, wageMonth, amount, balance, persons: [Int64]?

  init(_ batch: FeedBatch) {
    project = batch.texts("project_code")
    codes = batch.codes("credit_code")
    occurredOn = batch.integers("occurred_on")
    direction = batch.texts("direction")
    purpose = batch.texts("purpose")
    instruction = batch.texts("instruction_no")
    wageMonth = batch.integers("wage_month")
    amount = batch.integers("amount_yuan")
    balance = batch.integers("balance_yuan")
    persons = batch.integers("persons")
  }

  func bind(_ row: Int, to statement: BoundStatement) {
    let code = codes?[row] ?? ColumnValues.noCode
    statement.bind(project, row)
    statement.bind(
      code == ColumnValues.noCode ? nil : CreditCode(checkedPacked: code).text)
    statement.bind(occurredOn.day(row))
    statement.bind(direction, row)
    statement.bind(purpose, row)
    statement.bind(instruction, row)
    statement.bind(wageMonth.integer(row).map { Month(index: Int32($0)).description })
    statement.bind(amount.integer(row))
    statement.bind(balance.integer(row))
    statement.bind(persons.integer(row))
  }
}
