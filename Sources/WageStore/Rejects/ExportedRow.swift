/// A row of a file of exported rejects: the cells of the agency behind `reject_id` and mostly
/// `known_on`.
struct ExportedRow {
  private let cells: [String]
  private let delimiter: Character?

  /// - Parameter raw: the record; its first cell is the number of a reject.
  init(_ raw: String) {
    delimiter = raw.first { !$0.isNumber && $0 != "\"" }
    cells = delimiter.map { Self.cells(of: raw, $0) } ?? []
  }

  /// Whether no cell of the agency differs from the record that was set aside; a spreadsheet may have
  /// put cells in quotes or taken them out.
  func isUntouched(from record: String) -> Bool {
    guard let delimiter else { return false }
    let before = Self.cells(of: record, delimiter)
    let isSentAsItWas = cells == before || Array(cells.dropFirst()) == before
    // The record may itself be of such a file: then it began with the number of an earlier reject.
    return isSentAsItWas || Array(cells.dropFirst(2)) == before
      || cells.count == before.count && cells.dropFirst() == before.dropFirst()
  }

  private static func cells(of record: String, _ delimiter: Character) -> [String] {
    var cells = [""]
    var isInQuotes = false
    for character in record {
      if character == "\"" {
        isInQuotes.toggle()
      } else if character == delimiter, !isInQuotes {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
