internal import GRDB
internal import WageDomain

/// Wage payments: several rows a firm and wage month, one for each payday and batch.
///
/// The key (firm, wage month, paid on, batch) becomes a series (firm, payday seen from the wage
/// month, batch) and a month, one to one: a payment sent again corrects itself, and a month's
/// payments add up like the accounts of a firm.
struct PayrollLoad: FeedLoad {
  private var signals: SignalLoad
  private let measures = Measure.measures(of: .payroll)

  init(series: SeriesIndex, rowsInMemory: Int) {
    signals = SignalLoad(feed: .payroll, series: series, rowsInMemory: rowsInMemory)
  }

  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws {
    guard let months = batch.integers("wage_month"), let paidOn = batch.integers("paid_on"),
      let codes = batch.codes("credit_code")
    else { return }
    let batches = batch.texts("batch_no")
    let (known, isEarlier) = sink.firms.knownFirms(codes: codes, knownOn: batch.knownOn)
    var placed: [PlacedRow] = []
    placed.reserveCapacity(batch.count)
    var key: [UInt8] = []
    for row in 0..<batch.count {
      // A firm that is new has no other row, so that making it here cannot be for a repeated one.
      let firm =
        try known[row] > 0
        ? known[row]
        : sink.firms.id(code: codes[row])
          ?? sink.firms.firm(code: codes[row], knownOn: batch.knownOn[row], name: nil)
      Self.writeKey(
        firm: firm, month: Month(index: Int32(months[row])),
        paidOn: Day(number: Int32(paidOn[row])), to: &key)
      if let batches { key.append(contentsOf: batches.bytes[batches.range(row)]) }
      let place = try key.withUnsafeBytes {
        try signals.place(
          row: row, firm: firm, key: $0, month: Int32(months[row]), knownOn: batch.knownOn[row])
      }
      if let place {
        placed.append(place)
        if isEarlier || known[row] == 0 { sink.firms.saw(firm, on: batch.knownOn[row]) }
      } else {
        sink.rejectRepeated(
          row,
          key: Bilingual(zh: "企业、工资月、发放日和批次", en: "firm, wage month, payday and batch"))
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

  /// The key of a payment's series.
  static func key(firm: Int32, month: Month, paidOn: Day, batch: String) -> [UInt8] {
    var key: [UInt8] = []
    writeKey(firm: firm, month: month, paidOn: paidOn, to: &key)
    return key + Array(batch.utf8)
  }

  /// `FIRM|MONTHS-DAY|BATCH`, e.g. `17|1-12|2`: paid on the 12th of the month after, batch 2.
  private static func writeKey(firm: Int32, month: Month, paidOn: Day, to key: inout [UInt8]) {
    key.removeAll(keepingCapacity: true)
    append(Int(firm), to: &key)
    key.append(UInt8(ascii: "|"))
    append(paidOn.month.months(since: month), to: &key)
    key.append(UInt8(ascii: "-"))
    append(paidOn.dayOfMonth, to: &key)
    key.append(UInt8(ascii: "|"))
  }

  private static func append(_ number: Int, to key: inout [UInt8]) {
    if number < 0 { key.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    if magnitude >= 10 { append(Int(magnitude / 10), to: &key) }
    key.append(UInt8(0x30 + magnitude % 10))
  }
}
