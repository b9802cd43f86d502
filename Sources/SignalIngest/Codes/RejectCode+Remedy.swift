public import WageDomain

extension RejectCode {
  /// What a person does about the row now.
  public var remedy: Bilingual {
    switch self {
    case .tooManyCells:
      Bilingual(
        zh: "给含逗号的单元格加引号，或删去多余的单元格",
        en: "Put cells that hold the delimiter in quotes, or take the surplus cell out.")
    case .tooFewCells:
      Bilingual(
        zh: "补上缺少的单元格，空值也要保留分隔符",
        en: "Add the missing cells; an empty one keeps its delimiter.")
    case .textAfterQuote:
      Bilingual(
        zh: "把单元格内的引号写成两个，或去掉多余的引号",
        en: "Double the quotes within the cell, or take the stray one out.")
    case .quoteInText:
      Bilingual(
        zh: "整个单元格加引号，其中的引号写成两个",
        en: "Put the whole cell in quotes and double those within it.")
    case .rowsInCell:
      Bilingual(
        zh: "去掉多余的引号，各行分别重报",
        en: "Take the stray quotes out and send every one of its lines as a row.")
    case .missingValue:
      Bilingual(
        zh: "请报送单位补填",
        en: "Have the agency fill the cell.")
    case .missingKey:
      Bilingual(
        zh: "至少补填信用代码、户号、名称之一",
        en: "Fill at least one of credit code, account and name.")
    case .number:
      Bilingual(
        zh: "只写数字；带千分位逗号时加引号",
        en: "Write digits only; with grouping commas the cell needs quotes.")
    case .decimals:
      Bilingual(
        zh: "按规定的小数位数重写，不得自行四舍五入，须请报送单位确认",
        en: "Have the agency say which value counts; do not round it yourself.")
    case .negative:
      Bilingual(
        zh: "请报送单位核实；用量不能为负，退费应写在费用列",
        en: "Ask the agency: a quantity cannot be negative, a refund belongs in the fee.")
    default: cellRemedy
    }
  }

  private var cellRemedy: Bilingual {
    switch self {
    case .tooLarge:
      Bilingual(
        zh: "核对单位与位数",
        en: "Check the unit and the number of digits.")
    case .month:
      Bilingual(
        zh: "按 2026-10 的写法填写年月",
        en: "Write the month like 2026-10.")
    case .day:
      Bilingual(
        zh: "按 2026-10-05 的写法填写日期",
        en: "Write the day like 2026-10-05.")
    case .instant:
      Bilingual(
        zh: "按 2026-10-05 08:30 的写法填写时间",
        en: "Write the moment like 2026-10-05 08:30.")
    case .boolean:
      Bilingual(
        zh: "填 是 或 否",
        en: "Write 1 or 0.")
    case .notInList:
      Bilingual(
        zh: "改为列表中的取值；确需新增的，先改数据规范再 rejects retry",
        en:
          "Use a value of the list; if the list lacks it, extend the schema and run rejects retry.")
    case .creditCodeLength:
      Bilingual(
        zh: "核对营业执照上的 18 位代码",
        en: "Copy all 18 characters from the licence.")
    case .creditCodeCharacter:
      Bilingual(
        zh: "核对代码，字母 I、O、S、V、Z 不使用",
        en: "Check the code: I, O, S, V and Z are not used.")
    default: codeRemedy
    }
  }

  private var codeRemedy: Bilingual {
    switch self {
    case .creditCodeOrganisationCheck:
      Bilingual(
        zh: "核对第 9 至 17 位",
        en: "Check characters 9 to 17 against the licence.")
    case .creditCodeCheck:
      Bilingual(
        zh: "逐位核对代码，末位由前 17 位算出",
        en: "Check every character against the licence; the last follows from the others.")
    case .townCode:
      Bilingual(
        zh: "填 9 位乡镇街道代码",
        en: "Write the nine digits of the town or street.")
    case .industryCode:
      Bilingual(
        zh: "填 GB/T 4754-2017 的代码",
        en: "Write a code of GB/T 4754-2017.")
    case .tooLong:
      Bilingual(
        zh: "多半是引号未闭合，请重新导出",
        en: "Mostly an unclosed quote: have the file exported again.")
    case .cellError:
      Bilingual(
        zh: "请报送单位修正公式，填写数值本身",
        en: "Ask for the value itself; mend the formula in the office's sheet.")
    case .roundedNumber:
      Bilingual(
        zh: "把单元格格式设为文本，重新录入号码后再报送",
        en: "Set the cells' format to text, type the codes again, and send the sheet anew.")
    case .knownTooEarly:
      Bilingual(
        zh: "改正 known_on 或所属月份",
        en: "Correct known_on, or the month or day of the row.")
    case .tooLate:
      Bilingual(
        zh: "核实两个日期，改正写错的一个",
        en: "Find out which of the two days is wrong and correct it.")
    default:
      Bilingual(
        zh: "确定哪一行为准：另一行无误则 rejects drop，否则改正后再报",
        en: "Decide which row counts: drop this one, or send the right one as a correction.")
    }
  }
}
