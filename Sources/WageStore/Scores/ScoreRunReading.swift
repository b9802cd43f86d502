internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// How many firms a run put in each tier.
  public func tierCounts(run: ScoreRun) throws -> [Tier: Int] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT tier, count(*) FROM score WHERE runId = ? GROUP BY tier",
      arguments: [run.id])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        Tier(rawValue: row[0]).map { ($0, row[1] as Int) }
      })
  }

  /// The feeds that a run could not use, by name.
  public func lateFeeds(run: ScoreRun) throws -> [Feed] {
    try String.fetchAll(
      db, sql: "SELECT feed FROM scoreRunFeed WHERE runId = ? AND state = 'late' ORDER BY feed",
      arguments: [run.id]
    ).compactMap(Feed.init)
  }

  /// The feeds that a run could not use, with the last month that each had delivered.
  public func lateFeeds(runId: Int64) throws -> [(feed: String, lastMonth: String?)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT feed, lastMonth FROM scoreRunFeed WHERE runId = ? AND state = 'late' ORDER BY feed
        """,
      arguments: [runId]
    ).map { ($0[0], $0[1]) }
  }

  /// The months in which wage accounts had a transaction known by the day.
  public func accountMonths(asOf: Day) throws -> Set<Month> {
    Set(
      try String.fetchAll(
        db,
        sql: "SELECT DISTINCT substr(occurredOn, 1, 7) FROM wageAccountEntry WHERE knownOn <= ?",
        arguments: [asOf.description]
      ).compactMap { Month($0) })
  }

  /// Complaints known by the day, each as it was known by then, by firm, by day received, then by
  /// id.
  public func firmEvents(asOf: Day) throws -> [Int64: [FirmEvent]] {
    var events: [Int64: [FirmEvent]] = [:]
    let merges = try firmMerges(asOf: asOf)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT v.firmId, c.id, substr(v.receivedAt, 1, 10), v.persons, v.amountFen
        FROM complaint c JOIN complaintVersion v ON v.id = (
          SELECT id FROM complaintVersion WHERE complaintId = c.id AND knownOn <= :asOf
          ORDER BY knownOn DESC, id DESC LIMIT 1)
        WHERE v.firmId IS NOT NULL ORDER BY v.receivedAt, c.id
        """,
      arguments: ["asOf": asOf.description])
    while let row = try rows.next() {
      guard let day = Day(row[2] as String) else { continue }
      events[merges.survivor(of: row[0]), default: []].append(
        FirmEvent(
          feed: .complaints, id: row[1], occurredOn: day, persons: row[3],
          amount: (row[4] as Int64?).map(Money.init(fen:))))
    }
    return events
  }
}
