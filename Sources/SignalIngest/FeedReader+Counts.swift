import WageDomain

extension FeedReader {
  /// What the number of a file's rows gives a clerk to ask.
  static func countFindings(_ rows: Int, _ schema: FeedSchema) -> [FileFinding] {
    if rows == 0, Feed.monthly.contains(schema.feed) {
      return [
        FileFinding(
          code: FindingCode.noRows.rawValue, line: nil, column: nil,
          found: Bilingual(zh: "0 行", en: "0 rows"),
          expected: Bilingual(zh: "当月各户的数据", en: "the rows of a month"))
      ]
    }
    guard schema.checks.rowCaps.contains(rows) else { return [] }
    return [
      FileFinding(
        code: FindingCode.rowCap.rawValue, line: nil, column: nil,
        found: Bilingual(zh: "恰好 \(rows) 行", en: "exactly \(rows.counted("row"))"),
        expected: Bilingual(zh: "不等于导出上限的行数", en: "a number that is no cap of an export"))
    ]
  }
}
