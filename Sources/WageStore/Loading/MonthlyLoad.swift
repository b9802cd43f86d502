internal import GRDB
internal import WageDomain

/// Utilities, tax and social insurance: a row a firm (or account) and month.
struct MonthlyLoad: FeedLoad {
  private let feed: Feed
  private let measures: [Measure]
  private var signals: SignalLoad
  private var seen: SeriesArrivals

  var arrivals: SeriesArrivals? { seen }

  init(feed: Feed, series: SeriesIndex, rowsInMemory: Int) {
    self.feed = feed
    measures = Measure.measures(of: feed)
    seen = SeriesArrivals(first: Int32(series.count))
    signals = SignalLoad(feed: feed, series: series, rowsInMemory: rowsInMemory)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let months = batch.integers("month") else { return }
    let none = Array(repeating: ColumnValues.noCode, count: batch.count)
    let codes = batch.codes("credit_code") ?? none
    let accounts = batch.texts("account_no") ?? TextColumn(emptyRows: batch.count)
    let (known, isEarlier) = sink.firms.knownFirms(codes: codes, knownOn: batch.knownOn)
    let found = signals.knownSeries(accounts: accounts, firms: known)
    var placed: [PlacedRow] = []
    placed.reserveCapacity(batch.count)
    let days = batch.knownOn
    try accounts.bytes.withUnsafeBytes { bytes in
      var start = 0
      for row in 0..<months.count {
        let end = Int(accounts.ends[row])
        let account = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        start = end
        // Nearly every row names a firm that is known; the others take the long way.
        var identity: RowIdentity?
        var firm = known[row]
        if firm == 0 {
          switch try self.firm(row, codes[row], account, batch, sink, &identity) {
          case .known(let found): firm = found
          case .unknown:
            sink.uncoded.append(RowSink.UncodedRow(row: row, identity: nil))
            continue
          case .repeated:
            sink.rejectRepeated(row, key: .accountAndMonth)
            continue
          }
        }
        if let place = try signals.place(
          row: row, firm: firm, key: account.isEmpty ? nil : account, month: Int32(months[row]),
          // Before it was known whose it is, the row is as if it still waited.
          knownOn: identity.map { max($0.since, days[row]) } ?? days[row], saidOn: days[row],
          found: found[row])
        {
          placed.append(place)
          seen.saw(place.series, line: batch.lines[row])
          if isEarlier || known[row] == 0, codes[row] != ColumnValues.noCode {
            sink.firms.saw(firm, on: days[row])
          }
          if let identity { sink.uncoded.append(RowSink.UncodedRow(row: row, identity: identity)) }
        } else {
          sink.rejectRepeated(
            row, key: account.isEmpty ? .firmAndMonth : .accountAndMonth, of: identity)
        }
      }
    }
    signals.take(
      placed, lines: batch.lines, columns: measures.map { batch.integers($0.column) })
    try signals.writeIfMuch(file: sink.fileId, in: StoreTransaction(db: sink.db))
  }

  mutating func resume(_ file: ResumedFile) {
    signals.resume(file)
  }

  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    try signals.finish(file: fileId, firms: firms, in: transaction)
  }

  private enum Finding {
    case known(Int32)
    case unknown
    /// A new firm's row for an account and month that the file gave already: no firm is made of it.
    case repeated
  }

  /// By code, made when it is new; else by account or name, which `identity` tells.
  private mutating func firm(
    _ row: Int, _ code: UInt128, _ account: UnsafeRawBufferPointer, _ batch: FeedBatch,
    _ sink: RowSink, _ identity: inout RowIdentity?
  ) throws -> Finding {
    let names = batch.texts("name")
    if code != ColumnValues.noCode {
      if let firm = sink.firms.id(code: code) { return .known(firm) }
      let month = Int32(batch.integers("month")?[row] ?? 0)
      if try signals.isTaken(key: account, month: month, knownOn: batch.knownOn[row]) {
        return .repeated
      }
      return .known(
        try sink.firms.firm(code: code, knownOn: batch.knownOn[row], name: names?.string(row)))
    }
    let group = GroupKey(
      feed: feed, name: names?.string(row),
      account: account.isEmpty ? nil : String(decoding: account, as: UTF8.self))
    identity = try sink.firms.identify(
      group, holders: account.isEmpty ? [] : signals.holders(account: account, in: sink.db),
      knownOn: batch.knownOn[row], in: sink.db)
    return identity.map { .known($0.firm) } ?? .unknown
  }
}

extension Bilingual {
  static var firmAndMonth: Bilingual { Bilingual(zh: "企业和年月", en: "firm and month") }
  static var accountAndMonth: Bilingual {
    Bilingual(zh: "户号和年月", en: "account and month")
  }
}
