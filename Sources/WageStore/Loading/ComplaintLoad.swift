internal import GRDB
internal import WageDomain

/// Complaints of a file. One that names no firm we know is stored all the same: its case must not
/// wait for the firm.
struct ComplaintLoad: FeedLoad {
  private var counts = LoadCounts()
  private var seen: Set<String> = []

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let numbers = batch.texts("complaint_no") else { return }
    let transaction = StoreTransaction(db: sink.db)
    for row in 0..<batch.count {
      let number = numbers.string(row) ?? ""
      guard seen.insert(number).inserted else {
        sink.rejectRepeated(row, key: "complaint_no")
        continue
      }
      if try isHeld(number, sink) {
        sink.resumed?.held.append(row)
        continue
      }
      let identity = try identity(batch, row, sink: sink)
      let record = try record(batch, row, number: number, named: identity?.firm, sink: sink)
      let outcome = try ComplaintIntake.store(
        record, source: (sink.fileId, batch.lines[row]), in: transaction)
      switch outcome {
      case .new: counts.stored += 1
      case .changed:
        counts.stored += 1
        counts.superseded += 1
      case .unchanged: counts.unchanged += 1
      }
      guard record.firmId == nil, record.firmName != nil, let version = outcome.version else {
        continue
      }
      sink.uncoded.append(RowSink.UncodedRow(row: row, identity: identity, version: version))
    }
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    counts
  }

  /// True when the rows are rejects read again and their file, or a later one, holds the complaint.
  private func isHeld(_ number: String, _ sink: RowSink) throws -> Bool {
    guard let file = sink.resumed else { return false }
    return try Bool.fetchOne(
      sink.db.cachedStatement(
        sql: """
          SELECT count(*) > 0 FROM complaintVersion v JOIN complaint c ON c.id = v.complaintId
          WHERE c.complaintNo = ? AND v.fileId >= ?
          """),
      arguments: [number, file.id]) ?? false
  }

  private func record(
    _ batch: FeedBatch, _ row: Int, number: String, named: Int32?, sink: RowSink
  ) throws -> ComplaintRecord {
    func text(_ column: String) -> String? { batch.texts(column)?.string(row) }
    func integer(_ column: String) -> Int64? { batch.integers(column).integer(row) }
    return ComplaintRecord(
      complaintNo: number, channel: text("channel") ?? "other",
      receivedAt: Instant(secondsSince1970: integer("received_at") ?? 0),
      knownOn: Day(number: batch.knownOn[row]),
      firmId: try codedFirm(batch, row, sink: sink), namedFirmId: named.map(Int64.init),
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

  /// The firm of the row's credit code; nil without one.
  private func codedFirm(_ batch: FeedBatch, _ row: Int, sink: RowSink) throws -> Int64? {
    guard let code = batch.codes("credit_code")?[row], code != ColumnValues.noCode else {
      return nil
    }
    return Int64(
      try sink.firms.firm(
        code: code, knownOn: batch.knownOn[row], name: batch.texts("firm_name")?.string(row)))
  }

  /// The one firm of the name in its county; nil for a row with a code, or when there is none.
  private func identity(_ batch: FeedBatch, _ row: Int, sink: RowSink) throws -> RowIdentity? {
    let code = batch.codes("credit_code")?[row] ?? ColumnValues.noCode
    guard code == ColumnValues.noCode, let name = batch.texts("firm_name")?.string(row) else {
      return nil
    }
    let county = batch.texts("town_code")?.string(row).flatMap { TownCode($0) }?.county
    return try sink.firms.identify(
      GroupKey(feed: .complaints, name: name, account: nil, county: county), holders: [],
      in: sink.db)
  }
}
