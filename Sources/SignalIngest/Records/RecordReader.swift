import Glibc

/// One cell of a record: where its text stands, quotes excluded.
struct Cell {
  var start: Int
  var end: Int
  var isQuoted: Bool
  /// A doubled quote stands for one.
  var isEscaped: Bool
}

/// Splits a file into records and cells by RFC 4180, tolerating LF and a missing last line end.
///
/// GB18030 is split before it is decoded: no delimiter, quote or line end is ever a trail byte.
/// After a misplaced quote the physical line is given up and the next one read, so that one
/// forgotten quote costs one row and not all rows up to the next quote.
struct RecordReader {
  enum Outcome {
    case end
    case record
    /// Text stands after a closing quote, in the cell of this number, 1-based.
    case textAfterQuote(cell: Int)
    /// A quote stands in a cell that is not quoted, 1-based.
    case quoteInText(cell: Int)
    /// The file ends inside quotes that were opened on this line.
    case unclosedQuote(line: Int)
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  let delimiter: UInt8
  /// The cells of the last record; those beyond ``capacity`` are only counted.
  let cells: UnsafeMutablePointer<Cell>
  let capacity: Int

  private(set) var position: Int
  /// The physical line that ``position`` is on, 1-based.
  private(set) var line = 1
  private(set) var cellCount = 0
  private(set) var recordStart = 0
  /// Without the line end.
  private(set) var recordEnd = 0
  private var startLine = 1
  /// What each physical line counts as; nil where it counts as itself.
  private let lineNumbers: UnsafePointer<Int32>?
  /// False for a last record that runs into the end of the file.
  private(set) var hasLineEnd = true

  init(
    base: UnsafePointer<UInt8>, from start: Int, count: Int, delimiter: UInt8,
    cells: UnsafeMutablePointer<Cell>, capacity: Int, lineNumbers: UnsafePointer<Int32>? = nil
  ) {
    self.lineNumbers = lineNumbers
    self.base = base
    self.count = count
    self.delimiter = delimiter
    self.cells = cells
    self.capacity = capacity
    position = start
  }

  /// Where the last record begins, 1-based.
  @inline(__always)
  var recordLine: Int { number(of: startLine) }

  /// True when a cell of the last record holds a line end.
  @inline(__always)
  var spansLines: Bool { lastLine > startLine }

  /// Where the last record ends, 1-based.
  var recordLastLine: Int { number(of: lastLine) }

  @inline(__always)
  private var lastLine: Int { hasLineEnd ? line &- 1 : line }

  private func number(of line: Int) -> Int {
    lineNumbers.map { Int($0[line - 1]) } ?? line
  }

  /// Reads one record; blank lines are passed over.
  mutating func next() -> Outcome {
    skipBlankLines()
    guard position < count else { return .end }
    recordStart = position
    startLine = line
    cellCount = 0
    let base = base
    let count = count
    let delimiter = delimiter
    var at = position
    while true {
      if at < count, base[at] == 0x22 {
        guard let end = readQuoted(from: at) else { return .unclosedQuote(line: number(of: line)) }
        at = end
        // A CR is part of the line end only before LF.
        let isEnd = at == count || base[at] == delimiter || base[at] == 0x0A || isLineEndCR(at)
        guard isEnd else { return giveUpLine(.textAfterQuote(cell: cellCount)) }
      } else {
        let start = at
        at = Self.cellEnd(base, from: at, to: count, delimiter)
        if at < count, base[at] == delimiter {
          add(Cell(start: start, end: at, isQuoted: false, isEscaped: false))
          at &+= 1
          continue
        }
        if at < count, base[at] == 0x22 {
          return giveUpLine(.quoteInText(cell: cellCount + 1))
        }
        // The CR of a CRLF belongs to the line end, not to the last cell.
        let isCRLF = at < count && base[at] == 0x0A && at > start && base[at &- 1] == 0x0D
        add(Cell(start: start, end: isCRLF ? at &- 1 : at, isQuoted: false, isEscaped: false))
        if isCRLF { at &-= 1 }
      }
      if at < count, base[at] == delimiter {
        at &+= 1
        continue
      }
      return finish(at)
    }
  }

