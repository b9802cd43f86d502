internal import GRDB
internal import WageDomain

/// How kept rows stood before a decision, noted when each is first moved: what the decision did is the
/// difference to how they stand after it.
final class RowJournal {
  /// How a kept row stands.
  enum Standing: Hashable {
    case waiting
    case refused
    /// By an event, from a day (``Day/number``) on; nil: from the row's own.
    case isIn(by: Int64, since: Int32?)
    case setAside(by: Int64)
  }

  private let isOpen: Bool
  private var before: [Int64: Standing] = [:]

  /// One that is not open takes no notes: a night may move millions of rows.
  init(isOpen: Bool) {
    self.isOpen = isOpen
  }

  /// Only the first note of a row counts.
  func note(_ row: Int64, _ standing: Standing) {
    if isOpen, before[row] == nil { before[row] = standing }
  }

  /// From when the first of the rows counted that an event had brought in: by event. Rows that counted from
  /// their own day on are left out.
  func firstDays() -> [Int64: Int32] {
    var days: [Int64: Int32] = [:]
    for case .isIn(let event, let since?) in before.values {
      days[event] = min(days[event] ?? since, since)
    }
    return days
  }

  /// What became of the rows, and keeps which of them a decision moved for the day on which it is taken back.
  func outcome(recording decision: Int64, in transaction: StoreTransaction) throws
    -> DecisionOutcome
  {
    let changes = try changes(transaction.snapshot)
    try record(changes, by: decision, in: transaction)
    return try outcome(changes, transaction.snapshot)
  }

  /// What became of the rows.
  func outcome(_ snapshot: StoreSnapshot) throws -> DecisionOutcome {
    try outcome(try changes(snapshot), snapshot)
  }

  private func record(
    _ changes: [Change], by decision: Int64, in transaction: StoreTransaction
  ) throws {
    let insert = try transaction.db.cachedStatement(
      sql: "INSERT INTO movedRow (eventId, rowId, heldBy, since, wentTo) VALUES (?, ?, ?, ?, ?)")
    for row in changes {
      let held = row.before.event
      guard held != row.event, held != nil || row.event != decision else { continue }
      try insert.execute(arguments: [
        decision, row.id, held, row.before.since.map { Day(number: $0).description }, row.event,
      ])
    }
  }

  private func outcome(
    _ changes: [Change], _ snapshot: StoreSnapshot
  ) throws -> DecisionOutcome {
    var outcome = DecisionOutcome()
    var moved: [Move: Int] = [:]
    var firms: [Int64: Int64] = [:]
    for row in changes {
      switch (row.before, row.status) {
      case (.isIn(let event, _), "matched"):
        let from = try firms[event] ?? snapshot.matchEvent(event)?.firmId
        firms[event] = from
        if let from, let to = row.firm, from != to {
          moved[Move(group: row.group, from: from, to: to), default: 0] += 1
        }
      case (_, "matched"):
        outcome.entered += 1
        if row.isStored { outcome.storedBefore += 1 }
      case (.waiting, "waiting"): break
      case (_, "waiting"): outcome.waiting += 1
      case (.refused, "refused"): break
      case (_, "refused"): outcome.refused += 1
      default: break
      }
      if case .setAside = row.before { outcome.rejected -= 1 }
      if row.status == "rejected" { outcome.rejected += 1 }
    }
    outcome.moved = try moved.keys.sorted().map { move in
      MovedRows(
        groupId: move.group, from: try snapshot.creditCode(ofFirm: move.from) ?? "",
        to: try snapshot.creditCode(ofFirm: move.to) ?? "", rows: moved[move] ?? 0)
    }
    return outcome
  }

  private struct Move: Hashable, Comparable {
    let group, from, to: Int64

    static func < (left: Move, right: Move) -> Bool {
      (left.group, left.from, left.to) < (right.group, right.from, right.to)
    }
  }

  private struct Change {
    let id, group: Int64
    let before: Standing
    let status: String
    let event, firm: Int64?
    /// A complaint or report, which is in whosever it is.
    let isStored: Bool
  }

  /// By row; with those that stand as before.
  private func changes(_ snapshot: StoreSnapshot) throws -> [Change] {
    try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT w.id, w.groupId, w.status, w.eventId, e.firmId, w.versionId IS NOT NULL
        FROM waitingRow w LEFT JOIN matchEvent e ON e.id = w.eventId
        WHERE w.id IN (SELECT value FROM json_each(?)) ORDER BY w.id
        """, arguments: [before.keys.sorted().json]
    ).compactMap { row in
      before[row[0]].map {
        Change(
          id: row[0], group: row[1], before: $0, status: row[2], event: row[3], firm: row[4],
          isStored: row[5])
      }
    }
  }
}

extension RowJournal.Standing {
  /// By which the row was in, or set aside.
  fileprivate var event: Int64? {
    switch self {
    case .waiting, .refused: nil
    case .isIn(let event, _), .setAside(let event): event
    }
  }

  fileprivate var since: Int32? {
    if case .isIn(_, let since) = self { since } else { nil }
  }
}
