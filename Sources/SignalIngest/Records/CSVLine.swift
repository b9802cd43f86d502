/// One record of RFC 4180 text: an LF at its end, quotes only where they are needed.
public enum CSVLine {
  /// - Parameter cells: any texts, delimiters and line ends included.
  /// - Returns: the record with its line end.
  public static func text(_ cells: [String]) -> String {
    cells.map(field).joined(separator: ",") + "\n"
  }

  private static func field(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    guard needsQuotes else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
