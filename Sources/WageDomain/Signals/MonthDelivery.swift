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
  /// A month that has not ended by the day has not come yet, whatever came early.
  public static func delivered(_ keys: [Month: Int], asOf: Day) -> Set<Month> {
    let ended = keys.filter { month, _ in month.lastDay <= asOf }
    return Set(ended.filter { isDelivery(keys: $1, usual: usual(keys, before: $0)) }.keys)
  }

  /// `usual` is what the months before it have.
  public static func isDelivery(keys: Int, usual: Int) -> Bool {
    keys * (usual < 50 ? 4 : 2) >= usual
  }

  /// The middle one of the three months before, of two the lower: one short month is no yardstick for
  /// the next.
  public static func usual(_ keys: [Month: Int], before month: Month) -> Int {
    let before = (1...3).compactMap { keys[month.adding(months: -$0)] }.filter { $0 > 0 }.sorted()
    return before.isEmpty ? 0 : before[(before.count - 1) / 2]
  }
}
