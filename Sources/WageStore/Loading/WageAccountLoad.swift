internal import GRDB
internal import WageDomain

/// Transactions of projects' wage accounts: a version a transaction number and file.
struct WageAccountLoad: FeedLoad {
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  private static let versions = VersionTable(
    "wageAccountEntry", key: "transactionNo",
    values: [
      "projectCode", "creditCode", "occurredOn", "direction", "purpose", "instructionNo",
      "wageMonth", "amountFen", "balanceFen", "persons",
    ])

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let numbers = batch.texts("transaction_no") else { return }
    for row in 0..<batch.count {
      let number = numbers.string(row) ?? ""
      guard seen.insert(number).inserted else {
        sink.rejectRepeated(row, key: "transaction_no")
        continue
      }
      try Self.versions.store(
        values(batch, row), of: number, row: row, in: batch, sink: sink, counts: &counts)
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
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
