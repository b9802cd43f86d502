import WageDomain

extension RejectCode {
  /// What a cell of the column should have held.
  func expected(of field: FeedField) -> Bilingual {
    switch self {
    case .missingValue: Bilingual(zh: "必填", en: "a value")
    case .number, .decimals, .negative: Self.expectedNumber(field)
    case .tooLarge: Self.expectedNumber(field, isTooLarge: true)
    case .month:
      Bilingual(
        zh: "2026-10、202610、2026/10 或 2026年10月", en: "2026-10, 202610, 2026/10 or 2026年10月")
    case .day:
      Bilingual(
        zh: "2026-10-05、20261005、2026/10/5 或 2026年10月5日",
        en: "2026-10-05, 20261005, 2026/10/5 or 2026年10月5日")
    case .instant:
      Bilingual(zh: "日期、空格、HH:MM 或 HH:MM:SS", en: "a day, a space and HH:MM or HH:MM:SS")
    case .boolean: Bilingual(zh: "1、0、true、false、是 或 否", en: "1, 0, true, false, 是 or 否")
    case .notInList: Self.expectedList(field)
    case .tooLate:
      Bilingual(
        zh: "不晚于 \(field.notAfter ?? "")", en: "not after \(field.notAfter ?? "the row's own day")")
    default: expectedCode
    }
  }

  private var expectedCode: Bilingual {
    switch self {
    case .creditCodeLength: Bilingual(zh: "18 位", en: "18 characters")
    case .creditCodeCharacter:
      Bilingual(
        zh: "数字和大写字母，不含 I、O、S、V、Z", en: "digits and capital letters without I, O, S, V, Z")
    case .creditCodeOrganisationCheck:
      Bilingual(zh: "第 17 位为 GB 11714 校验码", en: "the check digit of GB 11714 at position 17")
    case .creditCodeCheck:
      Bilingual(zh: "第 18 位为 GB 32100 校验码", en: "the check character of GB 32100 at position 18")
    case .townCode: Bilingual(zh: "9 位乡镇街道代码", en: "nine digits of a town or street")
    case .industryCode: Bilingual(zh: "GB/T 4754-2017 的代码", en: "a code of GB/T 4754-2017")
    case .tooLong: Bilingual(zh: "不超过 1 MiB", en: "at most 1 MiB")
    case .cellError: Bilingual(zh: "数值本身，而非公式错误", en: "a value, not an error of a formula")
    case .roundedNumber:
      Bilingual(
        zh: "文本形式的号码：录入前先把单元格格式设为文本",
        en: "the code as text: set the cell's format to text before typing it")
    case .knownTooEarly:
      Bilingual(zh: "获知日期不早于该行日期", en: "a day on which the row is known, not before it")
    default: explanation
    }
  }

  private static func expectedList(_ field: FeedField) -> Bilingual {
    guard case .oneOf(let values) = field.kind else {
      return Bilingual(zh: "列表中的取值", en: "a value of the list")
    }
    return Bilingual(
      zh: "其中之一：" + values.joined(separator: "、"), en: values.joined(separator: ", "))
  }

  // What is too large is told both bounds, also where only the store sets them.
  private static func expectedNumber(_ field: FeedField, isTooLarge: Bool = false) -> Bilingual {
    guard case .number(let rule) = field.kind else { return Bilingual(zh: "数字", en: "a number") }
    let scale = (0..<rule.storedDecimals).reduce(Int64(1)) { power, _ in power * 10 }
    let bound = isTooLarge ? Money.largestMagnitude : nil
    let least = (rule.minimum ?? bound.map { -$0 }).map { $0 / scale }
    let most = (rule.maximum ?? bound).map { $0 / scale }
    let number =
      rule.decimals == 0
      ? Bilingual(zh: "整数", en: "a whole number")
      : Bilingual(
        zh: "至多 \(rule.decimals) 位小数的数字", en: "a number with at most \(rule.decimals) decimals")
    return Bilingual(
      zh: [number.zh, least.map { "不小于 \($0)" }, most.map { "不大于 \($0)" }]
        .compactMap(\.self).joined(separator: "，"),
      en: [number.en, least.map { "from \($0)" }, most.map { "to \($0)" }]
        .compactMap(\.self).joined(separator: " "))
  }
}
