import SignalIngest
import WageDomain

/// What keeps a workbook out, in words.
enum WorkbookRefusal {
  /// Of all parts together, as declared and as they come.
  static let largestUnpacked = 1 << 30
  /// Of the sheet as text, and of its shared texts.
  static let largestText = 512 << 20

  static func damaged(_ found: String, row: Int? = nil) -> FileRefusal {
    RefusalCode.workbookDamaged.refusal(
      line: row, found: found, expected: "a whole .xlsx workbook",
      remedy:
        "Open it in the office program, save it as .xlsx (or as \"CSV UTF-8\"), send it again.")
  }

  static func kind(_ found: String) -> FileRefusal {
    RefusalCode.workbookKind.refusal(
      found: found, expected: "an .xlsx workbook or a CSV file",
      remedy: "Save it as .xlsx (or as \"CSV UTF-8\") and send it again.")
  }

  static var locked: FileRefusal {
    RefusalCode.workbookLocked.refusal(
      found: "a workbook that needs a password", expected: "one that opens without",
      remedy: "Save it without a password and send it again.")
  }

  static var macros: FileRefusal {
    RefusalCode.workbookMacros.refusal(
      found: "a workbook with macros", expected: "an .xlsx workbook without",
      remedy: "Save it as .xlsx, which holds no macros, and send it again.")
  }

  static func tooLarge(_ found: String) -> FileRefusal {
    RefusalCode.workbookTooLarge.refusal(
      found: found,
      expected: "at most \(largestUnpacked >> 20) MiB unpacked, \(largestText >> 20) MiB of text",
      remedy: "Send the rows as CSV files, which may have any size.")
  }

  static func formula(_ cell: SheetCell) -> FileRefusal {
    RefusalCode.workbookFormula.refusal(
      line: cell.row, found: "a formula without a stored value in \(cell)",
      expected: "values, or formulas with the value last calculated",
      remedy: "Open and save it in the office program, or paste the values over the formulas.")
  }

  static func merged(_ range: String, sheet: String, row: Int) -> FileRefusal {
    RefusalCode.workbookMerged.refusal(
      line: row, found: "merged cells \(range) in sheet \(sheet)",
      expected: "one cell for each value, the header in the first row",
      remedy: "Unmerge them and fill every cell; delete a title above the header; send it again.")
  }
}

/// A cell as people find it.
struct SheetCell: CustomStringConvertible {
  let sheet: String
  let row: Int
  /// 1-based.
  let column: Int

  var description: String { "sheet \(sheet), cell \(Self.letters(column))\(row)" }

  static func letters(_ column: Int) -> String {
    var rest = column
    var letters = ""
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// The place that a reference such as `AB12` names, 1-based; nil when it is none.
  static func place(_ reference: some StringProtocol) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    for byte in reference.utf8 {
      if byte >= 0x41, byte <= 0x5A, row == 0, column < 20_000 {
        column = column * 26 + Int(byte - 0x40)
      } else if byte >= 0x30, byte <= 0x39, column > 0, row < 2_000_000 {
        row = row * 10 + Int(byte - 0x30)
      } else {
        return nil
      }
    }
    return (1...16_384).contains(column) && (1...1_048_576).contains(row) ? (column, row) : nil
  }
}
