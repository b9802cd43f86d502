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
  /// What the last decision said.
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
    return try Row.fetchAll(
      db,
      sql: """
        SELECT groupId, max(status = 'waiting'), max(status IN ('matched', 'rejected'))
        FROM waitingRow WHERE groupId IS NOT NULL GROUP BY groupId ORDER BY groupId
        """
    ).compactMap { row in
      let status: MatchStatus = row[1] as Bool ? .waiting : row[2] as Bool ? .matched : .refused
      return statuses.contains(status) ? row[0] : nil
    }
  }

  /// The entries of the match queue of some statuses, by id.
  public func matchGroups(_ statuses: Set<MatchStatus>) throws -> [MatchGroup] {
    try matchGroupIds(statuses).compactMap { try matchGroup($0) }
  }

  /// One entry of the match queue; nil when there is none of the id.
  public func matchGroup(_ id: Int64) throws -> MatchGroup? {
    try Row.fetchOne(db.cachedStatement(sql: Self.groupSQL), arguments: ["id": id])
      .flatMap(MatchGroup.init)
  }

  private static let groupSQL = """
    SELECT g.id, g.feed, i.file, w.line, g.name, g.accountNo, n.waiting, n.matched, e.firmId,
      d.reason, f.creditCode, g.county
    FROM matchGroup g
    JOIN (
      SELECT min(id) AS first, sum(status = 'waiting') AS waiting,
        sum(status IN ('matched', 'rejected')) AS matched, max(eventId) AS event
      FROM waitingRow WHERE groupId = :id
    ) n ON n.first IS NOT NULL
    JOIN waitingRow w ON w.id = n.first
    LEFT JOIN ingestedFile i ON i.id = w.fileId
    LEFT JOIN matchEvent e ON e.id = n.event
    LEFT JOIN firm f ON f.id = e.firmId
    LEFT JOIN matchEvent d ON d.id = (SELECT max(id) FROM matchEvent WHERE groupId = :id)
    WHERE g.id = :id
    """

  /// How many rows wait for a person to say whose they are.
  public func waitingRowCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM waitingRow WHERE status = 'waiting'") ?? 0
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

extension MatchGroup {
  fileprivate init?(_ row: Row) {
    guard let feed = Feed(rawValue: row[1]) else { return nil }
    let (waiting, matched): (Int, Int) = (row[6], row[7])
    let status: MatchStatus = waiting > 0 ? .waiting : matched > 0 ? .matched : .refused
    self.init(
      id: row[0], feed: feed, file: row[2], line: row[3], name: row[4], accountNo: row[5],
      county: (row[11] as String?).flatMap { CountyCode($0) }, status: status,
      rowsWaiting: waiting, rowsMatched: matched, firmId: row[8], creditCode: row[10],
      reason: row[9])
  }

  /// What its rows have in common.
  var key: GroupKey { GroupKey(feed: feed, name: name, account: accountNo, county: county) }
}

extension StoreTransaction {
  /// The id of an entry of the match queue, made when it is new, and whether it was refused.
  ///
  /// `spelling` gives a name in one spelling.
  func matchGroup(
    _ key: GroupKey, spelling: (String) -> String
  ) throws -> (id: Int64, isRefused: Bool) {
    let county = key.county?.description
    let known = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, isRefused FROM matchGroup
          WHERE feed = ? AND ifnull(name, '') = ifnull(?, '')
            AND ifnull(accountNo, '') = ifnull(?, '') AND ifnull(county, '') = ifnull(?, '')
          """),
      arguments: [key.feed.rawValue, key.name, key.account, county])
    if let known { return (known[0], known[1]) }
    try db.cachedStatement(
      sql: """
        INSERT INTO matchGroup (feed, name, accountNo, county, nameKey) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      key.feed.rawValue, key.name, key.account, county, key.name.map(spelling),
    ])
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
