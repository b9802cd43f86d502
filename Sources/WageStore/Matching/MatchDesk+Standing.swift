internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Brings what follows from the events about an entry up to date: whether it is refused, and to
  /// which firms no rule matches it.
  func project(_ group: Int64) throws {
    let standing = EntryStanding(try transaction.snapshot.matchEvents(ofGroup: group))
    try db.execute(
      sql: "UPDATE matchGroup SET isRefused = ? WHERE id = ?",
      arguments: [standing.isRefused, group])
    try db.execute(
      sql: "UPDATE waitingRow SET status = ? WHERE groupId = ? AND status = ?",
      arguments: [
        standing.isRefused ? "refused" : "waiting", group,
        standing.isRefused ? "waiting" : "refused",
      ])
    try db.execute(sql: "DELETE FROM refusedMatch WHERE groupId = ?", arguments: [group])
    for (firm, event) in standing.refusedFirms.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: "INSERT INTO refusedMatch (groupId, firmId, eventId) VALUES (?, ?, ?)",
        arguments: [group, firm, event])
    }
  }

  /// Whether later rows of the entry's name follow by themselves once it is accepted: the name tells one
  /// firm, and says its legal form where the rows name an account.
  public func followsName(of group: MatchGroup) throws -> Bool {
    guard let text = group.name else { return false }
    let name = firms.taken(apart: text)
    return try firms.nameIndex(in: db).tellsOneFirm(name)
      && (group.accountNo == nil || name.form != nil)
  }

  /// The account and the name of an accepted entry are the firm's from now on.
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

  /// The aliases of a decision that no longer holds; those that it had replaced hold again.
  func endAliases(of event: Int64, by end: Int64) throws {
    try db.execute(
      sql: "UPDATE firmAlias SET endedBy = ? WHERE eventId = ? AND endedBy IS NULL",
      arguments: [end, event])
    try restoreAliases(endedBy: event)
  }

  /// Aliases hold again, but for those of decisions taken back, or whose place another has taken.
  func restoreAliases(endedBy event: Int64) throws {
    try db.execute(
      sql: """
        UPDATE firmAlias SET endedBy = NULL WHERE endedBy = :event AND NOT EXISTS (
          SELECT 1 FROM firmAlias o WHERE o.kind = firmAlias.kind AND o.feed IS firmAlias.feed
            AND o.value = firmAlias.value AND o.endedBy IS NULL)
          AND NOT EXISTS (
            SELECT 1 FROM matchEvent u WHERE u.undoes = firmAlias.eventId AND u.kind = 'undone')
        """, arguments: ["event": event])
  }

  private func insertAlias(
    _ kind: String, feed: Feed?, value: String, firm: Int64, event: Int64,
    isDeliberate: Bool = false
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO firmAlias (kind, feed, value, firmId, eventId, isDeliberate)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """, arguments: [kind, feed?.rawValue, value, firm, event, isDeliberate])
  }
}

/// What the events about an entry come to, those taken back left out.
private struct EntryStanding {
  private(set) var isRefused = false
  /// With the event that says so.
  private(set) var refusedFirms: [Int64: Int64] = [:]

  init(_ events: [MatchEvent]) {
    let kinds = Dictionary(uniqueKeysWithValues: events.map { ($0.id, $0.kind) })
    for event in events where event.undoneBy == nil {
      switch event.kind {
      case .accepted:
        isRefused = false
        if let firm = event.firmId { refusedFirms[firm] = nil }
      case .refused: isRefused = true
      case .split:
        if let target = event.undoes, kinds[target] == .refused {
          isRefused = false
        } else if let firm = event.firmId {
          refusedFirms[firm] = event.id
        }
      case .automatic, .merged, .undone: break
      }
    }
  }
}
