import WageDomain

/// Cells of plain records: not quoted, in lines that end before the file does.
///
/// Each function is told where a cell begins and answers where it ends; -1 when it is quoted, ends
/// otherwise than its place in the record asks, or is not spelled as nearly all are. No digit and no
/// text runs beyond a line end, so that the end of the file need not be looked for at every byte.
struct PlainCells {
  let base: UnsafePointer<UInt8>
  let count: Int
  let delimiter: UInt8

  /// True when a cell ends at `at`; the last one of a record ends with an LF or CRLF.
  @inline(__always)
  func isEnd(_ at: Int, _ isLast: Bool) -> Bool {
    let byte = base[at]
    guard isLast else { return byte == delimiter }
    return byte == 0x0A || byte == 0x0D && at &+ 1 < count && base[at &+ 1] == 0x0A
  }

  /// Any cell; its bytes are handed to `copy`, sixteen at a time.
  @inline(__always)
  func end(
    _ start: Int, _ isLast: Bool, copy: (_ chunk: SIMD16<UInt8>, _ offset: Int) -> Void
  ) -> Int {
    let delimiters = SIMD16<UInt8>(repeating: delimiter)
    let newlines = SIMD16<UInt8>(repeating: 0x0A)
    let quotes = SIMD16<UInt8>(repeating: 0x22)
    let limit = min(count, start &+ ColumnBuilder.largestCell)
    var at = start
    while at &+ 16 <= limit {
      let chunk = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      copy(chunk, at &- start)
      let hits = (chunk .== delimiters) .| (chunk .== newlines) .| (chunk .== quotes)
      let halves = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
      if halves[0] != 0 { return end(start, at &+ halves[0].trailingZeroBitCount >> 3, isLast) }
      if halves[1] != 0 {
        return end(start, at &+ 8 &+ halves[1].trailingZeroBitCount >> 3, isLast)
      }
      at &+= 16
    }
    return -1
  }

  @inline(__always)
  private func end(_ start: Int, _ stop: Int, _ isLast: Bool) -> Int {
    guard isLast else { return base[stop] == delimiter ? stop : -1 }
    guard base[stop] == 0x0A else { return -1 }
    return stop > start && base[stop &- 1] == 0x0D ? stop &- 1 : stop
  }

  /// Digits, at most seven before a point, and the digits after it.
  @inline(__always)
  func number(_ start: Int, _ isLast: Bool) -> (value: Int64, decimals: Int, end: Int) {
    guard start &+ 9 <= count else { return (0, 0, -1) }
    let isNegative = base[start] == 0x2D
    let first = isNegative ? start &+ 1 : start
    let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: first, as: UInt64.self)
    let digits = UInt64(littleEndian: word) ^ 0x3030_3030_3030_3030
    // The high bit of every byte that is no digit.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    let whole = others.trailingZeroBitCount >> 3
    guard whole > 0, whole < 8 else { return (0, 0, -1) }
    var value = Self.value(digits << (64 &- UInt64(truncatingIfNeeded: whole &* 8)))
    var at = first &+ whole
    let point = at
    if base[at] == 0x2E {
      at &+= 1
      while base[at] &- 0x30 < 10 {
        value = value &* 10 &+ Int64(base[at] &- 0x30)
        at &+= 1
      }
      if at &- point < 2 { return (0, 0, -1) }
    }
    guard isEnd(at, isLast) else { return (0, 0, -1) }
    return (isNegative ? 0 &- value : value, max(0, at &- point &- 1), at)
  }

  /// Eight digits, the first one in the lowest byte, two, four and eight together.
  @inline(__always)
  private static func value(_ digits: UInt64) -> Int64 {
    let pairs = digits &* 10 &+ digits >> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (pairs & mask) &* 0x000F_4240_0000_0064
    let lower = (pairs >> 16 & mask) &* 0x0000_2710_0000_0001
    return Int64(truncatingIfNeeded: (upper &+ lower) >> 32)
  }
}

extension ColumnBuilder {
  /// Splits off, checks and writes a cell in one pass, when it is spelled as nearly all are.
  ///
  /// The values of numbers are not yet in the column's ``sum``.
  ///
  /// - Returns: where the cell ends; -1 when it has to be read the long way, which decides.
  @inline(__always)
  mutating func readPlain(
    _ cells: PlainCells, _ start: Int, _ isLast: Bool, row: Int, _ decoder: TextDecoder,
    _ scratch: inout CellScratch
  ) -> Int {
    if cells.isEnd(start, isLast) { return writeAbsent(row) == nil ? start : -1 }
    switch kind {
    case .number: return plainNumber(cells, start, isLast, row)
    case .text: return plainText(cells, start, isLast, row, decoder, &scratch)
    case .creditCode: return plainCode(cells, start, isLast, row)
    case .month: return plainMonth(cells, start, isLast, row)
    case .townCode, .industryCode, .day, .instant, .boolean, .oneOf:
      let end = cells.end(start, isLast) { _, _ in }
      return end < 0 || isGood(start, end, cells.base, row, decoder, &scratch) ? end : -1
    }
  }

