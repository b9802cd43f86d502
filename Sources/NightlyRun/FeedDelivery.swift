internal import SignalIngest
internal import WageDomain
internal import WageStore

/// Which months each feed has delivered, and which feeds are late, by their own freshness limits.
struct FeedDelivery {
  let coverage: FeedCoverage

  /// What was known by `asOf`: the months of `view`, and those of building projects.
  init(view: LayerView, siteMonths: [Feed: [Month: Int]], feeds: FeedSchemas, asOf: Day) {
    let months = view.rows.merging(siteMonths) { $1 }.mapValues { Self.delivered($0) }
    let late = Feed.allCases.filter { feed in
      guard let schema = feeds[feed], let last = months[feed]?.max() else { return false }
      return asOf.days(since: last.lastDay) > schema.freshness.errorDays
    }
    coverage = FeedCoverage(months: months, lateFeeds: Set(late))
  }

  /// The months with enough rows to be the feed's delivery.
  ///
  /// A payroll file of September holds a few wages of October, paid early. That is no delivery of
  /// October: everyone else would count as unpaid. A month counts from a tenth of the month before
  /// it; with fewer than 50 rows the month before, any row counts (assumptions).
  private static func delivered(_ rows: [Month: Int]) -> Set<Month> {
    var delivered: Set<Month> = []
    for month in rows.keys.sorted() {
      let before = rows[month.adding(months: -1)] ?? 0
      if isDelivery(rows: rows[month] ?? 0, before: before) { delivered.insert(month) }
    }
    return delivered
  }

  /// `before` is what the month before it has.
  static func isDelivery(rows: Int, before: Int) -> Bool { before < 50 || rows * 10 >= before }
}
