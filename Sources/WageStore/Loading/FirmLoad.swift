internal import GRDB
internal import WageDomain

/// The register: a version a firm and file; a row that says what is known already adds none.
struct FirmLoad: FeedLoad {
  private let versions: VersionTable
  private var counts = LoadCounts()
  private var seen: Set<UInt128> = []

  init(in db: Database) throws {
    versions = try VersionTable(
      "firmVersion", key: ["firmId"],
      values: [
        "name", "industry", "townCode", "registeredOn", "capitalFen", "legalRepresentative",
        "status", "persons",
      ], in: db)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let codes = batch.codes("credit_code"), let names = batch.texts("name") else { return }
    let columns = RegisterColumns(batch, names)
    for row in 0..<batch.count {
      guard seen.insert(codes[row]).inserted else {
        sink.rejectRepeated(row, key: "credit_code")
        continue
      }
      let firm = try sink.firms.firm(
        code: codes[row], knownOn: batch.knownOn[row], name: names.string(row) ?? "")
      try versions.store(row: row, in: batch, sink: sink, counts: &counts) {
        columns.bind(row, to: $0)
        $0.bind(Int64(firm))
      }
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    // The firm's own columns repeat its latest version, for people and other tools.
    try transaction.db.cachedStatement(
      sql: """
        UPDATE firm SET (name, industry, townCode) = (
          SELECT name, industry, townCode FROM firmVersion v WHERE v.firmId = firm.id
          ORDER BY knownOn DESC, fileId DESC LIMIT 1)
        WHERE id IN (SELECT firmId FROM firmVersion WHERE fileId = ?)
        """
    ).execute(arguments: [fileId])
    return counts
  }
}

/// The columns of the register, in the order of `firmVersion`.
private struct RegisterColumns {
  private let names: TextColumn
  private let industry, town, representative, status: TextColumn?
  private let registeredOn, capital, persons: [Int64]?

  init(_ batch: FeedBatch, _ names: TextColumn) {
    self.names = names
    industry = batch.texts("industry")
    town = batch.texts("town_code")
    representative = batch.texts("legal_representative")
    status = batch.texts("status")
    registeredOn = batch.integers("registered_on")
    capital = batch.integers("registered_capital_yuan")
    persons = batch.integers("persons")
  }

  func bind(_ row: Int, to statement: BoundStatement) {
    statement.bind(names.string(row) ?? "")
    statement.bind(industry, row)
    statement.bind(town, row)
    statement.bind(registeredOn.day(row))
    statement.bind(capital.integer(row))
    statement.bind(representative, row)
    statement.bind(status, row)
    statement.bind(persons.integer(row))
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
