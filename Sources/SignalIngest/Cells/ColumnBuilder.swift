import WageDomain

/// Checks the cells of one column and gathers the values of a batch.
///
/// Holds plain memory only, so that the inner loop neither counts references nor checks bounds;
/// ``RowChecker`` owns and frees it. A rejected row writes at the same place as the next one.
struct ColumnBuilder {
  enum Kind: UInt8 {
    case text, creditCode, townCode, industryCode, month, day, instant, boolean, oneOf, number
  }

  /// The cell of the record that holds the column.
  let cell: Int
  let kind: Kind
  let isRequired: Bool
  let happens: Bool
  let isIdentifier: Bool
  let mayBeFiller: Bool
  private let fillers: UnsafeMutablePointer<FillerWords>
  let zeroFills: Bool
  let decimals: Int
  let storedDecimals: Int
  let minimum: Int64
  let maximum: Int64
  /// The values of a list, each followed by LF.
  private let list: UnsafeMutableBufferPointer<UInt8>
  let integers: UnsafeMutablePointer<Int64>
  let codes: UnsafeMutablePointer<UInt128>
  private(set) var text: UnsafeMutablePointer<UInt8>
  private var textCapacity: Int
  let codeTable = ProvenCreditCode.table
  let textEnds: UnsafeMutablePointer<Int32>
  /// The month met last, as it was spelled and as it is stored.
  var lastMonth: (spelling: UInt64, index: Int64) = (0, 0)
  /// Of all cells that are numbers, rejected rows included, for control totals.
  var sum: Int128 = 0

  /// More than any real cell; keeps the texts of a batch within Int32.
  static let largestCell = 1 << 20

  init(_ field: FeedField, cell: Int, capacity: Int) {
    self.cell = cell
    kind = Self.kind(field.kind)
    isRequired = field.isRequired
    happens = field.happens
    isIdentifier = field.isIdentifier
    mayBeFiller = field.mayBeFiller
    fillers = .allocate(capacity: 1)
    fillers.initialize(to: field.fillers)
    zeroFills = field.zeroFills
    var rule: FeedField.NumberRule?
    if case .number(let found) = field.kind { rule = found }
    decimals = rule?.decimals ?? 0
    storedDecimals = rule?.storedDecimals ?? 0
    minimum = rule?.minimum ?? -Money.largestMagnitude
    maximum = min(rule?.maximum ?? Money.largestMagnitude, Money.largestMagnitude)
    var values: [UInt8] = []
    if case .oneOf(let texts) = field.kind { values = texts.flatMap { Array($0.utf8) + [0x0A] } }
    list = .allocate(capacity: values.count)
    _ = list.initialize(from: values)
    let isText = Self.isText(kind)
    let isCode = kind == .creditCode
    integers = .allocate(capacity: isText || isCode ? 0 : capacity)
    codes = .allocate(capacity: isCode ? capacity : 0)
    textEnds = .allocate(capacity: isText ? capacity : 0)
    textCapacity = isText ? capacity * 16 : 0
    text = .allocate(capacity: textCapacity)
  }

  func deallocate() {
    list.deallocate()
    fillers.deinitialize(count: 1)
    fillers.deallocate()
    integers.deallocate()
    codes.deallocate()
    text.deallocate()
    textEnds.deallocate()
  }

  /// Checks a cell and writes its value at `row`.
  ///
  /// - Returns: nil when the cell is good.
  @inline(__always)
  mutating func read(
    _ cell: Cell, _ base: UnsafePointer<UInt8>, row: Int, _ decoder: TextDecoder,
    _ scratch: inout CellScratch
  ) -> RejectCode? {
    let bytes = CellBytes(start: base + cell.start, count: cell.end &- cell.start)
      .trimmed(decoder.encoding)
    // As it stands: megabytes of line ends in quotes are no empty cell.
    if cell.end &- cell.start > Self.largestCell { return .tooLong }
    if bytes.count == 0 { return writeAbsent(row) }
    if kind == .text {
      if isIdentifier, !IdentifierCell.isPlain(bytes) {
        return writeIdentifier(scratch.identifier(bytes, cell.isEscaped, decoder), row)
      }
      if bytes[0] < 0x3A, let trace = SpreadsheetTrace.fault(bytes) { return trace }
      if isIdentifier, isFillerIdentifier(bytes) { return writeAbsent(row) }
      if mayBeFiller, isFiller(bytes, cell.isEscaped, decoder, &scratch) { return writeAbsent(row) }
      writeText(bytes, cell.isEscaped, row, decoder)
      return nil
    }
    guard let fault = write(bytes, cell.isQuoted, row) else { return nil }
    if kind != .number, let trace = SpreadsheetTrace.fault(bytes) { return trace }
    if !cell.isEscaped, bytes.isASCII {
      if kind == .creditCode, isFillerIdentifier(bytes) { return writeAbsent(row) }
      return SpreadsheetTrace.isError(bytes) ? .cellError : fault
    }
    var folded = scratch.fold(bytes, cell.isEscaped, decoder)
    if isCode { folded = scratch.seen(folded) }
    if kind == .creditCode, isFillerIdentifier(folded) { return writeAbsent(row) }
    return folded.count == 0 ? writeAbsent(row) : write(folded, cell.isQuoted, row)
  }

