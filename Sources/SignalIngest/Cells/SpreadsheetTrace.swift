/// What a spreadsheet leaves where a value was lost: in its own files and in the CSV it exports.
enum SpreadsheetTrace {
  /// - Returns: the fault of a cell that would pass for a text; nil when it bears no trace.
  @inline(__always)
  static func fault(_ cell: CellBytes) -> RejectCode? {
    if cell[0] == 0x23 { return isError(cell) ? .cellError : nil }
    return isRounded(cell) ? .roundedNumber : nil
  }

  /// `#N/A`, `#REF!` and their kind.
  static func isError(_ cell: CellBytes) -> Bool {
    guard cell[0] == 0x23 else { return false }
    return cell.equals("#N/A") || cell.equals("#REF!") || cell.equals("#VALUE!")
      || cell.equals("#DIV/0!") || cell.equals("#NAME?") || cell.equals("#NUM!")
      || cell.equals("#NULL!") || cell.equals("#SPILL!") || cell.equals("#CALC!")
      || cell.equals("#GETTING_DATA")
  }

  /// `9.13305E+17`: a number of which only the first digits are left.
  @inline(__always)
  private static func isRounded(_ cell: CellBytes) -> Bool {
    let count = cell.count
    guard count >= 5, cell[count &- 3] == 0x2B, cell[count &- 4] | 0x20 == 0x65 else {
      return false
    }
    return (0..<count).allSatisfy { place in
      let isDigit = cell[place] &- 0x30 < 10
      return isDigit || place == 1 && cell[place] == 0x2E || place == count - 3
        || place == count - 4
    }
  }
}
