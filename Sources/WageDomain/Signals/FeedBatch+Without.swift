extension FeedBatch {
  /// The batch without some of its good rows; its rejects stay.
  public func without(_ left: Set<Int>) -> FeedBatch {
    guard !left.isEmpty else { return self }
    let kept = (0..<count).filter { !left.contains($0) }
    var batch = FeedBatch()
    batch.lines = kept.map { lines[$0] }
    batch.rows = kept.map { rows[$0] }
    batch.knownOn = kept.map { knownOn[$0] }
    batch.recordRanges = kept.map { recordRanges[$0] }
    batch.columns = columns.mapValues { $0.only(kept) }
    batch.rejects = rejects
    return batch
  }
}

extension ColumnValues {
  fileprivate func only(_ rows: [Int]) -> ColumnValues {
    switch self {
    case .integers(let values): return .integers(rows.map { values[$0] })
    case .codes(let values): return .codes(rows.map { values[$0] })
    case .texts(let values):
      var column = TextColumn()
      for row in rows {
        column.bytes += values.bytes[values.range(row)]
        column.ends.append(Int32(truncatingIfNeeded: column.bytes.count))
      }
      return .texts(column)
    }
  }
}
