import WageDomain

/// A usual month of a measure on one block; the rule stands at ``Against``.
struct UsualMonth {
  let against: Against
  private let matrix: MeasureMatrix
  private let columns: [Int]
  /// The measure is held against its own past.
  private let isOwn: Bool

  init?(_ against: Against, of measure: Measure, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(against.measure, block) else { return nil }
    self.against = against
    self.matrix = matrix
    columns = calendar.columns(against.measure.feed)
    isOwn = against.measure == measure
  }

  /// The usual month as seen from `column`, the month in question.
  ///
  /// - Returns: nil when too little is known or too small to say.
  func value(firm: Int, at column: Int, _ scratch: inout [Int64]) -> Int64? {
    scratch.removeAll(keepingCapacity: true)
    let range = range(column)
    for candidate in columns.reversed() where candidate <= range.upperBound {
      guard candidate >= range.lowerBound else { break }
      let value = matrix[firm, candidate]
      if value != SignalBlock.absent { scratch.append(value) }
    }
    guard scratch.count * 2 >= against.months, let median = scratch.lowerMedian() else {
      return nil
    }
    return median >= against.minimum ? median : nil
  }

  /// The columns that the value came from.
  func columns(firm: Int, at column: Int) -> [Int] {
    let range = range(column)
    return columns.filter { range.contains($0) && matrix[firm, $0] != SignalBlock.absent }
  }

  private func range(_ column: Int) -> ClosedRange<Int> {
    let last = isOwn ? column - 1 : column
    return (last - against.months + 1)...last
  }
}
