public import SignalIngest
public import WageDomain
public import WageStore

/// How long ago each feed last came, against the limits in its schema.
///
/// A feed with months is as old as the end of the last month that it has delivered; a feed without
/// is as old as the known-on day of its last file.
public struct FeedFreshness: Hashable, Sendable {
  public let feed: Feed
  /// Nil for a feed without months, and one that never came.
  public let lastPeriod: Month?
  /// The day on which that month had come, or the last file was known.
  public let lastKnownOn: Day?
  /// Since the end of the last month, that day being day 0; 0 while the month runs.
  public let days: Int?
  public let limits: FeedSchema.Freshness
  public let status: Status

  /// Against the limits: late from the day after.
  public enum Status: String, Hashable, Sendable {
    case fresh, warn, error

    init(days: Int, limits: FeedSchema.Freshness) {
      self = days > limits.errorDays ? .error : days > limits.warnDays ? .warn : .fresh
    }
  }

  /// No file of the feed was ever known: ``Status/error``, without a period and days.
  public var neverCame: Bool { days == nil }

  /// Late by either limit; a feed that never came is not, it may not have been agreed upon.
  public var isStale: Bool { !neverCame && status != .fresh }
}

/// When one past month of a feed came.
public struct MonthArrival: Hashable, Sendable {
  public let feed: Feed
  public let month: Month
  public let knownOn: Day
  /// Since the end of the month; 0 when it came before that.
  public let days: Int
  public let status: FeedFreshness.Status
}

/// Answers how fresh the feeds are, and were.
public struct FreshnessReport: Hashable, Sendable {
  /// By name.
  public let feeds: [FeedFreshness]
  /// By feed and month: every month that came.
  public let history: [MonthArrival]

  /// As it was known by `asOf`.
  public init(_ snapshot: StoreSnapshot, feeds schemas: FeedSchemas, asOf: Day) throws {
    let arrivals = Dictionary(grouping: try snapshot.feedArrivals(asOf: asOf), by: \.feed)
    let files = try snapshot.lastFiles(asOf: asOf)
    var feeds: [FeedFreshness] = []
    var history: [MonthArrival] = []
    for feed in Feed.allCases.sorted() {
      guard let limits = schemas[feed]?.freshness else { continue }
      let months = Self.months(feed, arrivals[feed] ?? [], limits)
      history += months
      feeds.append(
        Self.freshness(feed, last: months.last, file: files[feed], limits: limits, asOf: asOf))
    }
    self.feeds = feeds
    self.history = history
  }

  private static func freshness(
    _ feed: Feed, last: MonthArrival?, file: Day?, limits: FeedSchema.Freshness, asOf: Day
  ) -> FeedFreshness {
    let hasMonths = !Measure.measures(of: feed).isEmpty
    let since = hasMonths ? last?.month.lastDay : file
    let days = since.map { max(0, asOf.days(since: $0)) }
    return FeedFreshness(
      feed: feed, lastPeriod: last?.month, lastKnownOn: hasMonths ? last?.knownOn : file,
      days: days, limits: limits,
      status: days.map { .init(days: $0, limits: limits) } ?? .error)
  }

  /// The delivered months of a feed, oldest first: each came on the day from which its rows were a
  /// delivery by the rule of ``FeedDelivery``.
  private static func months(
    _ feed: Feed, _ arrivals: [FeedArrival], _ limits: FeedSchema.Freshness
  ) -> [MonthArrival] {
    let byMonth = Dictionary(grouping: arrivals, by: \.month)
    let rows = byMonth.mapValues { $0.reduce(0) { $0 + $1.rows } }
    return byMonth.keys.sorted().compactMap { month in
      let before = rows[month.adding(months: -1)] ?? 0
      var sum = 0
      for arrival in (byMonth[month] ?? []).sorted(by: { $0.knownOn < $1.knownOn }) {
        sum += arrival.rows
        guard sum > 0, FeedDelivery.isDelivery(rows: sum, before: before) else { continue }
        let days = max(0, arrival.knownOn.days(since: month.lastDay))
        return MonthArrival(
          feed: feed, month: month, knownOn: arrival.knownOn, days: days,
          status: .init(days: days, limits: limits))
      }
      return nil
    }
  }
}
