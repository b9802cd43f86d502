import WageDomain

/// Hides the personal data in the raw text of a record.
///
/// A record whose cells cannot be told apart is hidden whole: nobody knows where the name stands.
struct RecordMask {
  let delimiter: Character
  private let kinds: [PersonalData?]

  init(_ header: HeaderLine) {
    delimiter = Character(UnicodeScalar(header.delimiter))
    kinds = header.fields.map { $0?.personal }
  }

  func masked(_ raw: String) -> String {
    guard kinds.contains(where: { $0 != nil }) else { return raw }
    guard let cells = cells(of: raw), cells.count == kinds.count else { return "**" }
    return zip(cells, kinds).map { cell, kind in
      kind == nil ? Masking.hidingNumbers(cell) : Masking.masked(bare(cell), as: kind)
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

  private func bare(_ cell: String) -> String {
    String(cell.drop { $0 == "\"" || $0.isWhitespace }.prefix { $0 != "\"" })
  }
}
