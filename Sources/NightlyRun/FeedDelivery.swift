internal import SignalIngest
internal import WageDomain
internal import WageStore

/// Which months each feed has delivered, and which feeds are late, by their own freshness limits.
struct FeedDelivery {
  let coverage: FeedCoverage

  /// What was known by `asOf`: the months of each feed, those that its own files are named for, and those
  /// that files without a column told.
  init(
    monthKeys: [Feed: [Month: Int]], namedMonths: [Feed: Set<Month>] = [:],
    goneMonths: [Measure: Set<Month>], feeds: FeedSchemas, asOf: Day
  ) {
    let months = monthKeys.mapValues { MonthDelivery.delivered($0, asOf: asOf) }
    func isLate(_ feed: Feed, _ last: Month?) -> Bool {
      guard let schema = feeds[feed], let delivered = months[feed], let last else { return false }
      let quiet = MonthDelivery.quiet(delivered, files: namedMonths[feed] ?? []).max()
      let end = last == delivered.max() ? max(last, quiet ?? last) : last
      return asOf.days(since: end.lastDay) > schema.freshness.errorDays
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
