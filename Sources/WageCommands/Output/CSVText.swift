/// RFC 4180 text for other programs: LF line ends, quotes only where they are needed.
enum CSVText {
  static func text(keys: [String], rows: [JSONValue]) -> String {
    var text = line(keys)
    for row in rows { text += line(keys.map { row[$0].cell }) }
    return text
  }

  static func line(_ cells: [String]) -> String {
    cells.map(field).joined(separator: ",") + "\n"
  }

  private static func field(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    guard needsQuotes else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
