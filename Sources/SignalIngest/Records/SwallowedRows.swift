import WageDomain

/// Looks for whole rows within one quoted cell: two stray quotes in two rows, which RFC 4180 takes for
/// the ends of one cell.
///
/// By that standard such a record is good, and its last cells are another row's. No agency's cell holds
/// rows, so the record is set aside with all its lines. Exported, it has the cells of our own columns
/// before its first line only.
struct SwallowedRows {
  private let delimiter: UInt8
  private let encoding: TextEncoding
  private let columnCount: Int
  /// The delimiters of a row as its agency may have sent it: without columns that nobody knows, and
  /// without those that an export of rejects puts first.
  private let needed: Int
  /// The cells before the mark that an export or a hand may have put there.
  private let addedBefore: Int
  /// The cell by which a row is known for one: a day that it must have, in registers a firm's code. A
  /// text has commas and line ends, too (经营范围), and neither in its place. Nil where the header has none.
  private let mark: (cell: Int, kind: FeedField.Kind)?

  init(_ header: HeaderLine, of schema: FeedSchema, _ encoding: TextEncoding) {
    delimiter = header.delimiter
    self.encoding = encoding
    columnCount = header.fields.count
    let required = header.fields.enumerated().compactMap { cell, field in
      field.flatMap { $0.isRequired ? (cell: cell, kind: $0.kind, isDated: $0.isDated) : nil }
    }
    let mark = required.first(where: \.isDated) ?? required.first { $0.kind == .creditCode }
    self.mark = mark.map { ($0.cell, $0.kind) }
    let isOwn = Self.own(header, of: schema)
    needed = max(1, isOwn.count { $0 } - 1)
    addedBefore = isOwn.prefix(mark?.cell ?? 0).count { !$0 }
  }

  /// Of each cell, whether it is surely the agency's: `known_on` is where other columns of its own stand
  /// before it.
  private static func own(_ header: HeaderLine, of schema: FeedSchema) -> [Bool] {
    var isOwn: [Bool] = []
    for field in header.fields {
      let isKnownOn = field == .some(schema.knownOn)
      isOwn.append(
        field != nil && field != .some(.rejectId) && (!isKnownOn || isOwn.contains(true)))
    }
    return isOwn
  }

  /// The first cell that holds rows, 1-based; nil when there is none.
  func cell(of records: RecordReader) -> Int? {
    guard columnCount > 1 else { return nil }
    let seen = 0..<min(records.cellCount, records.capacity)
    return seen.first { holdsRows(records.cells[$0], records.base, at: $0) }.map { $0 + 1 }
  }

  /// True of a cell of several lines when a line after its first has as many delimiters as a row, or
  /// all of them together have as many as the rows that were made one, and a day or a code stands where
  /// rows have theirs.
  private func holdsRows(_ cell: Cell, _ base: UnsafePointer<UInt8>, at place: Int) -> Bool {
    guard cell.isQuoted else { return false }
    let text = UnsafeBufferPointer(start: base + cell.start, count: cell.end - cell.start)
    var (lines, delimiters, hasRow) = (0, 0, false)
    // Line by line, without a list of them: a cell may have as many as its file has bytes.
    Self.forEachLine(of: text) { line in
      let found = line.count { $0 == delimiter }
      hasRow = hasRow || lines > 0 && found >= needed
      lines += 1
      delimiters += found
      return true
    }
    guard lines > 1, hasRow || delimiters >= needed * (lines - 1) else { return false }
    // Names and sentences may hold commas: a row also has its mark.
    var (isFirst, hasMark) = (true, false)
    Self.forEachLine(of: text) { line in
      hasMark =
        isFirst
        ? isMarked(line, from: place) : (0...addedBefore).contains { isMarked(line, from: $0) }
      isFirst = false
      return !hasMark
    }
    return hasMark
  }

  /// Hands each line that is not blank to `body`, until that returns false.
  private static func forEachLine(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    var start = 0
    while start < text.count {
      let rest = UnsafeBufferPointer(rebasing: text[start...])
      let length = rest.firstIndex(of: 0x0A) ?? rest.count
      let line = UnsafeBufferPointer(rebasing: rest[..<length])
      start += length + 1
      if line.contains(where: { $0 > 0x20 }), !body(line) { return }
    }
  }

  /// True when the line, whose first cell is that of the header at `first`, has the row's mark in its
  /// place, or the header asks for none.
  private func isMarked(_ line: UnsafeBufferPointer<UInt8>, from first: Int) -> Bool {
    guard let mark else { return true }
    let at = mark.cell - first
    // As many cells as it takes to reach the mark, and one for what is behind.
    let cells = line.split(
      separator: delimiter, maxSplits: max(0, at) + 1, omittingEmptySubsequences: false)
    guard cells.indices.contains(at),
      let start = UnsafeBufferPointer(rebasing: cells[at]).baseAddress
    else { return false }
    let cell = CellBytes(start: start, count: cells[at].count).trimmed(encoding)
    return switch mark.kind {
    case .creditCode: Self.isLikeCode(cell)
    case .month: CalendarCell.month(cell) != nil
    case .day: CalendarCell.day(cell) != nil
    default: CalendarCell.instant(cell) != nil
    }
  }

  /// A code may be mistyped, and its row is a row all the same.
  private static func isLikeCode(_ cell: CellBytes) -> Bool {
    let digits = (0..<cell.count).count { cell[$0] &- 0x30 < 10 }
    let letters = (0..<cell.count).count { (cell[$0] & 0xDF) &- 0x41 < 26 }
    return (15...20).contains(cell.count) && digits >= 6 && digits + letters >= cell.count - 1
  }
}
