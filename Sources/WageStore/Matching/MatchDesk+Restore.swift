internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Rows that stand as a decision left them go back to where they were before it, and count from the same
  /// day, as far as what had given them still holds.
  ///
  /// Left for the rules: rows that waited; those given by a decision that is itself taken back, or for an
  /// account that is no longer the firm's; an entry that a person has taken from the firm.
  func restore(_ decision: Int64, entry: MatchEntry) throws {
    try rows.takeOut(.moved(by: decision))
    let groups = try entriesMoved(by: decision)
    for group in groups { try project(group) }
    let held = try heldRows(decision, of: groups).filter { row in
      !firms.decisions.isRefused(row.key)
        && !firms.decisions.isRefused(row.key, firm: row.held.identity.firm)
    }
    // Whose an account is, the others may tell.
    try putBack(held.filter { $0.held.identity.by != .account }, entry: entry)
    let holders = MatchPlan(transaction, firms: firms, at: entry.now)
    try putBack(
      held.filter { row in
        try row.held.identity.by == .account
          && holders.isHolder(row.held.identity.firm, ofAccountOf: row.key)
      }, entry: entry)
  }

  private func putBack(_ held: [EntryRow], entry: MatchEntry) throws {
    guard !held.isEmpty else { return }
    let known = MatchPlan.Known(
      rows: Dictionary(uniqueKeysWithValues: held.map { ($0.row, $0.held) }))
    _ = try rows.putIn(
      Set(held.map(\.group)).sorted(),
      by: MatchPlan(transaction, firms: firms, at: entry.now, known: known))
  }

  /// The entries of which a decision moved rows.
  func entriesMoved(by decision: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT DISTINCT w.groupId FROM movedRow m JOIN waitingRow w ON w.id = m.rowId
        WHERE m.eventId = ? ORDER BY 1
        """, arguments: [decision])
  }

  private struct EntryRow {
    let row, group: Int64
    let key: GroupKey
    let held: MatchPlan.HeldRow
  }

  /// Those that wait now and were in before the decision.
  private func heldRows(_ decision: Int64, of groups: [Int64]) throws -> [EntryRow] {
    let keys = Dictionary(
      uniqueKeysWithValues: try transaction.snapshot.waitingKeys(groups))
    var holds: [Int64: Hold?] = [:]
    return try Row.fetchAll(
      db,
      sql: """
        SELECT m.rowId, w.groupId, m.heldBy, m.since
        FROM movedRow m JOIN waitingRow w ON w.id = m.rowId
        WHERE m.eventId = ? AND m.heldBy IS NOT NULL AND w.status = 'waiting' ORDER BY m.rowId
        """, arguments: [decision]
    ).compactMap { row in
      guard let key = keys[row[1]],
        let held = try held(row[0], by: row[2], since: row[3], &holds)
      else { return nil }
      return EntryRow(row: row[0], group: row[1], key: key, held: held)
    }
  }

  /// Whose a row was by an event: where that is taken back, by the one that it had taken the row from.
  private func held(
    _ row: Int64, by event: Int64, since: String?, _ holds: inout [Int64: Hold?]
  ) throws -> MatchPlan.HeldRow? {
    if holds[event] == nil { holds[event] = .some(try hold(event)) }
    guard let hold = holds[event] ?? nil else {
      guard
        let before = try Row.fetchOne(
          db.cachedStatement(
            sql: """
              SELECT heldBy, since FROM movedRow
              WHERE eventId = ? AND rowId = ? AND heldBy IS NOT NULL
              """), arguments: [event, row])
      else { return nil }
      return try held(row, by: before[0], since: before[1], &holds)
    }
    return MatchPlan.HeldRow(
      identity: RowIdentity(
        firm: hold.firm, by: hold.ground, since: since.flatMap { Day($0) }?.number ?? .min),
      standsFor: hold.standsFor)
  }

  /// What an event says of its rows.
  private struct Hold {
    let firm: Int32
    let ground: RowIdentity.Ground
    let standsFor: Int64?
  }

  /// Nil for an acceptance that holds no more.
  private func hold(_ event: Int64) throws -> Hold? {
    guard let held = try transaction.snapshot.matchEvent(event), let firm = held.firmId else {
      return nil
    }
    if held.kind == .accepted {
      guard try isInForce(event) else { return nil }
      return Hold(firm: Int32(firm), ground: .decision(event), standsFor: nil)
    }
    let first = try Int64.fetchOne(
      db, sql: "SELECT ifnull(standsFor, id) FROM matchEvent WHERE id = ?", arguments: [event])
    return Hold(
      firm: Int32(firm), ground: NameRule(rawValue: held.reason).map { .name($0) } ?? .account,
      standsFor: first)
  }
}
