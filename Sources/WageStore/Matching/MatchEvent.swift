internal import GRDB
internal import WageDomain

/// What an event of the log of identities says.
public enum MatchEventKind: String, CaseIterable, Hashable, Sendable {
  /// A person said whose an entry's rows are.
  case accepted
  /// A rule of matching did.
  case automatic
  /// An entry is no firm of ours.
  case refused
  /// An entry's rows were taken away from their firm, or its refusal was.
  case split
  /// A firm counts as another.
  case merged
  /// An event was taken back.
  case undone
}

/// An event of the log of identities: never changed, at most taken back.
public struct MatchEvent: Hashable, Sendable {
  public let id: Int64
  public let kind: MatchEventKind
  /// The entry of the match queue; nil for what is about firms.
  public let groupId: Int64?
  public let name: String?
  public let accountNo: String?
  public let firmId: Int64?
  public let creditCode: String?
  /// Of a merge: the firm that goes on.
  public let intoFirmId: Int64?
  public let intoCode: String?
  public let sinceOn: String?
  /// The event that this one takes back.
  public let undoes: Int64?
  /// The event that took this one back.
  public let undoneBy: Int64?
  public let actor: String
  public let reason: String
  public let recordedAt: String
}

extension StoreSnapshot {
  /// The log of identities, newest first; what rules did by themselves only when it is asked for.
  public func matchEvents(automatic: Bool = false) throws -> [MatchEvent] {
    try matchEvents(
      where: automatic ? "1" : "e.kind <> 'automatic'", [], order: "e.id DESC")
  }

  /// One event; nil when there is none of the id.
  public func matchEvent(_ id: Int64) throws -> MatchEvent? {
    try matchEvents(where: "e.id = ?", [id], order: "e.id").first
  }

  /// The events about an entry, in order.
  func matchEvents(ofGroup group: Int64) throws -> [MatchEvent] {
    try matchEvents(where: "e.groupId = ?", [group], order: "e.id")
  }

  private func matchEvents(
    where condition: String, _ arguments: StatementArguments, order: String
  ) throws -> [MatchEvent] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.id, e.kind, e.groupId, g.name, g.accountNo, e.firmId, f.creditCode,
          e.intoFirmId, i.creditCode, e.sinceOn, e.undoes,
          (SELECT min(u.id) FROM matchEvent u WHERE u.undoes = e.id AND u.kind = 'undone'),
          e.actor, e.reason, e.recordedAt
        FROM matchEvent e
        LEFT JOIN matchGroup g ON g.id = e.groupId
        LEFT JOIN firm f ON f.id = e.firmId
        LEFT JOIN firm i ON i.id = e.intoFirmId
        WHERE \(condition) ORDER BY \(order)
        """,
      arguments: arguments
    ).compactMap { row in
      MatchEventKind(rawValue: row[1]).map { kind in
        MatchEvent(
          id: row[0], kind: kind, groupId: row[2], name: row[3], accountNo: row[4],
          firmId: row[5], creditCode: row[6], intoFirmId: row[7], intoCode: row[8],
          sinceOn: row[9], undoes: row[10], undoneBy: row[11], actor: row[12], reason: row[13],
          recordedAt: row[14])
      }
    }
  }
}

extension StoreTransaction {
  /// Appends an event about an entry of the match queue; nil: about the firms of the event undone.
  func insertMatchEvent(
    _ kind: MatchEventKind, group: Int64?, firm: Int64?, undoes: Int64? = nil,
    standsFor: Int64? = nil, entry: MatchEntry
  ) throws -> Int64 {
    let insert = try BoundStatement(
      """
      INSERT INTO matchEvent (groupId, kind, firmId, undoes, standsFor, actor, reason, recordedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    insert.bind(group)
    insert.bind(kind.rawValue)
    insert.bind(firm)
    insert.bind(undoes)
    insert.bind(standsFor)
    insert.bind(entry.actor)
    insert.bind(entry.reason)
    insert.bind(entry.now.description)
    try insert.run()
    return db.lastInsertedRowID
  }
}
