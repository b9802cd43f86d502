internal import GRDB
internal import WageDomain

/// Building projects: a version a project and file, as ``FirmLoad`` for firms.
struct ProjectLoad: FeedLoad {
  private let versions: VersionTable
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  init(in db: Database) throws {
    versions = try VersionTable(
      "projectVersion", key: ["projectId"],
      values: [
        "name", "kind", "districtFunded", "approvalNo", "permitNo", "contractorFirmId",
        "ownerName", "townCode", "contractAmountFen", "labourFeeBp", "startedOn", "finishedOn",
      ], in: db)
  }

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
        code: contractors[row], knownOn: batch.knownOn[row], name: nil)
      let project = try sink.project(code)
      try versions.store(row: row, in: batch, sink: sink, counts: &counts) {
        Self.bind(batch, row, contractor, to: $0)
        $0.bind(project)
      }
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }

  private static func bind(
    _ batch: FeedBatch, _ row: Int, _ contractor: Int32, to statement: BoundStatement
  ) {
    func text(_ column: String) { statement.bind(batch.texts(column), row) }
    text("name")
    text("kind")
    statement.bind(batch.integers("district_funded").integer(row))
    text("approval_no")
    text("permit_no")
    statement.bind(Int64(contractor))
    text("owner_name")
    text("town_code")
    statement.bind(batch.integers("contract_amount_yuan").integer(row))
    statement.bind(batch.integers("labour_fee_bp").integer(row))
    statement.bind(batch.integers("started_on").day(row))
    statement.bind(batch.integers("finished_on").day(row))
  }
}
