internal import GRDB
internal import WageDomain

/// Utilities, tax and social insurance: a row a firm (or account) and month.
struct MonthlyLoad: FeedLoad {
  private let measures: [Measure]
  private var signals: SignalLoad

  init(feed: Feed, series: SeriesIndex) {
    measures = Measure.measures(of: feed)
    signals = SignalLoad(feed: feed, series: series)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let months = batch.integers("month") else { return }
    let codes = batch.codes("credit_code")
    let accounts = batch.texts("account_no")
    let names = batch.texts("name")
    var placed: [PlacedRow] = []
    placed.reserveCapacity(batch.count)
    for row in 0..<batch.count {
      let account = accounts?.range(row) ?? 0..<0
      let firm = try firm(
        of: row, code: codes?[row] ?? ColumnValues.noCode, account: account, accounts: accounts,
        names: names, batch: batch, sink: sink)
      guard let firm else {
        sink.waiting.append(row)
        continue
      }
      let place = Self.withKey(account, of: accounts) { key in
        signals.place(
          row: row, firm: firm, key: key, month: Int32(months[row]), knownOn: batch.knownOn[row])
      }
      if let place {
        placed.append(place)
      } else {
        sink.rejectRepeated(row, key: account.isEmpty ? "firm and month" : "account and month")
      }
    }
    signals.take(
      placed, lines: batch.lines, columns: measures.map { batch.integers($0.column) })
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    try signals.finish(file: fileId, firms: firms, in: transaction)
  }

  /// The bytes of an account number; nil for an empty one.
  private static func withKey<Value>(
    _ range: Range<Int>, of accounts: TextColumn?, _ body: (UnsafeRawBufferPointer?) -> Value
  ) -> Value {
    guard let accounts, !range.isEmpty else { return body(nil) }
    return accounts.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
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
