import WageDomain

/// A table for a terminal, aligned by the columns that characters take: a Chinese character takes
/// two. Control characters are spelled out.
struct TextTable {
  let titles: [String]
  let isRightAligned: [Bool]
  let rows: [[String]]
  /// The columns that each column takes on a terminal.
  var widths: [Int]

  init(titles: [String], isRightAligned: [Bool], rows: [[String]]) {
    self.titles = titles
    self.isRightAligned = isRightAligned
    self.rows = rows
    widths = titles.map(Self.width)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], Self.width(cell))
      }
    }
  }

  var text: String { ([titles] + rows).map(line).joined() }

  /// One line, padded to the widths.
  func line(_ cells: [String]) -> String {
    var line = ""
    for (column, cell) in cells.map(TerminalText.shown).enumerated() {
      let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
      line += column > 0 ? "  " : ""
      line += isRightAligned[column] ? padding + cell : cell + padding
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }

  /// The columns that a text takes on a terminal.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      TerminalText.isControl(scalar)
        ? width + TerminalText.spelled(scalar).utf8.count : width + (isWide(scalar) ? 2 : 1)
    }
  }

  /// Unicode's East Asian Width W and F, as far as Chinese text needs it.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