  /// The number in a cell of a control total; nil when it is none.
  func controlNumber(_ bytes: CellBytes, isQuoted: Bool) -> Int64? {
    let (value, fault) = NumberCell.parse(
      bytes, decimals: decimals, storedDecimals: storedDecimals, isQuoted: isQuoted)
    return fault == .none ? value : nil
  }

  /// A sum in the file's unit, for people.
  func written(_ sum: Int128) -> String {
    let digits = String(sum.magnitude)
    let padded = String(repeating: "0", count: max(0, storedDecimals + 1 - digits.count)) + digits
    let fraction = padded.suffix(storedDecimals).prefix(decimals)
    let text = padded.dropLast(storedDecimals) + (decimals > 0 ? "." + fraction : "")
    return (sum < 0 ? "-" : "") + text
  }

  /// The first `count` values as the batch holds them.
  func values(_ count: Int) -> ColumnValues {
    switch kind {
    case .creditCode: return .codes(Array(UnsafeBufferPointer(start: codes, count: count)))
    case let kind where Self.isText(kind):
      var column = TextColumn()
      let used = count == 0 ? 0 : Int(textEnds[count - 1])
      column.bytes = Array(UnsafeBufferPointer(start: text, count: used))
      column.ends = Array(UnsafeBufferPointer(start: textEnds, count: count))
      return .texts(column)
    default: return .integers(Array(UnsafeBufferPointer(start: integers, count: count)))
    }
  }

  @inline(__always)
  private mutating func write(_ bytes: CellBytes, _ isQuoted: Bool, _ row: Int) -> RejectCode? {
    switch kind {
    case .number: return writeNumber(bytes, isQuoted, row)
    case .creditCode: return writeCode(bytes, row)
    case .month: return writeInteger(CalendarCell.month(bytes), .month, row)
    case .day: return writeInteger(CalendarCell.day(bytes), .day, row)
    case .instant: return writeInteger(CalendarCell.instant(bytes), .instant, row)
    case .boolean: return writeInteger(Self.boolean(bytes), .boolean, row)
    case .oneOf: return writeListed(bytes, row)
    case .townCode:
      return writeCanonical(TownCode(string(bytes))?.description, .townCode, row)
    case .industryCode:
      return writeCanonical(IndustryCode(string(bytes))?.text, .industryCode, row)
    case .text: return nil
    }
  }

  @inline(__always)
  private mutating func writeNumber(
    _ bytes: CellBytes, _ isQuoted: Bool, _ row: Int
  ) -> RejectCode? {
    let (value, fault) = NumberCell.parse(
      bytes, decimals: decimals, storedDecimals: storedDecimals, isQuoted: isQuoted)
    switch fault {
    case .none: break
    case .number: return .number
    case .decimals: return .decimals
    case .tooLarge: return .tooLarge
    }
    sum &+= Int128(value)
    if value < minimum { return value < -Money.largestMagnitude ? .tooLarge : .negative }
    if value > maximum { return .tooLarge }
    integers[row] = value
    return nil
  }

  @inline(__always)
  private func writeCode(_ bytes: CellBytes, _ row: Int) -> RejectCode? {
    if let proven = ProvenCreditCode.packed(bytes, codeTable) {
      codes[row] = proven
      return nil
    }
    return writeDoubtedCode(bytes, row)
  }

