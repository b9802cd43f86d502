internal import GRDB
internal import WageDomain

/// Complaints of a file. One that names no firm we know is stored all the same: its case must not
/// wait for the firm.
struct ComplaintLoad: FeedLoad {
  private var counts = LoadCounts()
  private let spoken: BoundStatement
  private let file: Int64

  init(file: Int64, in db: Database) throws {
    self.file = file
    spoken = try BoundStatement(
      """
      SELECT max(v.fileId IS ? OR EXISTS (
        SELECT 1 FROM saidAgain a
        WHERE a.feed = 'complaints' AND a.versionId = v.id AND a.fileId = ?))
      FROM complaint c JOIN complaintVersion v ON v.complaintId = c.id WHERE c.complaintNo = ?
      """, in: db)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let numbers = batch.texts("complaint_no") else { return }
    let (codes, names) = (batch.codes("credit_code"), batch.texts("firm_name"))
    let transaction = StoreTransaction(db: sink.db)
    let lacking = ComplaintRecord.columns.filter { batch.columns[$0] == nil }
    for row in 0..<batch.count {
      let number = numbers.string(row) ?? ""
      guard try !isSpoken(number) else {
        sink.rejectSpoken(row, key: "complaint_no")
        continue
      }
      let found = try sink.firm(row, of: .complaints, in: batch, codes: codes, names: names)
      let record = record(batch, row, number: number, firm: found)
      let outcome = try ComplaintIntake.store(
        record, lacking: lacking, source: (sink.fileId, batch.lines[row]), in: transaction)
      switch outcome {
      case .new: counts.stored += 1
      case .changed, .changedOfKnownFirm:
        counts.stored += 1
        counts.superseded += 1
      case .unchanged: counts.unchanged += 1
      }
      // One said again goes with the version that it said again.
      guard record.firmId == nil, record.firmName != nil, let version = outcome.askedVersion
      else { continue }
      sink.uncoded.append(
        RowSink.UncodedRow(row: row, identity: found?.match, version: version))
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }

  /// True when the file has spoken of the complaint before, whatever it said.
  private func isSpoken(_ number: String) throws -> Bool {
    spoken.bind(file)
    spoken.bind(file)
    spoken.bind(number)
    return try spoken.first { $0.integer(0) == 1 } ?? false
  }

  private func record(
    _ batch: FeedBatch, _ row: Int, number: String, firm: RowFirm?
  ) -> ComplaintRecord {
    func text(_ column: String) -> String? { batch.texts(column)?.string(row) }
    func integer(_ column: String) -> Int64? { batch.integers(column).integer(row) }
    return ComplaintRecord(
      complaintNo: number, channel: text("channel") ?? "other",
      receivedAt: Instant(secondsSince1970: integer("received_at") ?? 0),
      knownOn: Day(number: batch.knownOn[row]),
      firmId: firm.flatMap { $0.match == nil ? Int64($0.firm) : nil },
      namedFirmId: firm.flatMap { $0.match == nil ? nil : Int64($0.firm) },
      namedSince: firm?.since(laterThan: batch.knownOn[row]),
      firmName: text("firm_name"), projectCode: text("project_code"), place: text("place"),
      details: CaseDetails(
        persons: integer("persons"), amount: integer("amount_yuan").map { Money(fen: $0) },
        town: text("town_code").flatMap { TownCode($0) }),
      owedSince: integer("owed_since").map { Month(index: Int32($0)) },
      complainant: Complainant(
        name: text("complainant_name"), idNo: text("complainant_id_no"),
        phone: text("complainant_phone")),
      content: text("content"))
  }
}
