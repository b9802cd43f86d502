internal import GRDB
internal import WageDomain

/// Building projects: a version a project and file, as ``FirmLoad`` for firms.
struct ProjectLoad: FeedLoad {
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  private static let versions = VersionTable(
    "projectVersion", key: "projectId",
    values: [
      "name", "kind", "districtFunded", "approvalNo", "permitNo", "contractorFirmId", "ownerName",
      "townCode", "contractAmountFen", "labourFeeBp", "startedOn", "finishedOn",
    ])

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let codes = batch.texts("project_code"),
      let contractors = batch.codes("general_contractor_code")
    else { return }
    for row in 0..<batch.count {
      let code = codes.string(row) ?? ""
      guard seen.insert(code).inserted else {
        sink.rejectRepeated(row, key: "project_code")
        continue
      }
      let contractor = try sink.firms.firm(
        code: contractors[row], knownOn: batch.knownOn[row], name: nil, in: sink.db)
      try Self.versions.store(
        values(batch, row, contractor), of: try project(code, in: sink.db), row: row, in: batch,
        sink: sink, counts: &counts)
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }

  private func project(_ code: String, in db: Database) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO project (projectCode) VALUES (?) ON CONFLICT DO NOTHING", arguments: [code])
    return try Int64.fetchOne(
      db, sql: "SELECT id FROM project WHERE projectCode = ?", arguments: [code]) ?? 0
  }

  private func values(
    _ batch: FeedBatch, _ row: Int, _ contractor: Int32
  ) -> [(any DatabaseValueConvertible)?] {
    func text(_ column: String) -> String? { batch.texts(column)?.string(row) }
    return [
      text("name"), text("kind"), batch.integers("district_funded").integer(row),
      text("approval_no"), text("permit_no"), contractor, text("owner_name"), text("town_code"),
      batch.integers("contract_amount_yuan").integer(row),
      batch.integers("labour_fee_bp").integer(row), batch.integers("started_on").day(row),
      batch.integers("finished_on").day(row),
    ]
  }
}
