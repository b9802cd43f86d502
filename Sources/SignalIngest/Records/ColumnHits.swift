import WageDomain

/// How many rows of which columns were noted by a search, and the first line of each.
struct ColumnHits {
  private struct Column {
    var rows = 0
    let firstLine: Int32
  }

  private var columns: [String: Column] = [:]

  mutating func note(_ field: FeedField, line: Int32) {
    columns[field.name, default: Column(firstLine: line)].rows += 1
  }

  /// One a column with rows, in the order of the fields; `text` says what was found and expected of so many
  /// rows.
  func findings(
    _ fields: [FeedField], _ code: FindingCode,
    _ text: (FeedField, Int) -> (found: Bilingual, expected: Bilingual)
  ) -> [FileFinding] {
    fields.compactMap { field in
      guard let column = columns[field.name] else { return nil }
      let (found, expected) = text(field, column.rows)
      return FileFinding(
        code: code.rawValue, line: Int(column.firstLine), column: field.name, found: found,
        expected: expected)
    }
  }
}