  private func writeDoubtedCode(_ bytes: CellBytes, _ row: Int) -> RejectCode? {
    do throws(CreditCodeFault) {
      codes[row] = try CreditCode(
        utf8: UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)
      ).packed
      return nil
    } catch {
      switch error {
      case .length: return .creditCodeLength
      case .character: return .creditCodeCharacter
      case .organisationCheck: return .creditCodeOrganisationCheck
      case .check: return .creditCodeCheck
      }
    }
  }

  @inline(__always)
  private func writeInteger(_ value: Int64?, _ fault: RejectCode, _ row: Int) -> RejectCode? {
    guard let value else { return fault }
    integers[row] = value
    return nil
  }

  private mutating func writeListed(_ bytes: CellBytes, _ row: Int) -> RejectCode? {
    let cell = UnsafeBufferPointer(start: bytes.start, count: bytes.count)
    guard list.split(separator: 0x0A).contains(where: { $0.elementsEqual(cell) }) else {
      return .notInList
    }
    append(cell, row)
    return nil
  }

  private mutating func writeCanonical(
    _ text: String?, _ fault: RejectCode, _ row: Int
  ) -> RejectCode? {
    guard var text else { return fault }
    text.withUTF8 { append($0, row) }
    return nil
  }

  @inline(__always)
  mutating func writeAbsent(_ row: Int) -> RejectCode? {
    if isRequired { return .missingValue }
    switch kind {
    case .creditCode: codes[row] = ColumnValues.noCode
    case let kind where Self.isText(kind): textEnds[row] = Int32(truncatingIfNeeded: begin(row))
    default: integers[row] = ColumnValues.absent
    }
    return nil
  }

  @inline(__always)
  mutating func writeText(
    _ bytes: CellBytes, _ isEscaped: Bool, _ row: Int, _ decoder: TextDecoder
  ) {
    let begin = begin(row)
    reserve(begin &+ TextDecoder.capacity(for: bytes.count))
    let written = decoder.decode(
      bytes.start, bytes.count, isEscaped: isEscaped, into: text + begin)
    textEnds[row] = Int32(truncatingIfNeeded: begin &+ written)
  }

  /// Looks at cells of up to seven Chinese characters, and at those that begin with a mark, more
  /// closely: no other is one.
  @inline(__always)
  func isFiller(
    _ bytes: CellBytes, _ isEscaped: Bool, _ decoder: TextDecoder, _ scratch: inout CellScratch
  ) -> Bool {
    let longest = decoder.encoding == .utf8 ? 21 : 14
    guard bytes.count <= longest || bytes[0] < 0x30 else { return false }
    return isFillerWord(bytes, isEscaped, decoder, &scratch)
  }

  @inline(never)
  private func isFillerWord(
    _ bytes: CellBytes, _ isEscaped: Bool, _ decoder: TextDecoder, _ scratch: inout CellScratch
  ) -> Bool {
    bytes.count <= 256
      && fillers.pointee.areAll(of: string(scratch.fold(bytes, isEscaped, decoder)))
  }

  /// An identifier in its form, of whatever spelling.
  private mutating func writeIdentifier(_ bytes: CellBytes, _ row: Int) -> RejectCode? {
    if bytes.count == 0 { return writeAbsent(row) }
    if let trace = SpreadsheetTrace.fault(bytes) { return trace }
    if isFillerIdentifier(bytes) { return writeAbsent(row) }
    append(UnsafeBufferPointer(start: bytes.start, count: bytes.count), row)
    return nil
  }

  /// True of an identifier in its form that is none: a filler has no digit, but for zeros alone.
  @inline(__always)
  func isFillerIdentifier(_ bytes: CellBytes) -> Bool {
    guard bytes[0] &- 0x31 >= 9, bytes.count <= 36 else { return false }
    return IdentifierCell.isFiller(bytes, fillers, zeroFills: zeroFills)
  }

  /// Codes with an alphabet of their own.
  private var isCode: Bool { kind == .creditCode || kind == .townCode || kind == .industryCode }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int) {
    let begin = begin(row)
    reserve(begin + bytes.count)
    if let start = bytes.baseAddress { (text + begin).update(from: start, count: bytes.count) }
    textEnds[row] = Int32(truncatingIfNeeded: begin + bytes.count)
  }

  @inline(__always)
  func begin(_ row: Int) -> Int { row == 0 ? 0 : Int(textEnds[row &- 1]) }

  @inline(__always)
  mutating func reserve(_ needed: Int) {
    if needed > textCapacity { grow(to: needed * 2) }
  }

  private mutating func grow(to capacity: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: text, count: textCapacity)
    text.deallocate()
    text = larger
    textCapacity = capacity
  }

  private func string(_ bytes: CellBytes) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes.start, count: bytes.count), as: UTF8.self)
  }

  /// `1/0`, `true/false`, `是/否`.
  private static func boolean(_ bytes: CellBytes) -> Int64? {
    if bytes.equals("1") || bytes.equals("true") || bytes.equals("是") { return 1 }
    return bytes.equals("0") || bytes.equals("false") || bytes.equals("否") ? 0 : nil
  }

  @inline(__always)
  private static func isText(_ kind: Kind) -> Bool {
    kind == .text || kind == .oneOf || kind == .townCode || kind == .industryCode
  }

  private static func kind(_ kind: FeedField.Kind) -> Kind {
    switch kind {
    case .text: .text
    case .creditCode: .creditCode
    case .townCode: .townCode
    case .industryCode: .industryCode
    case .month: .month
    case .day: .day
    case .instant: .instant
    case .boolean: .boolean
    case .oneOf: .oneOf
    case .number: .number
    }
  }
}

extension ColumnBuilder {
  /// True when the cell written at `row` was empty.
  @inline(__always)
  func isAbsent(_ row: Int) -> Bool {
    switch kind {
    case .creditCode: codes[row] == ColumnValues.noCode
    case let kind where Self.isText(kind): Int(textEnds[row]) == begin(row)
    default: integers[row] == ColumnValues.absent
    }
  }
}
