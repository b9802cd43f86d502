import SignalIngest
import WageDomain

/// What keeps a workbook out, in words.
enum WorkbookRefusal {
  /// Of all parts together, as declared and as they come.
  static let largestUnpacked = 1 << 30
  /// Of the sheet as text, and of its shared texts.
  static let largestText = 512 << 20

  static func damaged(_ found: Bilingual, row: Int? = nil) -> FileRefusal {
    RefusalCode.workbookDamaged.refusal(
      line: row, found: found,
      expected: Bilingual(zh: "完整的 .xlsx 工作簿", en: "a whole .xlsx workbook"),
      remedy: Bilingual(
        zh: "请在办公软件中打开，另存为 .xlsx（或“CSV UTF-8”）后重报。",
        en: "Open it in the office program, save it as .xlsx (or as \"CSV UTF-8\"), send it again.")
    )
  }

  static func kind(_ found: Bilingual) -> FileRefusal {
    RefusalCode.workbookKind.refusal(
      found: found,
      expected: Bilingual(zh: ".xlsx 工作簿或 CSV 文件", en: "an .xlsx workbook or a CSV file"),
      remedy: Bilingual(
        zh: "请另存为 .xlsx（或“CSV UTF-8”）后重报。",
        en: "Save it as .xlsx (or as \"CSV UTF-8\") and send it again."))
  }

  static var locked: FileRefusal {
    RefusalCode.workbookLocked.refusal(
      found: Bilingual(zh: "工作簿有密码", en: "a workbook that needs a password"),
      expected: Bilingual(zh: "不需密码即可打开", en: "one that opens without"),
      remedy: Bilingual(
        zh: "请取消密码后另存并重报。", en: "Save it without a password and send it again."))
  }

  static var macros: FileRefusal {
    RefusalCode.workbookMacros.refusal(
      found: Bilingual(zh: "工作簿含宏", en: "a workbook with macros"),
      expected: Bilingual(zh: "不含宏的 .xlsx 工作簿", en: "an .xlsx workbook without"),
      remedy: Bilingual(
        zh: "请另存为不含宏的 .xlsx 后重报。",
        en: "Save it as .xlsx, which holds no macros, and send it again."))
  }

  static func tooLarge(_ found: Bilingual) -> FileRefusal {
    RefusalCode.workbookTooLarge.refusal(
      found: found,
      expected: Bilingual(
        zh: "解开后至多 \(largestUnpacked >> 20) MiB，文字至多 \(largestText >> 20) MiB",
        en: "at most \(largestUnpacked >> 20) MiB unpacked, \(largestText >> 20) MiB of text"),
      remedy: Bilingual(
        zh: "请改报 CSV 文件，大小不限。", en: "Send the rows as CSV files, which may have any size."))
  }

  static func formula(_ cell: SheetCell) -> FileRefusal {
    RefusalCode.workbookFormula.refusal(
      line: cell.row,
      found: Bilingual(
        zh: "\(cell.text.zh) 的公式没有计算结果", en: "a formula without a stored value in \(cell)"),
      expected: Bilingual(
        zh: "数值，或带有计算结果的公式", en: "values, or formulas with the value last calculated"),
      remedy: Bilingual(
        zh: "请在办公软件中打开并保存，或把公式粘贴为数值。",
        en: "Open and save it in the office program, or paste the values over the formulas."))
  }

  static func merged(_ range: String, sheet: String, row: Int) -> FileRefusal {
    RefusalCode.workbookMerged.refusal(
      line: row,
      found: Bilingual(
        zh: "工作表 \(sheet) 中合并的单元格 \(range)", en: "merged cells \(range) in sheet \(sheet)"),
      expected: Bilingual(
        zh: "每个数值一个单元格，首行为表头",
        en: "one cell for each value, the header in the first row"),
      remedy: Bilingual(
        zh: "请取消合并并逐格填写，删去表头上方的标题，再重报。",
        en: "Unmerge them and fill every cell; delete a title above the header; send it again."))
  }
}

/// A cell as people find it.
struct SheetCell: CustomStringConvertible {
  let sheet: String
  let row: Int
  /// 1-based.
  let column: Int

  var description: String { text.en }

  var text: Bilingual {
    let cell = "\(Self.letters(column))\(row)"
    return Bilingual(zh: "工作表 \(sheet) 单元格 \(cell)", en: "sheet \(sheet), cell \(cell)")
  }

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
