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
    let (status, other) = standing.isRefused ? ("refused", "waiting") : ("waiting", "refused")
    let rows = try Int64.fetchAll(
      db, sql: "SELECT id FROM waitingRow WHERE groupId = ? AND status = ?",
      arguments: [group, other])
    for row in rows { journal.note(row, standing.isRefused ? .waiting : .refused) }
    try db.execute(
      sql: "UPDATE waitingRow SET status = ? WHERE groupId = ? AND status = ?",
      arguments: [status, group, other])
    try db.execute(sql: "DELETE FROM refusedMatch WHERE groupId = ?", arguments: [group])
    for (firm, event) in standing.refusedFirms.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: "INSERT INTO refusedMatch (groupId, firmId, eventId) VALUES (?, ?, ?)",
        arguments: [group, firm, event])
    }
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
