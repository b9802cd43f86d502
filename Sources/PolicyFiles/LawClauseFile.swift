public import WageDomain

/// Reads `law/clauses.csv`: the clauses that printed documents quote, word for word.
public enum LawClauseFile {
  /// The header, exactly.
  public static let columns = ["id", "law", "article", "text"]

  /// Reads the whole file; one with a bad row is not used at all.
  ///
  /// - Parameters:
  ///   - text: the file's text, UTF-8, with or without BOM.
  ///   - file: its name as faults are to show it.
  /// - Returns: in the order of the file.
  /// - Throws: ``PolicyFaults`` with every fault of the file, in order of lines.
  public static func parse(_ text: String, file: String) throws(PolicyFaults) -> [LawClause] {
    let table = PolicyTable(text, file: file, columns: columns)
    var faults = table.faults
    var lines: [String: Int] = [:]
    let clauses = table.rows.map { row in
      if row.fields.contains("") {
        faults.append(
          PolicyFault(
            file: file, line: row.line, found: Bilingual(zh: "空列", en: "an empty column"),
            expected: Bilingual(zh: "编号、法律、条、条文", en: "id, law, article and text")))
      }
      if let first = lines.updateValue(row.line, forKey: row.fields[0]) {
        faults.append(
          PolicyFault(
            file: file, line: row.line,
            found: Bilingual(
              zh: "编号 \(row.fields[0]) 与第 \(first) 行相同",
              en: "id \(row.fields[0]) again, as in line \(first)"),
            expected: Bilingual(zh: "一条一行", en: "one row a clause")))
      }
      return LawClause(
        id: row.fields[0], law: row.fields[1], article: row.fields[2], text: row.fields[3])
    }
    guard faults.isEmpty else { throw PolicyFaults(faults.sorted { $0.line < $1.line }) }
    return clauses
  }
}
