internal import SignalIngest
internal import WageDomain
internal import WageStore

/// Which months each feed has delivered, and which feeds are late, by their own freshness limits.
struct FeedDelivery {
  let coverage: FeedCoverage

  /// What was known by `asOf`: the months of each feed, and those that files without a column told.
  init(
    monthKeys: [Feed: [Month: Int]], goneMonths: [Measure: Set<Month>], feeds: FeedSchemas,
    asOf: Day
  ) {
    let months = monthKeys.mapValues { MonthDelivery.delivered($0, asOf: asOf) }
    func isLate(_ feed: Feed, _ last: Month?) -> Bool {
      guard let schema = feeds[feed], let last else { return false }
      return asOf.days(since: last.lastDay) > schema.freshness.errorDays
    }
    let late = Feed.allCases.filter { isLate($0, months[$0]?.max()) }
    let lateMeasures = goneMonths.filter { measure, gone in
      isLate(measure.feed, months[measure.feed]?.subtracting(gone).max())
    }
    coverage = FeedCoverage(
      months: months, lateFeeds: Set(late), goneMonths: goneMonths,
      lateMeasures: Set(lateMeasures.keys))
  }
}
