import WageDomain

/// How one row departs from a plain, right one.
enum RowFlaw {
  case none
  /// Fine all the same: grouping commas in quotes.
  case grouped
  /// Fine all the same: digits of full width.
  case fullWidth
  /// Fine all the same: an optional amount is left out.
  case withoutAmount
  /// The first quantity is a tenth of what it should be; a later file puts it right.
  case misread
  /// Rejected: the last character of the credit code is wrong.
  case wrongCheckDigit
  /// Rejected: a thirteenth month.
  case impossibleMonth
  /// Rejected: a negative quantity.
  case negative
  /// Rejected: the month is missing.
  case withoutMonth
  /// The row before, once more.
  case repeated
}

/// Writes the cells of rows, flaws included, and keeps the sums for a control total.
struct RowWriter {
  var flaw = RowFlaw.none
  /// Quantities are written in a unit so many times larger.
  var divisor = 1
  /// Why the row is beyond use, in the program's words.
  private var reject: String?
  private(set) var text: CSVText
  private(set) var rows = 0
  private var column = 0
  /// By column; `isDecimal` when the values are hundredths.
  private var sums: [Int: (value: Int, isDecimal: Bool)] = [:]
  private let columns: Int
  private let spelling: MonthSpelling

  /// How a feed writes months, all of them accepted.
  enum MonthSpelling { case dashed, plain, slashed, chinese }

  init(feed: Feed, crlf: Bool) {
    text = CSVText(crlf: crlf)
    columns = feed.simulatedColumns.count
    spelling = feed.monthSpelling
    for header in feed.simulatedColumns { text.cell(header) }
    text.endRow()
  }

  mutating func end() {
    text.endRow()
    column = 0
    rows += 1
  }

  mutating func code(_ raw: [UInt8]) {
    column += 1
    guard flaw == .wrongCheckDigit, let last = raw.last else { return text.cell(raw) }
    reject = "credit-code-check"
    text.cell(raw.dropLast() + [last == 0x30 ? 0x31 : 0x30])
  }

  mutating func month(_ month: Month) {
    column += 1
    if flaw == .withoutMonth {
      reject = "missing-value"
      return text.empty()
    }
    if flaw == .impossibleMonth { reject = "month" }
    let year = InventedNames.digits(month.year, 4)
    let number = flaw == .impossibleMonth ? "13" : InventedNames.digits(month.monthOfYear, 2)
    switch spelling {
    case .dashed: text.cell(year + "-" + number)
    case .plain: text.cell(year + number)
    case .slashed: text.cell(year + "/" + number)
    case .chinese: text.cell(year + "年" + number + "月")
    }
  }

  /// A quantity in hundredths.
  mutating func quantity(_ hundredths: Int) {
    let value = shown(hundredths / divisor)
    sum(value, isDecimal: true)
    number(value, isDecimal: true)
  }

  mutating func persons(_ count: Int) {
    let value = shown(count)
    sum(value, isDecimal: false)
    text.cell(value)
  }

  /// An amount in fen that may be left out.
  mutating func amount(_ fen: Int?) {
    guard let fen, flaw != .withoutAmount else { return empty() }
    sum(fen, isDecimal: true)
    number(fen, isDecimal: true)
  }

  mutating func cell(_ value: String) {
    column += 1
    text.cell(value)
  }

  mutating func number(_ value: Int) {
    column += 1
    text.cell(value)
  }

  mutating func empty() {
    column += 1
    text.empty()
  }

  /// The agency's own sum of every numeric column; `error` is added to the first.
  mutating func total(error: Int) {
    var error = error
    text.cell("合计")
    for column in 2...max(2, columns) {
      guard let sum = sums[column] else { text.empty(); continue }
      if sum.isDecimal { text.decimal(sum.value + error) } else { text.cell(sum.value + error) }
      error = 0
    }
    text.endRow()
  }

  /// Why the row that was written last is beyond use; nil for a good one.
  mutating func takeReject() -> String? {
    defer { reject = nil }
    return reject
  }

  mutating func takeBytes() -> [UInt8] { text.takeBytes() }

  private mutating func shown(_ value: Int) -> Int {
    switch flaw {
    case .misread: return value / 10
    case .negative:
      reject = "negative"
      return -max(1, value)
    default: return value
    }
  }

  private mutating func sum(_ value: Int, isDecimal: Bool) {
    column += 1
    sums[column] = ((sums[column]?.value ?? 0) + value, isDecimal)
  }

  private mutating func number(_ value: Int, isDecimal: Bool) {
    switch flaw {
    case .grouped: text.cell(Money(fen: Int64(value)).description)
    case .fullWidth:
      let plain = "\(value / 100)." + InventedNames.digits(abs(value % 100), 2)
      text.cell(
        String(String.UnicodeScalarView(plain.unicodeScalars.map { Self.widened($0) })))
    default: text.decimal(value)
    }
  }

  private static func widened(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x30...0x39).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0x30 + 0xFF10) ?? scalar
  }
}
