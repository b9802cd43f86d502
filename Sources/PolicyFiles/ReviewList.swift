public import WageDomain

/// A list of written reviews that a clerk hands in as CSV, one row a firm and year.
public enum ReviewList {
  /// The header, exactly.
  public static let columns = [
    "credit_code", "year", "handed_in_on", "checked_by", "result", "corrections",
  ]

  /// One row, checked as far as it can be without the register.
  public struct Entry: Hashable, Sendable {
    /// 1-based.
    public let line: Int
    public let code: CreditCode
    public let review: WrittenReview

    public init(line: Int, code: CreditCode, review: WrittenReview) {
      self.line = line
      self.code = code
      self.review = review
    }
  }

  /// Reads the whole list; one with a bad row is not used at all.
  ///
  /// - Parameters:
  ///   - text: the list's text, UTF-8, with or without BOM.
  ///   - file: its name as faults are to show it.
  /// - Returns: in the order of the file.
  /// - Throws: ``PolicyFaults`` with every fault of the list, by line.
  public static func parse(_ text: String, file: String) throws(PolicyFaults) -> [Entry] {
    let table = PolicyTable(text, file: file, columns: columns)
    var reader = ReviewListReader(file: file, faults: table.faults)
    let entries = table.rows.compactMap { reader.entry($0) }
    guard reader.faults.isEmpty else {
      throw PolicyFaults(reader.faults.sorted { $0.line < $1.line })
    }
    return entries
  }
}

/// One reading of a list of reviews.
private struct ReviewListReader {
  let file: String
  var faults: [PolicyFault]
  private var seen: [String: Int] = [:]

  init(file: String, faults: [PolicyFault]) {
    self.file = file
    self.faults = faults
  }

  mutating func entry(_ row: PolicyTable.Row) -> ReviewList.Entry? {
    let before = faults.count
    let code = code(row)
    let year = Int(row.fields[1]).flatMap { (2000...2100).contains($0) ? $0 : nil }
    if year == nil { add(row, 1, Bilingual(zh: "年份 YYYY", en: "a year, YYYY")) }
    let handedInOn = day(row)
    let result = ReviewResult(rawValue: row.fields[4])
    if result == nil, !row.fields[4].isEmpty {
      let words = ReviewResult.allCases.map(\.rawValue).joined(separator: ", ")
      add(row, 4, Bilingual(zh: "以下之一或空：\(words)", en: "one of \(words), or empty"))
    }
    guard faults.count == before, let code, let year else { return nil }
    let review = WrittenReview(
      year: year, handedInOn: handedInOn, checkedBy: Self.text(row.fields[3]), result: result,
      corrections: Self.text(row.fields[5]))
    if let fault = review.fault {
      add(row.line, fault, Bilingual(zh: "前后一致的一行", en: "a row that fits together"))
      return nil
    }
    let key = "\(code.text) \(year)"
    if let first = seen.updateValue(row.line, forKey: key) {
      add(
        row.line, Bilingual(zh: "\(key) 与第 \(first) 行重复", en: "\(key) again, as in line \(first)"),
        Bilingual(zh: "一家企业一年一行", en: "one row a firm and year"))
      return nil
    }
    return ReviewList.Entry(line: row.line, code: code, review: review)
  }

  private mutating func code(_ row: PolicyTable.Row) -> CreditCode? {
    do throws(CreditCodeFault) {
      return try CreditCode(row.fields[0])
    } catch {
      add(
        row, 0,
        Bilingual(
          zh: "统一社会信用代码（\(error.text.zh)）",
          en: "a unified social credit code (\(error.text.en))"))
      return nil
    }
  }

  private mutating func day(_ row: PolicyTable.Row) -> Day? {
    guard !row.fields[2].isEmpty else { return nil }
    let day = Day(row.fields[2])
    if day == nil {
      add(
        row, 2,
        Bilingual(zh: "日期 YYYY-MM-DD，未报送则空", en: "a day YYYY-MM-DD, empty when not handed in"))
    }
    return day
  }

  private static func text(_ field: String) -> String? { field.isEmpty ? nil : field }

  private mutating func add(_ row: PolicyTable.Row, _ column: Int, _ expected: Bilingual) {
    add(row.line, .same("\(ReviewList.columns[column]) '\(row.fields[column])'"), expected)
  }

  private mutating func add(_ line: Int, _ found: Bilingual, _ expected: Bilingual) {
    faults.append(PolicyFault(file: file, line: line, found: found, expected: expected))
  }
}
