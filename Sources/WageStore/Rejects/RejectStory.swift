internal import GRDB
public import WageDomain

/// Something that became of a reject.
public struct RejectEvent: Hashable, Sendable {
  /// `corrected`, `replaced`, `read`, `kept` or `dropped`.
  public let kind: String
  /// Where the row is now, as the ledger names it.
  public let file: String?
  public let line: Int64?
  /// Why it was dropped; for `kept` the code that it had before.
  public let reason: String?
  public let actor: String?
  public let at: String
}

/// A reject and all that became of it.
public struct RejectStory: Hashable, Sendable {
  public let reject: ListedReject
  /// Of the file, as text; nil when it was loaded before headers were kept.
  public let header: String?
  public let fileKnownOn: String?
  /// Oldest first.
  public let events: [RejectEvent]
  /// The reject that a corrected row became in its turn; nil when there is none.
  public let replacedBy: Int64?
  /// False where only the beginning of the record was kept: it cannot be exported or read again.
  public let isWhole: Bool
}

extension StoreSnapshot {
  /// - Returns: nil when there is no such reject.
  public func rejectStory(_ id: Int64, isUnmasked: Bool = false) throws -> RejectStory? {
    var query = RejectQuery()
    query.ids = [id]
    var found: ListedReject?
    try forEachReject(query, isUnmasked: isUnmasked) { found = $0 }
    guard let found else { return nil }
    var whole = query
    whole.isWhole = true
    let file = try Row.fetchOne(
      db, sql: "SELECT header, knownOn FROM ingestedFile WHERE id = ?", arguments: [found.fileId])
    return RejectStory(
      reject: found, header: file?[0], fileKnownOn: file?[1], events: try rejectEvents(id),
      replacedBy: try Int64.fetchOne(
        db, sql: "SELECT max(id) FROM rejectedRow WHERE correctsId = ?", arguments: [id]),
      isWhole: try rejectCount(whole) == 1)
  }

  private func rejectEvents(_ id: Int64) throws -> [RejectEvent] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.kind, i.file, e.line, e.reason, e.actor, e.at
        FROM rejectEvent e LEFT JOIN ingestedFile i ON i.id = e.fileId
        WHERE e.rejectId = ? ORDER BY e.id
        """,
      arguments: [id]
    ).map { row in
      RejectEvent(
        kind: row[0], file: row[1], line: row[2], reason: row[3], actor: row[4], at: row[5])
    }
  }
}

extension StoreTransaction {
  /// Gives open rejects up, each with its reason on record.
  ///
  /// - Returns: the ids that are no open rejects; nothing is written when there is one.
  public func dropRejects(
    _ ids: [Int64], reason: String, actor: String, at moment: Instant
  ) throws -> [Int64] {
    let open = try Set(
      ids.filter { id in
        try Bool.fetchOne(
          db.cachedStatement(sql: "SELECT status = 'open' FROM rejectedRow WHERE id = ?"),
          arguments: [id]) ?? false
      })
    let others = ids.filter { !open.contains($0) }
    guard others.isEmpty else { return others }
    for id in open.sorted() {
      try db.cachedStatement(sql: "UPDATE rejectedRow SET status = 'dropped' WHERE id = ?")
        .execute(arguments: [id])
      try db.cachedStatement(
        sql: "INSERT INTO rejectEvent (rejectId, kind, reason, actor, at) VALUES (?, ?, ?, ?, ?)"
      ).execute(arguments: [
        id, RejectShelf.Ending.dropped.rawValue, reason, actor, moment.description,
      ])
    }
    return []
  }

  /// Records that somebody had personal data shown.
  ///
  /// - Parameters:
  ///   - what: the verb, and what of it.
  ///   - rows: how many rows were shown.
  ///   - reason: as the person gave it.
  ///   - actor: the person.
  ///   - moment: now.
  /// - Throws: what keeps the store from being written; then nothing may be shown.
  public func recordUnmasking(
    _ what: String, rows: Int, reason: String, actor: String, at moment: Instant
  ) throws {
    try db.execute(
      sql: "INSERT INTO unmasking (what, rows, reason, actor, at) VALUES (?, ?, ?, ?, ?)",
      arguments: [what, rows, reason, actor, moment.description])
  }
}
