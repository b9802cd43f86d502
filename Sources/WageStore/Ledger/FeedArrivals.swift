internal import GRDB
public import WageDomain

/// What came of one feed for one month, on one day.
public struct FeedArrival: Hashable, Sendable {
  public let feed: Feed
  public let month: Month
  public let knownOn: Day
  /// Rows that said something new.
  public let rows: Int
}

extension StoreSnapshot {
  /// The arrivals of all feeds with months known by the day, by feed, month and day.
  public func feedArrivals(asOf day: Day) throws -> [FeedArrival] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT feed, month, knownOn, sum(rows) FROM layer WHERE knownOn <= :day
        GROUP BY feed, month, knownOn
        UNION ALL
        SELECT 'wage_account', substr(occurredOn, 1, 7) AS month, knownOn, count(*)
        FROM wageAccountEntry WHERE knownOn <= :day GROUP BY month, knownOn
        ORDER BY 1, 2, 3
        """,
      arguments: ["day": day.description]
    ).compactMap { row in
      guard let feed = Feed(rawValue: row[0]), let month = Month(row[1] as String),
        let knownOn = Day(row[2] as String)
      else { return nil }
      return FeedArrival(feed: feed, month: month, knownOn: knownOn, rows: row[3])
    }
  }

  /// The last day on which a file of each feed with a good row was known, by the ledger.
  public func lastFiles(asOf day: Day) throws -> [Feed: Day] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT feed, max(knownOn) FROM ingestedFile
        WHERE status = 'loaded' AND knownOn <= ? AND rows > rejected GROUP BY feed
        """,
      arguments: [day.description])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        guard let feed = Feed(rawValue: row[0]), let day = Day(row[1] as String) else { return nil }
        return (feed, day)
      })
  }
}
