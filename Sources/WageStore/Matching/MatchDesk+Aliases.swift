internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Whether later rows of the entry's name follow by themselves once it is accepted: the name tells one
  /// firm, and says its legal form where the rows name an account.
  public func followsName(of group: MatchGroup) throws -> Bool {
    guard let text = group.name else { return false }
    let name = firms.taken(apart: text)
    return try firms.nameIndex(in: db).tellsOneFirm(name)
      && (group.accountNo == nil || name.form != nil)
  }

  /// The account and the name of an accepted entry are the firm's from now on, unless an earlier decision
  /// speaks for them: then once that holds no more.
  func insertAliases(_ group: MatchGroup, firm: Int64, event: Int64) throws {
    if let account = group.accountNo {
      try insertAlias("account", feed: group.feed, value: account, firm: firm, event: event)
    }
    guard let text = group.name, try followsName(of: group) else { return }
    let name = firms.taken(apart: text)
    let named = try firms.firmOfExactly(text, county: group.county, in: db)
    let isDeliberate = named.map { !firms.isOne($0, Int32(firm)) } ?? false
    if let alias = firms.alias(name: name.key), !alias.isDeliberate, let named,
      !firms.isOne(named, alias.firm)
    {
      // The entry waited because a firm of this name had come: the person has now decided.
      try db.execute(
        sql:
          "UPDATE firmAlias SET endedBy = ? WHERE kind = 'name' AND value = ? AND endedBy IS NULL",
        arguments: [event, name.key])
    }
    try insertAlias(
      "name", feed: nil, value: name.key, firm: firm, event: event, isDeliberate: isDeliberate)
  }

  private func insertAlias(
    _ kind: String, feed: Feed?, value: String, firm: Int64, event: Int64,
    isDeliberate: Bool = false
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO firmAlias (kind, feed, value, firmId, eventId, isDeliberate, endedBy)
        VALUES (:kind, :feed, :value, :firm, :event, :isDeliberate, (
          SELECT o.eventId FROM firmAlias o
          WHERE o.kind = :kind AND o.feed IS :feed AND o.value = :value AND o.endedBy IS NULL))
        """,
      arguments: [
        "kind": kind, "feed": feed?.rawValue, "value": value, "firm": firm, "event": event,
        "isDeliberate": isDeliberate,
      ])
  }

  /// The aliases of a decision that no longer holds; those that it stood before hold again.
  func endAliases(of event: Int64, by end: Int64) throws {
    try db.execute(
      sql: "UPDATE firmAlias SET endedBy = ? WHERE eventId = ? AND endedBy IS NULL",
      arguments: [end, event])
    try restoreAliases(endedBy: event)
  }

  /// Aliases hold again, but for those of decisions that do not: of several for one account or name the
  /// first decided, unless the later one was taken in view of the earlier. Rows that followed the later one
  /// meanwhile wait.
  func restoreAliases(endedBy event: Int64) throws {
    let ended = try Row.fetchAll(
      db,
      sql: """
        SELECT id, eventId FROM firmAlias WHERE endedBy = ? ORDER BY eventId, id
        """, arguments: [event]
    ).filter { try isInForce($0[1]) }
    for alias in ended {
      let holder = try holder(ofAliasOf: alias[0])
      if let holder, holder.event < alias[1] || holder.isDeliberate {
        try setEnd(of: alias[0], holder.event)
      } else {
        if let holder {
          try setEnd(of: holder.id, alias[1])
          try rows.takeOut(
            .part(.matched(events: [holder.event]), groups: followers(ofAlias: holder.id)))
        }
        try setEnd(of: alias[0], nil)
      }
    }
  }

  /// The entries of an alias's account or name but the one that was accepted.
  private func followers(ofAlias alias: Int64) throws -> [Int64] {
    try entries("a.id = ? AND g.id <> (SELECT groupId FROM matchEvent WHERE id = a.eventId)", alias)
  }

  private func setEnd(of alias: Int64, _ event: Int64?) throws {
    try db.execute(
      sql: "UPDATE firmAlias SET endedBy = ? WHERE id = ?", arguments: [event, alias])
  }

  /// The alias in force for what another one is about.
  private func holder(
    ofAliasOf other: Int64
  ) throws -> (id: Int64, event: Int64, isDeliberate: Bool)? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT o.id, o.eventId, o.isDeliberate FROM firmAlias a
        JOIN firmAlias o ON o.kind = a.kind AND o.feed IS a.feed AND o.value = a.value
        WHERE a.id = ? AND o.endedBy IS NULL
        """, arguments: [other]
    ).map { ($0[0], $0[1], $0[2]) }
  }

  /// The entries whose account, or whose name in whatever feed, an acceptance speaks for.
  func entriesSpokenFor(by acceptance: Int64) throws -> [Int64] {
    try entries("a.eventId = ? AND a.endedBy IS NULL", acceptance)
  }

  private func entries(_ condition: String, _ argument: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT g.id FROM firmAlias a
        JOIN matchGroup g ON (a.kind = 'account' AND g.feed = a.feed AND g.accountNo = a.value)
          OR (a.kind = 'name' AND g.nameKey = a.value)
        WHERE \(condition) ORDER BY g.id
        """, arguments: [argument])
  }

  /// True of an acceptance that is not taken back, and whose own entry is not split.
  func isInForce(_ acceptance: Int64) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (
          SELECT 1 FROM matchEvent s JOIN matchEvent a ON a.id = s.undoes
          WHERE a.id = ? AND (s.kind = 'undone' OR s.groupId = a.groupId) AND NOT EXISTS (
            SELECT 1 FROM matchEvent u WHERE u.undoes = s.id AND u.kind = 'undone'))
        """, arguments: [acceptance]) == true
  }
}
