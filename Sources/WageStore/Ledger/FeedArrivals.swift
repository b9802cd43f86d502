internal import GRDB
public import WageDomain

/// What came of one feed for one month, on one day.
public struct FeedArrival: Hashable, Sendable {
  public let feed: Feed
  public let month: Month
  public let knownOn: Day
  /// Accounts, firms (of payroll too, however many payments) or building projects spoken of for the
  /// first time: a correction does not count again.
  public let keys: Int
}

/// Counts keys by the month that they speak of and the day on which they first did.
struct ArrivalTally {
  private var counts: [Said: Int] = [:]

  private struct Said: Hashable {
    let month: Month
    let knownOn: Day
  }

  mutating func add(_ month: Month, on day: Day, keys: Int = 1) {
    counts[Said(month: month, knownOn: day), default: 0] += keys
  }

  func arrivals(of feed: Feed) -> [FeedArrival] {
    counts.map { said, keys in
      FeedArrival(feed: feed, month: said.month, knownOn: said.knownOn, keys: keys)
    }
  }
}

extension StoreSnapshot {
  /// The arrivals of all feeds with months known by the day, by feed, month and day.
  public func feedArrivals(asOf day: Day) throws -> [FeedArrival] {
    let arrivals =
      try layerArrivals(asOf: day) + PayrollArrivals(self, knownBy: day).all()
      + accountArrivals(knownBy: day) + siteArrivals(knownBy: day)
    return arrivals.sorted { ($0.feed, $0.month, $0.knownOn) < ($1.feed, $1.month, $1.knownOn) }
  }

  /// How many accounts, firms or building projects each feed with months had rows of by the day, by
  /// month, each counted once: as many as ``feedArrivals(asOf:)`` has.
  public func monthKeys(asOf day: Day) throws -> [Feed: [Month: Int]] {
    let arrivals =
      try layerArrivals(asOf: day) + PayrollArrivals(self, knownBy: day).all()
      + siteArrivals(knownBy: day)
    var keys: [Feed: [Month: Int]] = [:]
    for arrival in arrivals {
      keys[arrival.feed, default: [:]][arrival.month, default: 0] += arrival.keys
    }
    keys[.wageAccount] = try accountMonths(knownBy: day)
    return keys
  }

