import WageDomain

extension RejectCode {
  /// What a cell of the column should have held.
  func expected(of field: FeedField) -> String {
    switch self {
    case .missingValue: "a value"
    case .number, .decimals, .negative, .tooLarge: Self.expectedNumber(field)
    case .month: "2026-10, 202610, 2026/10 or 2026年10月"
    case .day: "2026-10-05, 20261005, 2026/10/5 or 2026年10月5日"
    case .instant: "a day, a space and HH:MM or HH:MM:SS"
    case .boolean: "1, 0, true, false, 是 or 否"
    case .notInList: Self.expectedList(field)
    case .creditCodeLength: "18 characters"
    case .creditCodeCharacter: "digits and capital letters without I, O, S, V, Z"
    case .creditCodeOrganisationCheck: "the check digit of GB 11714 at position 17"
    case .creditCodeCheck: "the check character of GB 32100 at position 18"
    case .townCode: "nine digits of a town or street"
    case .industryCode: "a code of GB/T 4754-2017"
    case .tooLong: "at most 1 MiB"
    case .cellError: "a value, not an error of a formula"
    case .roundedNumber: "the code as text: set the cell's format to text before typing it"
    case .knownTooEarly: "a day on which the row is known, not before it"
    case .tooManyCells, .tooFewCells, .textAfterQuote, .quoteInText, .missingKey, .duplicateKey:
      explanation.en
    }
  }

  private static func expectedList(_ field: FeedField) -> String {
    guard case .oneOf(let values) = field.kind else { return "a value of the list" }
    return values.joined(separator: ", ")
  }

  private static func expectedNumber(_ field: FeedField) -> String {
    guard case .number(let rule) = field.kind else { return "a number" }
    let scale = (0..<rule.storedDecimals).reduce(Int64(1)) { power, _ in power * 10 }
    let bounds = [
      rule.minimum.map { "from \($0 / scale)" }, rule.maximum.map { "to \($0 / scale)" },
    ].compactMap(\.self).joined(separator: " ")
    let number =
      rule.decimals == 0 ? "a whole number" : "a number with at most \(rule.decimals) decimals"
    return [number, bounds].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
