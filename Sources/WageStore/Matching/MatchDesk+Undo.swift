internal import GRDB
internal import WageDomain

extension MatchDesk {
  /// Takes an event back as if it had never been: rows, names and accounts, refusals and merges stand
  /// as without it. What rules concluded from it is concluded anew.
  ///
  /// - Throws: ``MatchError``: no such event, taken back already, or a later decision about the same
  ///   entry or firm still stands.
  public func undo(_ id: Int64, entry: MatchEntry) throws -> MatchOutcome {
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
    case .accepted: return try undoAcceptance(event, undo: undo, entry: entry)
    case .split: return try undoSplit(event, entry: entry)
    case .merged: return try undoMerge(event, undo: undo, entry: entry)
    case .refused, .automatic, .undone:
      guard let group = event.groupId else { return MatchOutcome() }
      return try openAgain(group, after: event.id, entry: entry)
    }
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

  private func undoAcceptance(
    _ event: MatchEvent, undo: Int64, entry: MatchEntry
  ) throws -> MatchOutcome {
    try endAliases(of: event.id, by: undo)
    let groups = try transaction.snapshot.keptGroups(.matched(events: [event.id])).map(\.group)
    var outcome = try rows.takeOut(.matched(events: [event.id]))
    if let group = event.groupId { try project(group) }
    try firms.readDecisions(in: db)
    // What followed the person is the rules' again: moved all the same.
    let about = Set(groups + [event.groupId].compactMap(\.self)).sorted()
    outcome.add(try reconsider(after: event.id, about: about, with: about, entry: entry))
    return outcome
  }

  /// A refusal stands again, or the rows go back to the firm that they were taken from.
  private func undoSplit(_ event: MatchEvent, entry: MatchEntry) throws -> MatchOutcome {
    guard let id = event.groupId, let undone = event.undoes else { return MatchOutcome() }
    try restoreAliases(endedBy: event.id)
    try project(id)
    try firms.readDecisions(in: db)
    guard let firm = event.firmId else {
      try takeRuledBack(of: id, after: event.id, entry: entry)
      return MatchOutcome(groups: 1)
    }
    // What a person or a rule said of this very entry stands again; a decision about another is followed
    // by its aliases.
    let target = try transaction.snapshot.matchEvent(undone)
    if target?.kind == .accepted, target?.undoneBy == nil, target?.groupId == id {
      try takeRuledBack(of: id, after: event.id, entry: entry)
      return try follow(undone, about: try group(id), firm: firm, entry: entry)
    }
    let followers = try followers(of: try group(id))
    let waiting = Set(try transaction.snapshot.keptRows(.waiting(groups: followers)))
    var decided: [Int64: RowIdentity] = [:]
    if target?.kind == .automatic, target?.groupId == id,
      let key = try transaction.snapshot.waitingKeys([id]).first?.key
    {
      decided[id] = try MatchPlan(transaction, firms: firms, at: entry.now, byName: true)
        .ruling(about: key, firm: Int32(firm))
    }
    var outcome = try reconsider(
      after: event.id, about: followers, with: followers, decided: decided, entry: entry)
    outcome.groups += 1
    let settled = waiting.count - (try transaction.snapshot.waitingCount(among: waiting))
    outcome.rows += max(0, settled - outcome.rejected)
    return outcome
  }

  /// A refusal no longer holds: the rows wait again, unless a rule knows by now whose they are.
  func openAgain(
    _ group: Int64, after refusal: Int64, entry: MatchEntry
  ) throws -> MatchOutcome {
    try project(group)
    let waiting = try self.group(group).rowsWaiting
    try firms.readDecisions(in: db)
    var outcome = try reconsider(after: refusal, about: [group], with: [group], entry: entry)
    outcome.groups = 1
    outcome.rows += waiting
    return outcome
  }

  private func undoMerge(
    _ event: MatchEvent, undo: Int64, entry: MatchEntry
  ) throws -> MatchOutcome {
    let concerned = try transaction.snapshot.firmMerges(asOf: nil)
    try db.execute(
      sql: "UPDATE firmMerge SET endedBy = ? WHERE eventId = ?", arguments: [undo, event.id])
    try firms.readDecisions(in: db)
    let both = [event.firmId, event.intoFirmId].compactMap(\.self)
    var outcome = MatchOutcome(groups: 1)
    outcome.rejected = try reconsider(
      after: event.id, about: [], with: [],
      firms: Set(both + both.map(concerned.survivor)).sorted(),
      entry: entry
    ).rejected
    return outcome
  }
}
