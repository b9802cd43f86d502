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
    let keys = counting(keys)
    let ended = keys.filter { month, _ in month.lastDay <= asOf }
    return Set(ended.filter { isDelivery(keys: $1, usual: usual(keys, before: $0)) }.keys)
  }

  /// Without stray months: those with nothing in the three before, and with less than a tenth (assumption) of
  /// what the three nearest with anything have, before and after.
  ///
  /// A wage or two of long ago, paid late, is no delivery of its month: nobody else was asked for it.
  public static func counting(_ keys: [Month: Int]) -> [Month: Int] {
    var counting = keys.filter { $0.value > 0 }
    let months = counting.keys.sorted()
    for (place, month) in months.enumerated() where usual(counting, before: month) == 0 {
      let around = months[..<place].suffix(3) + months[(place + 1)...].prefix(3)
      let most = around.map { counting[$0] ?? 0 }.max() ?? 0
      if counting[month, default: 0] * 10 < most { counting[month] = nil }
    }
    return counting
  }

  /// Months whose own file is what the feed had to say, however few rows it has. Nobody is judged by them.
  ///
  /// - Parameters:
  ///   - keys: building projects by month.
  ///   - files: months of which a file came that is named for them, when they had ended.
  /// - Returns: those that have as many keys as the emptiest of the three months before. Where fees fall
  ///   due once a quarter, the months between come without a row; where every month has rows, a file
  ///   without one is an export that failed, and not what the feed had to say.
  public static func scant(_ keys: [Month: Int], files: Set<Month>) -> Set<Month> {
    files.filter { month in
      let least = (1...3).map { keys[month.adding(months: -$0), default: 0] }.min() ?? 0
      return keys[month, default: 0] >= least
    }
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
