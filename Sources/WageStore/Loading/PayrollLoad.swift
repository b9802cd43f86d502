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
    var key = PaymentKey(longestBatch: batches?.longest ?? 0)
    for row in 0..<batch.count {
      // A firm that is new has no other row, so that making it here cannot be for a repeated one.
      let firm =
        try known[row] > 0
        ? known[row]
        : sink.firms.id(code: codes[row])
          ?? sink.firms.firm(code: codes[row], knownOn: batch.knownOn[row], name: nil)
      let place = try key.with(
        firm: firm, month: Month(index: Int32(months[row])),
        paidOn: Day(number: Int32(paidOn[row])), batch: batches, row
      ) {
        try signals.place(
          row: row, firm: firm, key: $0, month: Int32(months[row]), knownOn: batch.knownOn[row],
          saidOn: batch.knownOn[row])
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
    var key = PaymentKey(longestBatch: 0)
    return key.with(firm: firm, month: month, paidOn: paidOn, batch: nil, 0) {
      Array($0) + Array(batch.utf8)
    }
  }
}

/// `FIRM|MONTHS-DAY|BATCH`, e.g. `17|1-12|2`: paid on the 12th of the month after, batch 2.
///
/// Written into the same bytes row after row: growing an array for each cost more than all else that
/// is done with a payment.
private struct PaymentKey {
  private var bytes: [UInt8]

  /// Three numbers with their signs, and the marks between them.
  private static let longestNumbers = 3 * 20 + 3

  init(longestBatch: Int) {
    bytes = Array(repeating: 0, count: Self.longestNumbers + longestBatch)
  }

  /// Hands the key of a payment to `body`; `batch` is the column of batch numbers.
  mutating func with<Value>(
    firm: Int32, month: Month, paidOn: Day, batch: TextColumn?, _ row: Int,
    _ body: (UnsafeRawBufferPointer) throws -> Value
  ) rethrows -> Value {
    try bytes.withUnsafeMutableBytes { bytes in
      var end = Self.write(Int(firm), to: bytes, at: 0, before: UInt8(ascii: "|"))
      end = Self.write(
        paidOn.month.months(since: month), to: bytes, at: end, before: UInt8(ascii: "-"))
      end = Self.write(paidOn.dayOfMonth, to: bytes, at: end, before: UInt8(ascii: "|"))
      if let batch {
        for byte in batch.range(row) {
          bytes[end] = batch.bytes[byte]
          end += 1
        }
      }
      return try body(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    }
  }

  /// Writes a number in decimal and the mark after it.
  ///
  /// - Returns: where they end.
  private static func write(
    _ number: Int, to bytes: UnsafeMutableRawBufferPointer, at start: Int, before mark: UInt8
  ) -> Int {
    var digits = 1
    var rest = number.magnitude
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    let end = start + (number < 0 ? 1 : 0) + digits
    if number < 0 { bytes[start] = UInt8(ascii: "-") }
    rest = number.magnitude
    for place in (end - digits..<end).reversed() {
      bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    bytes[end] = mark
    return end + 1
  }
}

extension TextColumn {
  /// Bytes of the longest text.
  fileprivate var longest: Int { zip(ends, [0] + ends).map { Int($0 - $1) }.max() ?? 0 }
}
