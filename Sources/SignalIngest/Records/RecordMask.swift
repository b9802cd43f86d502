import WageDomain

/// Hides the personal data in the raw text of a record.
///
/// A record whose cells cannot be told apart is hidden whole: nobody knows where the name stands.
struct RecordMask {
  let delimiter: Character
  private let fields: [FeedField?]
  private let isProtected: Bool

  init(_ header: HeaderLine, of schema: FeedSchema) {
    delimiter = Character(UnicodeScalar(header.delimiter))
    fields = header.fields
    // By the feed and not by the header: a name slips into other cells too, whatever the file names.
    isProtected = schema.hasPersonalData
  }

  func masked(_ raw: String) -> String {
    guard isProtected else { return raw }
    guard let cells = cells(of: raw), cells.count == fields.count else { return "**" }
    return zip(cells, fields).map { cell, field in
      // Where a quote ends amid a cell nobody knows what is a value in it.
      guard isWell(cell) else { return "**" }
      return field?.personal == nil
        ? Masking.hidingSlips(cell, in: field) : Masking.masked(bare(cell), as: field?.personal)
    }.joined(separator: String(delimiter))
  }

  /// The cells with their quotes; nil when a quote is left open.
  func cells(of raw: String) -> [String]? {
    var cells = [""]
    var isInQuotes = false
    for character in raw {
      if character == "\"" { isInQuotes.toggle() }
      if character == delimiter, !isInQuotes {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return isInQuotes ? nil : cells
  }

  /// True of a cell without quotes, and of one wholly in them with those within it doubled.
  private func isWell(_ cell: String) -> Bool {
    guard cell.contains("\"") else { return true }
    let text = cell.drop(while: \.isWhitespace)
    guard text.count > 1, text.hasPrefix("\""),
      let last = text.lastIndex(of: "\""), last > text.startIndex,
      text[text.index(after: last)...].allSatisfy(\.isWhitespace)
    else { return false }
    return !text[..<last].dropFirst().replacing("\"\"", with: "").contains("\"")
  }

  private func bare(_ cell: String) -> String {
    String(cell.drop { $0 == "\"" || $0.isWhitespace }.prefix { $0 != "\"" })
  }
}
