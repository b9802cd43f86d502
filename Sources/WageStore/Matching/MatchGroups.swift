internal import GRDB
public import WageDomain

/// An entry of the match queue: rows without a code that name the same thing.
public struct MatchGroup: Hashable, Sendable {
  public let id: Int64
  public let feed: Feed
  /// Where the first of its rows stands; nil for what was typed at the window.
  public let file: String?
  public let line: Int64?
  public let name: String?
  public let accountNo: String?
  /// Of the town that the rows name.
  public let county: CountyCode?
  public let status: MatchStatus
  public let rowsWaiting: Int
  /// Rows that are in the store for ``firmId``, or another firm.
  public let rowsMatched: Int
  /// The firm that its rows entered the store for; nil unless a row is matched.
  public let firmId: Int64?
  public let creditCode: String?
  /// What the last decision in force said.
  public let reason: String?
}

/// How an entry of the match queue stands.
public enum MatchStatus: String, CaseIterable, Hashable, Sendable {
  /// At least one row waits for a person.
  case waiting
  case matched
  case refused
}

extension StoreSnapshot {
  /// The entries of some statuses, ascending; much cheaper than the entries themselves.
  public func matchGroupIds(_ statuses: Set<MatchStatus>) throws -> [Int64] {
    if statuses == [.waiting] {
      return try Int64.fetchAll(
        db,
        sql: "SELECT DISTINCT groupId FROM waitingRow WHERE status = 'waiting' ORDER BY groupId")
    }
    return try matchGroupIds(statuses, ruledTallies())
  }

