import WageDomain

extension RowChecker {
  /// Reads a record as nearly all are, splitting and checking its cells in one pass: no quotes, no
  /// white space around a cell, every cell good and spelled as usual.
  ///
  /// - Returns: false when it is anything else: then nothing was read, and ``RecordReader`` and
  ///   ``read(_:_:row:)`` decide. A test compares the two ways.
  mutating func readPlain(_ records: inout RecordReader, row: Int) -> Bool {
    let file = PlainCells(base: records.base, count: records.count, delimiter: records.delimiter)
    var at = records.position
    guard file.base[at] != 0x0A, file.base[at] != 0x0D else { return false }
    let last = columns.count &- 1
    for cell in columns.indices {
      let start = at
      if let column = columns[cell] {
        at = column.pointee.readPlain(file, start, cell == last, row: row, decoder, &scratch)
      } else {
        at = file.end(start, cell == last) { _, _ in }
      }
      if at < 0 || cell <= 1 && mayBeTotal(file, cell, start, at) { return false }
      at &+= 1
    }
    guard rowFault(row) == nil else { return false }
    for column in numbers { column.pointee.addToSum(row) }
    records.passPlain(to: at &- 1, cells: columns.count)
    return true
  }

  /// False of a first cell that surely makes no total of the record; an empty one may have the word
  /// behind it, as a running number may, in a column that nobody asks for.
  @inline(__always)
  private func mayBeTotal(_ file: PlainCells, _ cell: Int, _ start: Int, _ end: Int) -> Bool {
    if cell == 0, start == end { return true }
    guard cell == 0 || columns[0] == nil else { return false }
    return TotalWord.mayBegin(file.base + start, end &- start, decoder.encoding)
  }
}
