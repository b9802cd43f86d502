internal import GRDB
internal import WageDomain

/// Utilities, tax and social insurance: a row a firm (or account) and month.
struct MonthlyLoad: FeedLoad {
  private let feed: Feed
  private let measures: [Measure]
  private var signals: SignalLoad

  init(feed: Feed, in db: Database) throws {
    self.feed = feed
    measures = Measure.measures(of: feed)
    signals = try SignalLoad(feed: feed, in: db)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let months = batch.integers("month") else { return }
    let codes = batch.codes("credit_code")
    let accounts = batch.texts("account_no")
    let names = batch.texts("name")
    let columns = measures.map { batch.integers($0.column) }
    for row in 0..<batch.count {
      let account = accounts?.range(row) ?? 0..<0
      let firm = try firm(
        of: row, code: codes?[row] ?? ColumnValues.noCode, account: account, accounts: accounts,
        names: names, batch: batch, sink: sink)
      guard let firm else {
        sink.waiting.append(row)
        continue
      }
      let isFirst = (accounts?.bytes ?? []).withUnsafeBytes { bytes in
        signals.add(
          firm: firm,
          key: account.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: bytes[account]),
          month: Int32(months[row]), knownOn: batch.knownOn[row], line: batch.lines[row]
        ) { columns[$0]?[row] ?? ColumnValues.absent }
      }
      if !isFirst {
        sink.rejectRepeated(row, key: account.isEmpty ? "firm and month" : "account and month")
      }
    }
  }

  mutating func finish(fileId: Int64, in transaction: StoreTransaction) throws -> LoadCounts {
    try signals.finish(file: fileId, in: transaction)
  }

  /// By code, else by the account's one holder, else by the exact name.
  private func firm(
    of row: Int, code: UInt128, account: Range<Int>, accounts: TextColumn?, names: TextColumn?,
    batch: FeedBatch, sink: RowSink
  ) throws -> Int32? {
    if code != ColumnValues.noCode {
      return try sink.firms.firm(
        code: code, knownOn: batch.knownOn[row], name: names?.string(row), in: sink.db)
    }
    if !account.isEmpty, let accounts {
      let holder = accounts.bytes.withUnsafeBytes {
        signals.firm(account: UnsafeRawBufferPointer(rebasing: $0[account]))
      }
      if let holder { return holder }
    }
    guard let name = names?.string(row) else { return nil }
    return try sink.firms.firm(named: name, in: sink.db)
  }
}
