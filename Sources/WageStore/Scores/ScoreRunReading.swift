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

  /// The columns that a run's later files no longer carried, with the last month that had each; in
  /// ``Measure/rawValue`` order.
  public func lateColumns(runId: Int64) throws -> [(measure: Measure, lastMonth: String)] {
    try Row.fetchAll(
      db, sql: "SELECT measure, lastMonth FROM scoreRunColumn WHERE runId = ? ORDER BY measure",
      arguments: [runId]
    ).compactMap { row in Measure(rawValue: row[0]).map { ($0, row[1]) } }
  }

  /// What happened to firms and was known by the day, each as it was known by then: by day, then by
  /// feed, then by id. Complaints that share a case by then are one event of a firm.
  public func firmEvents(asOf: Day) throws -> FirmEvents {
    var events = FirmEvents()
    let merges = try firmMerges(asOf: asOf)
    let repeated = try repeatedCases(merges, asOf: asOf)
    let merged = try mergedComplaints(asOf: asOf)
    var grievances: [Grievance: [FirmEvent]] = [:]
    for source in EventSource.all {
      let superseded = try source.versions.map {
        try SupersededRows($0.table, $0.key, asOf: asOf, in: self)
      }
      let rows = try BoundStatement(source.sql, in: db)
      rows.bind(asOf.description)
      try rows.forEach { row in
        guard superseded?.contains(row.integer(1)) != true,
          let day = row.text(2).flatMap(Day.init(utf8:))
        else { return }
        if source.feed == .judicial, repeated.contains(row.integer(1)) { return }
        let firm = merges.survivor(of: row.integer(0))
        let event = FirmEvent(
          feed: source.feed, id: row.integer(1), occurredOn: day, word: row.string(5),
          result: row.string(6), persons: row.optionalInteger(3),
          amount: row.optionalInteger(4).map(Money.init(fen:)))
        // What is dated after the day has not happened yet, and makes nothing fresher.
        if source.feed == .complaints, day <= asOf, let group = merged.group(of: event.id) {
          grievances[Grievance(firm: firm, group: group), default: []].append(event)
        } else {
          events.add(event, firm: firm)
        }
      }
    }
    for (grievance, complaints) in grievances {
      if let event = FirmEvent.joined(complaints) {
        events.add(event, firm: grievance.firm)
      }
    }
    events.sort()
    return events
  }

  private struct Grievance: Hashable {
    let firm: Int64
    let group: Int64
  }

  /// Rows of court cases that name two codes of one firm: each case counts once, as the row known
  /// last tells it, of one file the last.
  private func repeatedCases(_ merges: FirmMerges, asOf: Day) throws -> Set<Int64> {
    guard !merges.isEmpty else { return [] }
    struct FirmCase: Hashable {
      let caseNo: String
      let firm: Int64
    }
    var told: Set<FirmCase> = []
    return Set(
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, caseNo, firmId FROM (
            SELECT *, row_number() OVER (
              PARTITION BY caseNo, firmId ORDER BY knownOn DESC, fileId DESC) AS newest
            FROM judicialVersion WHERE knownOn <= :asOf)
          WHERE newest = 1 ORDER BY knownOn DESC, fileId DESC, line DESC
          """,
        arguments: ["asOf": asOf.description]
      ).compactMap { row in
        let firm = merges.survivor(of: row[2])
        return told.insert(FirmCase(caseNo: row[1], firm: firm)).inserted ? nil : row[0]
      })
  }
}
