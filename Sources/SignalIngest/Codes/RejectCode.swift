public import WageDomain

/// Why one row of an agency file was set aside. The raw value is `rejectedRow.code`, kept for ever.
///
/// A row has one reject: of the row as a whole, else of the first faulty cell from the left.
public enum RejectCode: String, CaseIterable, Sendable {
  case tooManyCells = "too-many-cells"
  case tooFewCells = "too-few-cells"
  case textAfterQuote = "text-after-quote"
  case quoteInText = "quote-in-text"
  case rowsInCell = "rows-in-cell"
  case missingValue = "missing-value"
  case missingKey = "missing-key"
  case number
  case decimals
  case negative
  case tooLarge = "too-large"
  case month
  case day
  case instant
  case boolean
  case notInList = "not-in-list"
  case creditCodeLength = "credit-code-length"
  case creditCodeCharacter = "credit-code-character"
  case creditCodeOrganisationCheck = "credit-code-organisation-check"
  case creditCodeCheck = "credit-code-check"
  case townCode = "town-code"
  case industryCode = "industry-code"
  case tooLong = "too-long"
  case cellError = "cell-error"
  case roundedNumber = "rounded-number"
  case knownTooEarly = "known-too-early"
  case tooLate = "too-late"
  /// Found when the rows are stored.
  case duplicateKey = "duplicate-key"

  /// What the code says, for people.
  public var explanation: Bilingual {
    switch self {
    case .tooManyCells:
      Bilingual(zh: "单元格多于表头", en: "The row has more cells than the header.")
    case .tooFewCells:
      Bilingual(zh: "单元格少于表头", en: "The row has fewer cells than the header.")
    case .textAfterQuote:
      Bilingual(
        zh: "右引号之后还有文字，该物理行整行退回",
        en: "Text follows a closing quote; that physical line is set aside, the next one read.")
    case .quoteInText:
      Bilingual(
        zh: "未加引号的单元格中有引号", en: "A quote stands inside a cell that is not quoted.")
    case .rowsInCell:
      Bilingual(
        zh: "多行被一对引号并入同一单元格",
        en: "Quotes in two rows made one cell of all between: it holds whole rows.")
    case .missingValue: Bilingual(zh: "必填项为空", en: "A required cell is empty.")
    case .missingKey:
      Bilingual(
        zh: "信用代码、户号、名称全部为空，无法识别企业",
        en: "Credit code, account and name are all empty: the row names no firm.")
    default: cellExplanation
    }
  }

  private var cellExplanation: Bilingual {
    switch self {
    case .number:
      Bilingual(
        zh: "不是数字，或千分位逗号位置不对、未加引号",
        en: "Not a number, or grouping commas misplaced or not quoted.")
    case .decimals:
      Bilingual(zh: "小数位数超过规定", en: "More decimals than the column may have.")
    case .negative: Bilingual(zh: "数值低于下限（一般为负数）", en: "Below the minimum, mostly 0.")
    case .tooLarge:
      Bilingual(zh: "数值超过上限", en: "Above the maximum: the column's, or 90 trillion stored units.")
    case .month: Bilingual(zh: "月份写法不对或不存在", en: "Not a month in an accepted spelling.")
    case .day: Bilingual(zh: "日期写法不对或不存在", en: "Not a day in an accepted spelling.")
    case .instant:
      Bilingual(
        zh: "时间须为日期加空格加时分（秒）", en: "Not a day, a space and HH:MM or HH:MM:SS.")
    case .boolean:
      Bilingual(zh: "须为 1/0、true/false、是/否", en: "Not one of 1/0, true/false, 是/否.")
    case .notInList: Bilingual(zh: "不在列表之内", en: "Not one of the column's values.")
    default: codeExplanation
    }
  }

  private var codeExplanation: Bilingual {
    switch self {
    case .creditCodeLength:
      Bilingual(zh: "信用代码不是 18 位", en: "The credit code has not 18 characters.")
    case .creditCodeCharacter:
      Bilingual(zh: "信用代码有不允许的字符", en: "The credit code has a character outside its alphabet.")
    case .creditCodeOrganisationCheck:
      Bilingual(zh: "信用代码第 17 位校验不符", en: "The check digit at position 17 is wrong (GB 11714).")
    case .creditCodeCheck:
      Bilingual(zh: "信用代码第 18 位校验不符", en: "The check character at position 18 is wrong (GB 32100).")
    case .townCode:
      Bilingual(zh: "不是 9 位乡镇街道代码", en: "Not a town code of nine digits (or twelve ending 000).")
    case .industryCode:
      Bilingual(zh: "不是 GB/T 4754 行业代码", en: "Not a code of GB/T 4754-2017.")
    case .tooLong:
      Bilingual(zh: "单元格超过 1 MiB", en: "The cell is larger than 1 MiB.")
    case .cellError:
      Bilingual(zh: "单元格是电子表格的错误值", en: "An error of a spreadsheet, such as #N/A.")
    case .roundedNumber:
      Bilingual(
        zh: "号码被电子表格当作数字，末位已丢失",
        en: "A spreadsheet took a code for a number and lost its last digits (9.13305E+17).")
    case .knownTooEarly:
      Bilingual(
        zh: "获知日期早于所属月份或发生日期",
        en: "Known before its own month began, or before it occurred.")
    case .tooLate:
      Bilingual(
        zh: "晚于本行中不可能更早的日期",
        en: "After another day of the row that it cannot come after.")
    default:
      Bilingual(
        zh: "同一文件中同一主键的第二行", en: "A second row for the same key in one file.")
    }
  }
}