  @inline(never)
  private mutating func isGood(
    _ start: Int, _ end: Int, _ base: UnsafePointer<UInt8>, _ row: Int, _ decoder: TextDecoder,
    _ scratch: inout CellScratch
  ) -> Bool {
    let cell = Cell(start: start, end: end, isQuoted: false, isEscaped: false)
    return read(cell, base, row: row, decoder, &scratch) == nil
  }

  @inline(__always)
  private func plainNumber(_ cells: PlainCells, _ start: Int, _ isLast: Bool, _ row: Int) -> Int {
    var (value, written, end) = cells.number(start, isLast)
    // Seven digits and the decimals of any column fit.
    guard end >= 0, written <= decimals else { return -1 }
    while written < storedDecimals {
      value = value &* 10
      written &+= 1
    }
    guard value >= minimum, value <= maximum else { return -1 }
    integers[row] = value
    return end
  }

  @inline(__always)
  private func plainCode(_ cells: PlainCells, _ start: Int, _ isLast: Bool, _ row: Int) -> Int {
    guard start &+ 18 < cells.count, cells.isEnd(start &+ 18, isLast),
      let code = ProvenCreditCode.packed(
        CellBytes(start: cells.base + start, count: 18), codeTable)
    else { return -1 }
    codes[row] = code
    return start &+ 18
  }

  @inline(__always)
  private mutating func plainMonth(
    _ cells: PlainCells, _ start: Int, _ isLast: Bool, _ row: Int
  ) -> Int {
    guard start &+ 8 <= cells.count, cells.isEnd(start &+ 7, isLast) else { return -1 }
    let word = UnsafeRawPointer(cells.base).loadUnaligned(fromByteOffset: start, as: UInt64.self)
    let spelling = UInt64(littleEndian: word) << 8
    if spelling != lastMonth.spelling {
      guard cells.base[start &+ 4] == 0x2D,
        let month = CalendarCell.month(CellBytes(start: cells.base + start, count: 7))
      else { return -1 }
      lastMonth = (spelling, month)
    }
    integers[row] = lastMonth.index
    return start &+ 7
  }

  @inline(__always)
  private mutating func plainText(
    _ cells: PlainCells, _ start: Int, _ isLast: Bool, _ row: Int, _ decoder: TextDecoder,
    _ scratch: inout CellScratch
  ) -> Int {
    let begin = begin(row)
    let isCopied = decoder.encoding == .utf8
    var seen = SIMD16<UInt8>()
    let end = cells.end(start, isLast) { chunk, offset in
      seen |= chunk
      guard isCopied else { return }
      reserve(begin &+ offset &+ 16)
      UnsafeMutableRawPointer(text + begin + offset).storeBytes(of: chunk, as: SIMD16<UInt8>.self)
    }
    guard end >= 0 else { return -1 }
    let bytes = CellBytes(start: cells.base + start, count: end &- start)
    guard bytes.isTrimmed(decoder.encoding) else { return -1 }
    if bytes[0] < 0x3A, SpreadsheetTrace.fault(bytes) != nil { return -1 }
    if isIdentifier, bytes[0] == 0x27 || Self.mayFold(seen), !IdentifierCell.isPlain(bytes) {
      return -1
    }
    if isIdentifier, isFillerIdentifier(bytes) { return writeAbsent(row) == nil ? end : -1 }
    if mayBeFiller, isFiller(bytes, false, decoder, &scratch) {
      return writeAbsent(row) == nil ? end : -1
    }
    if isCopied {
      textEnds[row] = Int32(truncatingIfNeeded: begin &+ bytes.count)
    } else {
      writeText(bytes, false, row, decoder)
    }
    return end
  }

  /// Of whole chunks, the bytes after the cell among them: only then the cell itself is looked at.
  @inline(__always)
  private static func mayFold(_ chunks: SIMD16<UInt8>) -> Bool {
    let halves = unsafeBitCast(chunks, to: SIMD2<UInt64>.self)
    return IdentifierCell.mayFold(halves[0] | halves[1])
  }

  /// Counts the value written at `row` in the sum.
  @inline(__always)
  mutating func addToSum(_ row: Int) {
    let value = integers[row]
    if value != ColumnValues.absent { sum &+= Int128(value) }
  }
}