  private func layerArrivals(asOf day: Day) throws -> [FeedArrival] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT feed, month, knownOn, sum(rows), fileId FROM layer
        WHERE rows > 0 AND knownOn <= :day AND feed <> 'payroll'
        GROUP BY feed, month, knownOn, fileId
        """,
      arguments: ["day": day.description])
    return try layerArrivals(rows, knownBy: day)
  }

  /// How many accounts or firms a monthly feed has rows of in a month, each counted once; of payroll,
  /// whose series are payments, ``PayrollArrivals`` tells.
  func keyCount(of feed: Feed, in month: Month) throws -> Int {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT feed, month, knownOn, sum(rows), fileId FROM layer
          WHERE feed = ? AND month = ? AND rows > 0 GROUP BY knownOn, fileId
          """),
      arguments: [feed.rawValue, month.description])
    return try layerArrivals(rows, knownBy: nil).reduce(0) { $0 + $1.keys }
  }

  /// The rows of one file for a month have a key each; those of several files may share them.
  private func layerArrivals(_ rows: [Row], knownBy day: Day?) throws -> [FeedArrival] {
    let months = Dictionary(grouping: rows) { ($0[0] as String) + ($0[1] as String) }
    var views: [Feed: LayerView] = [:]
    var slots: [Feed: [Int]] = [:]
    return try months.values.flatMap { rows -> [FeedArrival] in
      let arrivals = rows.compactMap(FeedArrival.init)
      guard Set(rows.map { $0[4] as Int64 }).count > 1, let one = arrivals.first else {
        return arrivals
      }
      let view = try views[one.feed] ?? layerView(knownBy: day, feed: one.feed)
      views[one.feed] = view
      let counts = try slots[one.feed] ?? slotCounts(of: one.feed)
      slots[one.feed] = counts
      return try countedArrivals(one.feed, one.month, view, counts)
    }
  }

  /// How many slots each block of a feed has.
  private func slotCounts(of feed: Feed) throws -> [Int] {
    try (0..<BlockReader.blockCount(in: self)).map { try slotCount(feed: feed, block: $0) }
  }

  /// Counts each series on the first day that spoke of it, if its row still stands.
  private func countedArrivals(
    _ feed: Feed, _ month: Month, _ view: LayerView, _ slotCounts: [Int]
  ) throws -> [FeedArrival] {
    var keysByRank = [Int](repeating: 0, count: view.days.count)
    for (block, slots) in slotCounts.enumerated() where slots > 0 {
      var lines = FirstSaid(slotCount: slots)
      try forEachSlab(
        "block = ? AND measure = ? AND month = ?",
        [Int64(block), Int64(SlabKind.lines(of: feed)), Int64(month.index)]
      ) { slab in
        guard let rank = view.rank(slab.layer) else { return }
        lines.merge(form: slab.form, data: slab.data, rank: rank)
      }
      lines.forEach { keysByRank[Int($1)] += 1 }
    }
    var keys: [String: Int] = [:]
    for (day, count) in zip(view.days, keysByRank) where count > 0 {
      keys[day, default: 0] += count
    }
    return keys.compactMap { day, keys in
      Day(day).map { FeedArrival(feed: feed, month: month, knownOn: $0, keys: keys) }
    }
  }

  /// The last day that rows of each feed without months tell of, and since when it is known.
  ///
  /// A row about a day to come counts for the day on which it was known.
  public func lastRowDays(asOf day: Day) throws -> [Feed: (day: Day, knownOn: Day)] {
    var last: [Feed: (day: Day, knownOn: Day)] = [:]
    let tables =
      VersionLayout.dated.filter { !$0.key.hasMonths }.map { ($0, $1.table, $1.periodDay) }
      + [(.complaints, "complaintVersion", "substr(receivedAt, 1, 10)")]
    for (feed, table, period) in tables {
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT min(\(period), knownOn) AS day, min(knownOn) FROM \(table) WHERE knownOn <= ?
          GROUP BY day ORDER BY day DESC LIMIT 1
          """,
        arguments: [day.description])
      guard let row, let day = Day(row[0] as String), let knownOn = Day(row[1] as String) else {
        continue
      }
      last[feed] = (day, knownOn)
    }
    return last
  }
}

/// The header of a file that was loaded.
public struct FileHeader: Hashable, Sendable {
  /// As the ledger names it.
  public let file: String
  public let header: String

  public init(file: String, header: String) {
    self.file = file
    self.header = header
  }
}

extension StoreSnapshot {
  /// The header of the file of the feed that was loaded last; nil when none was.
  public func lastHeader(of feed: Feed) throws -> FileHeader? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT file, header FROM ingestedFile
          WHERE feed = ? AND status = 'loaded' AND header IS NOT NULL ORDER BY id DESC LIMIT 1
          """),
      arguments: [feed.rawValue]
    ).map { FileHeader(file: $0[0], header: $0[1]) }
  }
}

/// A file whose rows are in.
public struct LoadedFile: Hashable, Sendable {
  public let feed: Feed
  /// As the ledger names it.
  public let file: String
  public let knownOn: Day
  /// Its header is one of corrected rejects, of which the store knows no file that set them aside.
  public let isOfCorrections: Bool
}

extension FeedArrival {
  /// Feed, month, day and number.
  fileprivate init?(_ row: Row) {
    guard let feed = Feed(rawValue: row[0]), let month = Month(row[1] as String),
      let knownOn = Day(row[2] as String)
    else { return nil }
    self.init(feed: feed, month: month, knownOn: knownOn, keys: row[3])
  }
}
