internal import SignalIngest
internal import WageDomain
internal import WageStore

/// Which months each feed has delivered, and which feeds are late, by their own freshness limits.
struct FeedDelivery {
  let coverage: FeedCoverage

  /// What was known by `asOf`: the months of firms' feeds, and those of building projects.
  init(
    monthKeys: [Feed: [Month: Int]], siteMonths: [Feed: [Month: Int]], feeds: FeedSchemas,
    asOf: Day
  ) {
    let months = monthKeys.merging(siteMonths) { $1 }.mapValues { Self.delivered($0) }
    let late = Feed.allCases.filter { feed in
      guard let schema = feeds[feed], let last = months[feed]?.max() else { return false }
      return asOf.days(since: last.lastDay) > schema.freshness.errorDays
    }
    coverage = FeedCoverage(months: months, lateFeeds: Set(late))
  }

  /// The months with enough accounts, firms or payments to be the feed's delivery.
  ///
  /// A payroll file of September holds a few wages of October, paid early. That is no delivery of
  /// October: everyone else would count as unpaid. A month counts from half of the month before it,
  /// the share below which a month is told as short; with fewer than 50 the month before, any counts
  /// (assumptions). So a file of a third of the firms leaves the month late for all.
  private static func delivered(_ keys: [Month: Int]) -> Set<Month> {
    var delivered: Set<Month> = []
    for month in keys.keys.sorted() {
      let before = keys[month.adding(months: -1)] ?? 0
      if isDelivery(keys: keys[month] ?? 0, before: before) { delivered.insert(month) }
    }
    return delivered
  }

  /// `before` is what the month before it has.
  static func isDelivery(keys: Int, before: Int) -> Bool { before < 50 || keys * 2 >= before }
}
