import WageDomain

/// Which months of a block may be compared, feed by feed.
///
/// A month counts for a measure when its feed covers it (of transfers that are open, whether or not), files with its column told it, the block
/// holds it, and it has ended by the as-of day: the day itself may be its last. A month of payroll with a pay day has ended only when
/// the pay day is over, since until then a firm may still pay.
struct SignalCalendar {
  let firstMonth: Month
  let monthCount: Int
  private(set) var asOf: Day
  let payDays: [Month: Day]
  let coverage: FeedCoverage
  /// Months in columns before it are not compared.
  private var firstColumn = 0

  init(block: SignalBlock, coverage: FeedCoverage, payDays: [Month: Day], asOf: Day) {
    firstMonth = block.firstMonth
    monthCount = block.monthCount
    self.coverage = coverage
    self.payDays = payDays
    self.asOf = asOf
  }

  /// The same with nothing more than `months` before the as-of day's month, so that what a
  /// comparison sees does not depend on what else is on its card.
  func reaching(_ months: Int) -> SignalCalendar {
    var calendar = self
    let first = asOf.month.months(since: firstMonth) - months
    calendar.firstColumn = min(max(0, first), monthCount)
    return calendar
  }

  /// The same months seen from another day.
  func on(_ day: Day) -> SignalCalendar {
    var calendar = self
    calendar.asOf = day
    return calendar
  }

  /// The columns of the measure's months, ascending.
  func columns(_ measure: Measure) -> [Int] {
    (firstColumn..<monthCount).filter { column in
      measure == .accountPaidPersons ? isPaid(month(column)) : isUsable(measure, month(column))
    }
  }

  /// The column of the as-of day's month while it has not ended; nil on its last day, or where the
  /// block does not hold it.
  var runningColumn: Int? {
    let column = asOf.month.months(since: firstMonth)
    return asOf < asOf.month.lastDay && (0..<monthCount).contains(column) ? column : nil
  }

  /// Whether the measure's feed, or its column, is beyond the limit of its freshness rule.
  func isLate(_ measure: Measure) -> Bool {
    coverage.lateFeeds.contains(measure.feed) || coverage.lateMeasures.contains(measure)
  }

  /// The day by which wages are due next, from the as-of day on; nil when it is not known.
  var nextPayDay: Day? { payDays.values.filter { $0 >= asOf }.min() }

  /// The month whose wages are due on ``nextPayDay``; of several the last.
  var nextPayMonth: Month? {
    nextPayDay.flatMap { day in payDays.filter { $0.value == day }.keys.max() }
  }

  func month(_ column: Int) -> Month { firstMonth.adding(months: column) }

  /// Wages of a month are paid in the month after it, so that the account's file must hold both.
  private func isPaid(_ month: Month) -> Bool {
    guard let payDay = payDays[month], payDay < asOf else { return false }
    return isUsable(.accountPaidPersons, month)
      && isUsable(.accountPaidPersons, month.adding(months: 1))
  }

  private func isUsable(_ measure: Measure, _ month: Month) -> Bool {
    guard month.lastDay <= asOf else { return false }
    // What is still open is said by its own row: nothing follows from others that are missing.
    guard measure == .disbursementOpenDays || coverage.covers(measure, month) else { return false }
    guard measure.feed == .payroll else { return true }
    // Months older than the pay days asked for have been paid out; later ones have not.
    guard let payDay = payDays[month] else { return payDays.keys.allSatisfy { month < $0 } }
    return payDay < asOf
  }
}

/// The values of one measure in a block, by firm (or project) and column.
struct MeasureMatrix {
  private let values: [Int64]
  /// The block holds nothing older of the measure.
  private let firstColumn: Int
  private let rowCount: Int
  /// Rows of firms that are struck off or have moved away; a project is closed, not gone.
  let isGone: [Bool]
  /// Of measures of wage accounts, the column of the month in which each project was finished.
  private let ends: [Int]

  /// - Returns: nil when nobody in the block has the measure: there is nothing to compare.
  init?(_ measure: Measure, _ block: SignalBlock) {
    guard let held = block.held(measure) else { return nil }
    (firstColumn, values) = held
    rowCount = block.rowCount(of: measure)
    isGone =
      measure.isOfProjects ? [Bool](repeating: false, count: rowCount) : block.isGone
    ends =
      measure.isOfProjects && measure.feed == .wageAccount
      ? block.projects.map { $0.finishedIn?.months(since: block.firstMonth) ?? Int.max } : []
  }

  /// ``SignalBlock/absent`` where there is no row.
  subscript(row: Int, column: Int) -> Int64 {
    column < firstColumn ? SignalBlock.absent : values[(column - firstColumn) * rowCount + row]
  }

  /// The last column that says something of the row: after a project is finished its account carries
  /// on what was left. Who attended, and what fell due, is said by rows of the month itself.
  func end(_ row: Int) -> Int { ends.isEmpty ? Int.max : ends[row] }
}