  /// The next delimiter, LF or quote, sixteen bytes a step.
  @inline(__always)
  private static func cellEnd(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ delimiter: UInt8
  ) -> Int {
    let delimiters = SIMD16<UInt8>(repeating: delimiter)
    let newlines = SIMD16<UInt8>(repeating: 0x0A)
    let quotes = SIMD16<UInt8>(repeating: 0x22)
    let raw = UnsafeRawPointer(base)
    var at = start
    while at &+ 16 <= end {
      let chunk = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let hits = (chunk .== delimiters) .| (chunk .== newlines) .| (chunk .== quotes)
      let halves = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
      if halves[0] != 0 { return at &+ halves[0].trailingZeroBitCount >> 3 }
      if halves[1] != 0 { return at &+ 8 &+ halves[1].trailingZeroBitCount >> 3 }
      at &+= 16
    }
    while at < end, base[at] != delimiter, base[at] != 0x0A, base[at] != 0x22 { at &+= 1 }
    return at
  }

  @inline(__always)
  private mutating func finish(_ end: Int) -> Outcome {
    recordEnd = end
    hasLineEnd = end < count
    position = end
    if hasLineEnd { passLineEnd() }
    return .record
  }

  /// Goes on behind a record that was read otherwise: `end` is where its line end begins.
  @inline(__always)
  mutating func passPlain(to end: Int, cells: Int) {
    recordStart = position
    startLine = line
    recordEnd = end
    hasLineEnd = true
    cellCount = cells
    position = base[end] == 0x0D ? end &+ 2 : end &+ 1
    line &+= 1
  }

  @inline(__always)
  private mutating func add(_ cell: Cell) {
    if cellCount < capacity { cells[cellCount] = cell }
    cellCount &+= 1
  }

  @inline(__always)
  private func isLineEndCR(_ at: Int) -> Bool {
    base[at] == 0x0D && at &+ 1 < count && base[at &+ 1] == 0x0A
  }

  /// - Returns: where the byte after the closing quote stands; nil when the file ends before.
  private mutating func readQuoted(from quote: Int) -> Int? {
    var search = quote &+ 1
    var isEscaped = false
    while let found = memchr(base + search, 0x22, count &- search) {
      let at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if at &+ 1 < count, base[at &+ 1] == 0x22 {
        isEscaped = true
        search = at &+ 2
        continue
      }
      add(Cell(start: quote &+ 1, end: at, isQuoted: true, isEscaped: isEscaped))
      countLines(quote &+ 1, at)
      return at &+ 1
    }
    return nil
  }

  private mutating func countLines(_ start: Int, _ end: Int) {
    var at = start
    while at < end, let found = memchr(base + at, 0x0A, end &- at) {
      line &+= 1
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }
  }

  /// Ends the record with the physical line it began on.
  private mutating func giveUpLine(_ outcome: Outcome) -> Outcome {
    line = startLine
    let newline = memchr(base + recordStart, 0x0A, count &- recordStart)
    let end = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
    recordEnd = end > recordStart && end < count && base[end - 1] == 0x0D ? end - 1 : end
    hasLineEnd = end < count
    position = recordEnd
    if hasLineEnd { passLineEnd() }
    return outcome
  }

  @inline(__always)
  private mutating func passLineEnd() {
    if base[position] == 0x0D { position &+= 1 }
    if position < count, base[position] == 0x0A {
      position &+= 1
      line &+= 1
    }
  }

  @inline(__always)
  private mutating func skipBlankLines() {
    while position < count {
      guard base[position] == 0x0A || isLineEndCR(position) else { return }
      passLineEnd()
    }
  }
}
