/// When what came of a month is the feed's delivery of it.
public enum MonthDelivery {
  /// The months with enough accounts, firms or building projects to be the feed's delivery.
  ///
  /// A payroll file of September holds a few wages of October, paid early. That is no delivery of
  /// October: everyone else would count as unpaid. A month counts from half of what is usual, the
  /// share below which a month is told as short. So a file of a third of the firms leaves the month
  /// late for all.
  ///
  /// Where fewer than 50 are usual, a quarter is enough: that most firms of a small place stop paying
  /// at once is trouble, not a late file, while one row that came early must not accuse the rest.
  /// One row still counts up to four (assumptions).
  ///
  /// A month that has not ended by the day has not come yet, whatever came early; nor has one from
  /// before the feed began.
  public static func delivered(_ keys: [Month: Int], asOf: Day) -> Set<Month> {
    let keys = sinceBegin(keys)
    let ended = keys.filter { month, _ in month.lastDay <= asOf }
    return Set(ended.filter { isDelivery(keys: $1, usual: usual(keys, before: $0)) }.keys)
  }

  /// Without the months before the first one that is enough, held against the three after it: the first
  /// payroll has a wage or two of months before, paid late, and nobody else was asked for those.
  public static func sinceBegin(_ keys: [Month: Int]) -> [Month: Int] {
    let begin = keys.filter { $0.value > 0 }.keys.sorted().first { month in
      let after = (1...3).compactMap { keys[month.adding(months: $0)] }
      return isDelivery(keys: keys[month, default: 0], usual: middle(after))
    }
    return begin.map { begin in keys.filter { $0.key >= begin } } ?? [:]
  }

  /// Months whose own file is what the feed had to say, however few rows it has. Nobody is judged by them,
  /// but the feed is not late.
  ///
  /// - Parameters:
  ///   - keys: accounts, firms or building projects by month.
  ///   - files: months of which a file came that is named for them, when they had ended.
  /// - Returns: those that have no fewer keys than ``leastOfFile(_:before:)``.
  public static func scant(_ keys: [Month: Int], files: Set<Month>) -> Set<Month> {
    files.filter { keys[$0, default: 0] >= leastOfFile(keys, before: $0) }
  }

  /// What the month's own file must hold at least: as many as the emptiest of the three months before.
  ///
  /// Where fees fall due once a quarter, the months between come without a row. Where every month has
  /// rows, a file without one is an export that failed, and not what the feed had to say.
  public static func leastOfFile(_ keys: [Month: Int], before month: Month) -> Int {
    (1...3).map { keys[month.adding(months: -$0), default: 0] }.min() ?? 0
  }

  /// `usual` is what the months before it have.
  public static func isDelivery(keys: Int, usual: Int) -> Bool {
    keys * (usual < 50 ? 4 : 2) >= usual
  }

  /// The middle one of the last three months that count, within a year, of two the lower: one short
  /// month is no yardstick for the next.
  ///
  /// A month counts from a quarter of the year's largest (assumption): a few wages paid early of one
  /// whose file is missing say nothing of what is usual. A feed that stays smaller is measured by itself
  /// after two months, or after a year where less than a quarter of it is left: till then nobody is
  /// accused by what may be missing.
  public static func usual(_ keys: [Month: Int], before month: Month) -> Int {
    middle((1...yardstickMonths).compactMap { keys[month.adding(months: -$0)] })
  }

  /// How far back ``usual(_:before:)`` looks.
  public static let yardstickMonths = 12

  /// Of the first three that count; 0 where none has any.
  private static func middle(_ keys: [Int]) -> Int {
    guard let most = keys.max(), most > 0 else { return 0 }
    let counting = keys.filter { $0 * 4 >= most }.prefix(3).sorted()
    return counting[(counting.count - 1) / 2]
  }
}