  private func matchGroupIds(
    _ statuses: Set<MatchStatus>, _ ruled: [Int64: RuledTally]
  ) throws -> [Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT groupId, max(waits), max(isIn) FROM (
          SELECT groupId, status = 'waiting' AS waits,
            status = 'matched' OR status = 'rejected' AS isIn
          FROM waitingRow WHERE groupId IS NOT NULL
          UNION ALL
          SELECT groupId, 0, 1 FROM matchEvent WHERE id IN (SELECT value FROM json_each(?)))
        GROUP BY groupId ORDER BY groupId
        """, arguments: [ruled.keys.sorted().json])
    return rows.compactMap { row in
      let status: MatchStatus = row[1] as Bool ? .waiting : row[2] as Bool ? .matched : .refused
      return statuses.contains(status) ? row[0] : nil
    }
  }

  /// The entries of the match queue of some statuses, by id.
  public func matchGroups(_ statuses: Set<MatchStatus>) throws -> [MatchGroup] {
    let ruled = try ruledTallies()
    return try matchGroupIds(statuses, ruled).compactMap { try matchGroup($0, ruled) }
  }

  /// Entries of the match queue by their ids, in that order.
  public func matchGroups(ids: [Int64]) throws -> [MatchGroup] {
    guard !ids.isEmpty else { return [] }
    let ruled = try ruledTallies()
    return try ids.compactMap { try matchGroup($0, ruled) }
  }

  /// One entry of the match queue; nil when there is none of the id.
  public func matchGroup(_ id: Int64) throws -> MatchGroup? {
    let feed = try String.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT feed FROM matchGroup g WHERE id = ? AND EXISTS (
            SELECT 1 FROM matchEvent e WHERE e.groupId = g.id AND e.kind = 'automatic')
          """), arguments: [id]
    ).flatMap { Feed(rawValue: $0) }
    return try matchGroup(id, feed.map { try ruledTallies(feed: $0) } ?? [:])
  }

  /// The same, with what the sheets of ruled rows say of it.
  func matchGroup(_ id: Int64, _ ruled: [Int64: RuledTally]) throws -> MatchGroup? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: Self.groupSQL), arguments: ["id": id])
    else { return nil }
    var tallies: [(event: Int64, tally: RuledTally)] = []
    if !ruled.isEmpty {
      tallies = try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT id FROM matchEvent WHERE groupId = ? AND kind = 'automatic' ORDER BY id"),
        arguments: [id]
      ).compactMap { event in ruled[event].map { (event, $0) } }
    }
    guard row["first"] as Int64? != nil || !tallies.isEmpty else { return nil }
    return try matchGroup(row, tallies)
  }

  private func matchGroup(
    _ row: Row, _ ruled: [(event: Int64, tally: RuledTally)]
  ) throws -> MatchGroup? {
    guard let feed = Feed(rawValue: row["feed"]) else { return nil }
    let waiting: Int = row["waiting"] ?? 0
    let matched = ruled.reduce(row["matched"] ?? 0) { $0 + $1.tally.rows }
    // The first row of a file, or the window's where there is none.
    var place: (file: Int64?, line: Int64?) = (row["fileId"], row["line"])
    for (_, tally) in ruled where isBefore(tally, place, isKept: row["first"] as Int64? != nil) {
      place = (tally.file, tally.line)
    }
    let event = ([row["event"] as Int64?].compactMap(\.self) + ruled.map(\.event)).max()
    let firm = try event.flatMap { try matchEvent($0) }
    return MatchGroup(
      id: row["id"], feed: feed,
      file: try place.file.flatMap { file in
        try String.fetchOne(
          db.cachedStatement(sql: "SELECT file FROM ingestedFile WHERE id = ?"),
          arguments: [file])
      }, line: place.line, name: row["name"], accountNo: row["accountNo"],
      county: (row["county"] as String?).flatMap { CountyCode($0) },
      status: waiting > 0 ? .waiting : matched > 0 ? .matched : .refused,
      rowsWaiting: waiting, rowsMatched: matched, firmId: firm?.firmId,
      creditCode: firm?.creditCode, reason: row["reason"])
  }

  private func isBefore(
    _ tally: RuledTally, _ place: (file: Int64?, line: Int64?), isKept: Bool
  ) -> Bool {
    guard let file = place.file, let line = place.line else { return !isKept }
    return (tally.file, tally.line) < (file, line)
  }

  private static let groupSQL = """
    SELECT g.id, g.feed, g.name, g.accountNo, g.county, n.first, n.waiting, n.matched, n.event,
      w.fileId, w.line, d.reason
    FROM matchGroup g
    JOIN (
      SELECT min(id) AS first, sum(status = 'waiting') AS waiting,
        sum(isIn) AS matched, max(iif(isIn, eventId, NULL)) AS event
      FROM (
        SELECT id, status, eventId, status = 'matched' OR status = 'rejected' AND NOT EXISTS (
          SELECT 1 FROM matchEvent u WHERE u.undoes = eventId AND u.kind = 'undone') AS isIn
        FROM waitingRow WHERE groupId = :id)
    ) n
    LEFT JOIN waitingRow w ON w.id = (
      SELECT id FROM waitingRow WHERE groupId = :id ORDER BY fileId IS NULL, fileId, line, id LIMIT 1)
    LEFT JOIN matchEvent d ON d.id = (
      SELECT max(id) FROM matchEvent e WHERE groupId = :id AND kind <> 'undone' AND NOT EXISTS (
        SELECT 1 FROM matchEvent u WHERE u.undoes = e.id AND u.kind = 'undone'))
    WHERE g.id = :id
    """

  /// What rows of waiting entries have in common, of all or of those given, by id: much cheaper than the
  /// entries themselves.
  func waitingKeys(_ groups: [Int64]? = nil) throws -> [(id: Int64, key: GroupKey)] {
    let chosen = groups == nil ? "" : "AND groupId IN (SELECT value FROM json_each(?))"
    return try Row.fetchAll(
      db,
      sql: """
        SELECT id, feed, name, accountNo, county FROM matchGroup WHERE id IN (
          SELECT groupId FROM waitingRow WHERE status = 'waiting' \(chosen))
        ORDER BY id
        """, arguments: groups.map { [$0.json] } ?? []
    ).compactMap { row in
      Feed(rawValue: row[1]).map { feed in
        (
          row[0],
          GroupKey(
            feed: feed, name: row[2], account: row[3],
            county: (row[4] as String?).flatMap { CountyCode($0) })
        )
      }
    }
  }

  /// How many rows wait for a person to say whose they are.
  public func waitingRowCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM waitingRow WHERE status = 'waiting'") ?? 0
  }

  /// Of these, complaints and reports that are in, without a firm.
  public func storedWaitingCount() throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM waitingRow WHERE status = 'waiting' AND versionId IS NOT NULL")
      ?? 0
  }

  /// The firms that an entry is never matched to by itself, refused or taken back.
  func refusedFirms(_ group: Int64) throws -> Set<Int32> {
    try Set(
      Int32.fetchAll(
        db.cachedStatement(sql: "SELECT firmId FROM refusedMatch WHERE groupId = ?"),
        arguments: [group]))
  }

  /// The waiting entries with the account of the feed, or the name in whatever spelling and feed.
  func waitingGroups(feed: Feed, account: String?, nameKey: String?) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM (
          SELECT id FROM matchGroup WHERE feed = :feed AND accountNo = :account
          UNION SELECT id FROM matchGroup WHERE nameKey = :key) g
        WHERE EXISTS (
          SELECT 1 FROM waitingRow w WHERE w.groupId = g.id AND w.status = 'waiting')
        ORDER BY id
        """,
      arguments: ["feed": feed.rawValue, "account": account, "key": nameKey])
  }
}

extension StoreTransaction {
  /// The id of an entry of the match queue, made when it is new, and whether it was refused.
  ///
  /// `spelling` gives a name in one spelling.
  func matchGroup(
    _ key: GroupKey, spelling: (String) -> String
  ) throws -> (id: Int64, isRefused: Bool) {
    let county = key.county?.description
    let values = [key.feed.rawValue, key.name, key.account, county]
    let look = try BoundStatement(
      """
      SELECT id, isRefused FROM matchGroup
      WHERE feed = ? AND ifnull(name, '') = ifnull(?, '')
        AND ifnull(accountNo, '') = ifnull(?, '') AND ifnull(county, '') = ifnull(?, '')
      """, in: db)
    for value in values { look.bind(value) }
    if let known = try look.first({ (id: $0.integer(0), isRefused: $0.integer(1) == 1) }) {
      return known
    }
    let insert = try BoundStatement(
      "INSERT INTO matchGroup (feed, name, accountNo, county, nameKey) VALUES (?, ?, ?, ?, ?)",
      in: db)
    for value in values + [key.name.map(spelling)] { insert.bind(value) }
    try insert.run()
    return (db.lastInsertedRowID, false)
  }

  /// Gives entries of an older version their name in one spelling.
  func fillNameKeys(spelling: (String) -> String) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, name FROM matchGroup WHERE nameKey IS NULL AND name IS NOT NULL")
    for row in rows {
      try db.cachedStatement(sql: "UPDATE matchGroup SET nameKey = ? WHERE id = ?")
        .execute(arguments: [spelling(row[1]), row[0] as Int64])
    }
  }
}
