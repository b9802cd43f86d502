import SignalIngest

/// Rows as CSV for other programs.
enum CSVText {
  static func text(keys: [String], rows: [JSONValue]) -> String {
    var text = line(keys)
    for row in rows { text += line(keys.map { row[$0].cell }) }
    return text
  }

  static func line(_ cells: [String]) -> String { CSVLine.text(cells) }
}
