public import WageDomain

/// A duty roster that a clerk hands in as CSV, one row a day and person.
public enum DutyList {
  /// The header, exactly.
  public static let columns = ["day", "person", "body", "phone"]

  /// Reads the whole roster; one with a bad row is not used at all. Phones never stand in a fault.
  ///
  /// - Parameters:
  ///   - text: the roster's text, UTF-8, with or without BOM.
  ///   - file: its name as faults are to show it.
  /// - Returns: in the order of the file.
  /// - Throws: ``PolicyFaults`` with every fault of the roster, by line.
  public static func parse(_ text: String, file: String) throws(PolicyFaults) -> [DutyEntry] {
    let table = PolicyTable(text, file: file, columns: columns)
    var faults = table.faults
    var seen: [String: Int] = [:]
    let entries = table.rows.compactMap { row -> DutyEntry? in
      func add(_ found: Bilingual, _ expected: Bilingual) {
        faults.append(PolicyFault(file: file, line: row.line, found: found, expected: expected))
      }
      let day = Day(row.fields[0])
      if day == nil {
        add(
          .same("day '\(row.fields[0])'"), Bilingual(zh: "日期 YYYY-MM-DD", en: "a day as YYYY-MM-DD")
        )
      }
      for (column, field) in zip(columns, row.fields).dropFirst() where isBlank(field) {
        add(
          Bilingual(zh: "\(column) 为空", en: "an empty \(column)"),
          Bilingual(zh: "有内容", en: "a text"))
      }
      if !isPhone(row.fields[3]), !isBlank(row.fields[3]) {
        add(
          Bilingual(zh: "phone 不是电话号码", en: "a phone that is no number"),
          Bilingual(zh: "数字、加号、连字符，至少 5 位", en: "digits, + and -, 5 or more"))
      }
      guard let day else { return nil }
      if let first = seen.updateValue(row.line, forKey: "\(day) \(row.fields[1])") {
        add(
          Bilingual(zh: "与第 \(first) 行同日同人", en: "the day and person of line \(first) again"),
          Bilingual(zh: "一人一日一行", en: "one row a day and person"))
      }
      return DutyEntry(day: day, person: row.fields[1], body: row.fields[2], phone: row.fields[3])
    }
    guard faults.isEmpty else { throw PolicyFaults(faults.sorted { $0.line < $1.line }) }
    return entries
  }

  /// Digits, plus and hyphens; five or more of them.
  public static func isPhone(_ text: String) -> Bool {
    text.utf8.count >= 5
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D }
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
