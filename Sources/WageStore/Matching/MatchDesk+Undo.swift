internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Takes an event back as if it had never been: rows, names and accounts, refusals and merges stand
  /// as without it. What rules concluded from it is concluded anew.
  ///
  /// - Throws: ``MatchError``: no such event, taken back already, or a later decision about the same
  ///   entry or firm still stands.
  public func undo(_ id: Int64, entry: MatchEntry) throws -> DecisionOutcome {
    guard let event = try transaction.snapshot.matchEvent(id) else {
      throw MatchError.unknownEvent(id)
    }
    if event.undoneBy != nil || event.kind == .undone { throw MatchError.alreadyUndone(id) }
    if event.kind == .automatic { throw MatchError.automaticEvent(id, group: event.groupId ?? 0) }
    if let later = try laterDecision(than: event) {
      throw MatchError.notLast(id, later: later)
    }
    let undo = try transaction.insertMatchEvent(
      .undone, group: event.groupId, firm: nil, undoes: id, entry: entry)
    switch event.kind {
    case .accepted: try undoAcceptance(event, undo: undo, entry: entry)
    case .split: try undoSplit(event, entry: entry)
    case .merged: try undoMerge(event, undo: undo, entry: entry)
    case .refused, .automatic, .undone:
      if let group = event.groupId { try openAgain(group, after: event.id, entry: entry) }
    }
    return try journal.outcome(transaction.snapshot)
  }

  private func laterDecision(than event: MatchEvent) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT min(l.id) FROM matchEvent l
        WHERE l.id > :id AND l.kind IN ('accepted', 'refused', 'split', 'merged')
          AND NOT EXISTS (SELECT 1 FROM matchEvent u WHERE u.undoes = l.id AND u.kind = 'undone')
          AND (l.groupId = :group OR (:kind = 'merged' AND l.kind = 'merged' AND (
            l.firmId IN (:firm, :into) OR l.intoFirmId = :firm)))
        """,
      arguments: [
        "id": event.id, "group": event.groupId, "kind": event.kind.rawValue,
        "firm": event.firmId, "into": event.intoFirmId,
      ])
  }

  private func undoAcceptance(_ event: MatchEvent, undo: Int64, entry: MatchEntry) throws {
    try endAliases(of: event.id, by: undo)
    let groups = try transaction.snapshot.keptGroups(.matched(events: [event.id])).map(\.group)
    try rows.takeOut(.matched(events: [event.id]))
    if let group = event.groupId { try project(group) }
    try firms.readDecisions(in: db)
    // What followed the person is the rules' again: moved all the same.
    let about = Set(groups + [event.groupId].compactMap(\.self)).sorted()
    try reconsider(
      after: event.id, about: about, with: about, restoring: event.id, entry: entry)
  }

  /// A refusal stands again, or the rows go back to the firm that they were taken from.
  private func undoSplit(_ event: MatchEvent, entry: MatchEntry) throws {
    guard let id = event.groupId, let undone = event.undoes else { return }
    try restoreAliases(endedBy: event.id)
    try project(id)
    try firms.readDecisions(in: db)
    var reached = Set([id] + (try entriesMoved(by: event.id)))
    if event.firmId == nil {
      try takeRuledBack(of: id, after: event.id, entry: entry)
    } else {
      reached.formUnion(try followers(of: try group(id)) + entriesSpokenFor(by: undone))
    }
    try reconsider(
      after: event.id, about: reached.sorted(), with: reached.sorted(), restoring: event.id,
      besides: undone, entry: entry)
  }

  /// A refusal no longer holds: the rows wait again, unless a rule knows by now whose they are.
  func openAgain(_ group: Int64, after refusal: Int64, entry: MatchEntry) throws {
    try project(group)
    try firms.readDecisions(in: db)
    try reconsider(after: refusal, about: [group], with: [group], entry: entry)
  }

  private func undoMerge(_ event: MatchEvent, undo: Int64, entry: MatchEntry) throws {
    let concerned = try transaction.snapshot.firmMerges(asOf: nil)
    try db.execute(
      sql: "UPDATE firmMerge SET endedBy = ? WHERE eventId = ?", arguments: [undo, event.id])
    try firms.readDecisions(in: db)
    let both = [event.firmId, event.intoFirmId].compactMap(\.self)
    try reconsider(
      after: event.id, about: [], with: [],
      merged: Set(both + both.map(concerned.survivor)).sorted(), entry: entry)
  }
}
