internal import GRDB
internal import WageDomain

/// The register: a version a firm and file; a row that says what is known already adds none.
struct FirmLoad: FeedLoad {
  private var counts = LoadCounts()
  private var seen: Set<UInt128> = []

  private static let versions = VersionTable(
    "firmVersion", key: "firmId",
    values: [
      "name", "industry", "townCode", "registeredOn", "capitalFen", "legalRepresentative",
      "status", "persons",
    ])

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let codes = batch.codes("credit_code"), let names = batch.texts("name") else { return }
    let columns = RegisterColumns(batch)
    for row in 0..<batch.count {
      guard seen.insert(codes[row]).inserted else {
        sink.rejectRepeated(row, key: "credit_code")
        continue
      }
      let name = names.string(row) ?? ""
      let firm = try sink.firms.firm(
        code: codes[row], knownOn: batch.knownOn[row], name: name, in: sink.db)
      let values: [(any DatabaseValueConvertible)?] = [name] + columns.values(row)
      try Self.versions.store(
        values, of: firm, row: row, in: batch, sink: sink, counts: &counts)
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    // The firm's own columns repeat its latest version, for people and other tools.
    try transaction.db.execute(
      sql: """
        UPDATE firm SET (name, industry, townCode) = (
          SELECT name, industry, townCode FROM firmVersion v WHERE v.firmId = firm.id
          ORDER BY knownOn DESC, fileId DESC LIMIT 1)
        WHERE id IN (SELECT firmId FROM firmVersion WHERE fileId = ?)
        """,
      arguments: [fileId])
    return counts
  }

}

/// The columns of the register after the name, in the order of `firmVersion`.
private struct RegisterColumns {
  private let industry, town, representative, status: TextColumn?
  private let registeredOn, capital, persons: [Int64]?

  init(_ batch: FeedBatch) {
    industry = batch.texts("industry")
    town = batch.texts("town_code")
    representative = batch.texts("legal_representative")
    status = batch.texts("status")
    registeredOn = batch.integers("registered_on")
    capital = batch.integers("registered_capital_yuan")
    persons = batch.integers("persons")
  }

  func values(_ row: Int) -> [(any DatabaseValueConvertible)?] {
    [
      industry?.string(row), town?.string(row), registeredOn.day(row), capital.integer(row),
      representative?.string(row), status?.string(row), persons.integer(row),
    ]
  }
}

extension [Int64]? {
  /// The number of a row, nil for an empty cell or a column that the file lacks.
  func integer(_ row: Int) -> Int64? {
    guard let value = self?[row], value != ColumnValues.absent else { return nil }
    return value
  }

  /// The day of a row as `YYYY-MM-DD`.
  func day(_ row: Int) -> String? {
    integer(row).map { Day(number: Int32($0)).description }
  }
}
