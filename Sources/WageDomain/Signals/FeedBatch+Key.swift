extension FeedBatch {
  /// What a row is about; nil when its cells do not make a key.
  public func key(_ row: Int, of feed: Feed) -> RowKey? {
    guard let columns = RowKey.columns(of: feed, filled: { cell($0, row) != nil }) else {
      return nil
    }
    return RowKey(columns.reduce(into: [:]) { $0[$1] = cell($1, row) })
  }

  /// A cell of a key, whose numbers are all months or days.
  private func cell(_ column: String, _ row: Int) -> String? {
    switch columns[column] {
    case .texts(let texts): texts.string(row)
    case .codes(let codes):
      codes[row] == ColumnValues.noCode ? nil : CreditCode(checkedPacked: codes[row]).text
    case .integers(let numbers):
      numbers[row] == ColumnValues.absent
        ? nil
        : column.hasSuffix("month")
          ? Month(index: Int32(truncatingIfNeeded: numbers[row])).description
          : Day(number: Int32(truncatingIfNeeded: numbers[row])).description
    case nil: nil
    }
  }
}
