internal import GRDB
public import WageDomain

/// An entry of the match queue: rows without a code that name the same thing.
public struct MatchGroup: Hashable, Sendable {
  public let id: Int64
  public let feed: Feed
  /// Where the first of its rows stands.
  public let file: String
  public let line: Int64
  public let name: String?
  public let accountNo: String?
  public let status: MatchStatus
  public let rowsWaiting: Int
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
  /// The entries of the match queue of some statuses, by id.
  public func matchGroups(_ statuses: Set<MatchStatus>) throws -> [MatchGroup] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT g.id, g.feed, i.file, w.line, g.name, g.accountNo, g.isRefused, n.waiting,
          n.matched, e.firmId, d.reason, f.creditCode
        FROM matchGroup g
        JOIN (
          SELECT groupId, min(id) AS first, sum(status = 'waiting') AS waiting,
            sum(status = 'matched') AS matched, max(eventId) AS event
          FROM waitingRow GROUP BY groupId
        ) n ON n.groupId = g.id
        JOIN waitingRow w ON w.id = n.first
        JOIN ingestedFile i ON i.id = w.fileId
        LEFT JOIN matchEvent e ON e.id = n.event
        LEFT JOIN firm f ON f.id = e.firmId
        LEFT JOIN matchEvent d ON d.id = (
          SELECT max(id) FROM matchEvent WHERE groupId = g.id)
        ORDER BY g.id
        """
    ).compactMap { row in
      guard let feed = Feed(rawValue: row[1]) else { return nil }
      let waiting: Int = row[7]
      let matched: Int = row[8]
      let status: MatchStatus = waiting > 0 ? .waiting : matched > 0 ? .matched : .refused
      guard statuses.contains(status) else { return nil }
      return MatchGroup(
        id: row[0], feed: feed, file: row[2], line: row[3], name: row[4], accountNo: row[5],
        status: status, rowsWaiting: waiting, firmId: row[9], creditCode: row[11],
        reason: row[10])
    }
  }

  /// One entry of the match queue; nil when there is none of the id.
  public func matchGroup(_ id: Int64) throws -> MatchGroup? {
    try matchGroups(Set(MatchStatus.allCases)).first { $0.id == id }
  }

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
}

extension StoreTransaction {
  /// The id of an entry of the match queue, made when it is new, and whether it was refused.
  func matchGroup(_ key: GroupKey) throws -> (id: Int64, isRefused: Bool) {
    let known = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, isRefused FROM matchGroup
          WHERE feed = ? AND ifnull(name, '') = ifnull(?, '')
            AND ifnull(accountNo, '') = ifnull(?, '')
          """),
      arguments: [key.feed.rawValue, key.name, key.account])
    if let known { return (known[0], known[1]) }
    try db.cachedStatement(
      sql: "INSERT INTO matchGroup (feed, name, accountNo) VALUES (?, ?, ?)"
    ).execute(arguments: [key.feed.rawValue, key.name, key.account])
    return (db.lastInsertedRowID, false)
  }
}
