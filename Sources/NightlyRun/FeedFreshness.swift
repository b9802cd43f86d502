public import SignalIngest
public import WageDomain
public import WageStore

/// How long ago each feed last came, against the limits in its schema.
///
/// A feed with months is as old as the end of the last month that it has delivered. A feed without
/// is as old as the last day that its rows tell of or its files' names cover, no file covering more
/// than the days to its own known-on day; so a correction of an old period makes nothing look fresh.
/// A register whose files name no period is as old as its last file.
public struct FeedFreshness: Hashable, Sendable {
  public let feed: Feed
  /// Nil for a feed that never came.
  public let lastPeriod: Month?
  /// The day on which that month, or the last day of it that is covered, had come.
  public let lastKnownOn: Day?
  /// Since the last day covered, that day being day 0; 0 while it is still to come.
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
  /// By feed and month: every month that has ended and came.
  public let history: [MonthArrival]

  /// As it was known by `asOf`.
  public init(_ snapshot: StoreSnapshot, feeds schemas: FeedSchemas, asOf: Day) throws {
    let arrivals = Dictionary(grouping: try snapshot.feedArrivals(asOf: asOf), by: \.feed)
    let files = try Self.files(snapshot, schemas, asOf)
    let rows = try snapshot.lastRowDays(asOf: asOf)
    var feeds: [FeedFreshness] = []
    var history: [MonthArrival] = []
    for feed in Feed.allCases.sorted() {
      guard let limits = schemas[feed]?.freshness else { continue }
      let months = Self.months(feed, arrivals[feed] ?? [], limits)
      history += months.filter { $0.month.lastDay <= asOf }
      let last =
        feed.hasMonths
        ? (months.last { $0.month.lastDay <= asOf } ?? months.last)
          .map { (day: $0.month.lastDay, knownOn: $0.knownOn) }
        : Self.covered(files[feed] ?? [], rows[feed])
      feeds.append(Self.freshness(feed, last: last, limits: limits, asOf: asOf))
    }
    self.feeds = feeds
    self.history = history
  }

  /// The feeds without months that came before and are late by their last limit.
  static func lateEventFeeds(
    _ snapshot: StoreSnapshot, feeds schemas: FeedSchemas, asOf: Day
  ) throws -> Set<Feed> {
    let files = try files(snapshot, schemas, asOf)
    let rows = try snapshot.lastRowDays(asOf: asOf)
    return Set(
      Feed.allCases.filter { feed in
        guard !feed.hasMonths, let limits = schemas[feed]?.freshness else {
          return false
        }
        let last = covered(files[feed] ?? [], rows[feed])
        let fresh = freshness(feed, last: last, limits: limits, asOf: asOf)
        return !fresh.neverCame && fresh.status == .error
      })
  }

  private static func files(
    _ snapshot: StoreSnapshot, _ schemas: FeedSchemas, _ asOf: Day
  ) throws -> [Feed: [LoadedFile]] {
    let files = try snapshot.loadedFiles(asOf: asOf) { schemas.isOfCorrections($0, $1) }
    return Dictionary(grouping: files, by: \.feed)
  }

  private static func freshness(
    _ feed: Feed, last: (day: Day, knownOn: Day)?, limits: FeedSchema.Freshness, asOf: Day
  ) -> FeedFreshness {
    let days = last.map { max(0, asOf.days(since: $0.day)) }
    return FeedFreshness(
      feed: feed, lastPeriod: last?.day.month, lastKnownOn: last?.knownOn, days: days,
      limits: limits, status: days.map { .init(days: $0, limits: limits) } ?? .error)
  }

  /// The last day that a feed without months covers, and since when it was known.
  ///
  /// Of corrected rejects the rows alone say what they cover: the day of an export is nobody's data.
  private static func covered(
    _ files: [LoadedFile], _ rows: (day: Day, knownOn: Day)?
  ) -> (day: Day, knownOn: Day)? {
    let sent = files.compactMap { file -> (name: AgencyFileName?, knownOn: Day)? in
      let name = try? AgencyFileName(file.file, feed: file.feed)
      return file.isOfCorrections || name?.isOfRejects ?? false ? nil : (name, file.knownOn)
    }
    let named = sent.compactMap { file in
      file.name?.periodEnd.map { (day: min($0, file.knownOn), knownOn: file.knownOn) }
    }
    let all = named + [rows].compactMap(\.self)
    guard let day = all.map(\.day).max() else {
      let days = sent.isEmpty ? files.map(\.knownOn) : sent.map(\.knownOn)
      return days.max().map { ($0, $0) }
    }
    return all.filter { $0.day == day }.map(\.knownOn).min().map { (day, $0) }
  }

  /// The delivered months of a feed, oldest first: each came on the day from which its rows were a
  /// delivery by the rule of ``MonthDelivery``.
  private static func months(
    _ feed: Feed, _ arrivals: [FeedArrival], _ limits: FeedSchema.Freshness
  ) -> [MonthArrival] {
    let byMonth = Dictionary(grouping: arrivals, by: \.month)
    let keys = MonthDelivery.counting(byMonth.mapValues { $0.reduce(0) { $0 + $1.keys } })
    return keys.keys.sorted().compactMap { month in
      let usual = MonthDelivery.usual(keys, before: month)
      var sum = 0
      for arrival in (byMonth[month] ?? []).sorted(by: { $0.knownOn < $1.knownOn }) {
        sum += arrival.keys
        guard sum > 0, MonthDelivery.isDelivery(keys: sum, usual: usual) else { continue }
        let days = max(0, arrival.knownOn.days(since: month.lastDay))
        return MonthArrival(
          feed: feed, month: month, knownOn: arrival.knownOn, days: days,
          status: .init(days: days, limits: limits))
      }
      return nil
    }
  }
}
