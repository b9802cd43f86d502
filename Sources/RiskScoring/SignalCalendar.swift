import WageDomain

/// Which months of a block may be compared, feed by feed.
///
/// A month counts for a feed when the feed covers it, the block holds it, and it has ended by the
/// as-of day: the day itself may be its last. A month of payroll with a pay day has ended only when
/// the pay day is over, since until then a firm may still pay.
struct SignalCalendar {
  let firstMonth: Month
  let monthCount: Int
  let asOf: Day
  let payDays: [Month: Day]
  let coverage: FeedCoverage

  init(block: SignalBlock, coverage: FeedCoverage, payDays: [Month: Day], asOf: Day) {
    firstMonth = block.firstMonth
    monthCount = block.monthCount
    self.coverage = coverage
    self.payDays = payDays
    self.asOf = asOf
  }

  /// The columns of the feed's months, ascending.
  func columns(_ feed: Feed) -> [Int] { (0..<monthCount).filter { isUsable(feed, month($0)) } }

  func month(_ column: Int) -> Month { firstMonth.adding(months: column) }

  private func isUsable(_ feed: Feed, _ month: Month) -> Bool {
    guard month.lastDay <= asOf, coverage.covers(feed, month) else { return false }
    guard feed == .payroll, let payDay = payDays[month] else { return true }
    return payDay < asOf
  }
}

/// The values of one measure in a block, by firm and column.
struct MeasureMatrix {
  let values: [Int64]
  let columnCount: Int

  /// - Returns: nil when no firm of the block has the measure: there is nothing to compare.
  init?(_ measure: Measure, _ block: SignalBlock) {
    guard let values = block.matrix(measure) else { return nil }
    self.values = values
    columnCount = block.monthCount
  }

  /// ``SignalBlock/absent`` where there is no row.
  subscript(firm: Int, column: Int) -> Int64 { values[firm * columnCount + column] }
}
