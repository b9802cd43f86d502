internal import GRDB
internal import WageDomain

/// Keeps rows that name their firm otherwise than by code, with what they were matched by.
///
/// A row that a decision matched is kept like one that waits, so that it can be taken away from the
/// firm again; of one that a rule matched only its place is, in a ``RuledSheet``.
final class WaitingShelf {
  /// Where a row stands, and what reading it again takes.
  struct Kept {
    var file: Int64?
    var line: Int32?
    var row: Int32?
    /// Of the version that the row made: it is in, only its firm may change.
    var version: Int64?
    /// Its file said otherwise of what it is about: it was set aside as this reject.
    var reject: Int64?
    var raw = ""
  }

  private struct Group {
    let id: Int64
    let isRefused: Bool
  }

  private let transaction: StoreTransaction
  private let firms: FirmRegister
  private let moment: Instant
  private var groups: [GroupKey: Group] = [:]

  /// `moment` is recorded with matches by rule.
  init(_ transaction: StoreTransaction, firms: FirmRegister, at moment: Instant) {
    self.transaction = transaction
    self.firms = firms
    self.moment = moment
  }

  /// Keeps a row; `identity` is nil when it waits.
  func keep(_ kept: Kept, of key: GroupKey, identity: RowIdentity?) throws {
    let group = try group(key)
    let event = try identity.map { try self.event(of: key, $0) }
    let insert = try BoundStatement(
      """
      INSERT INTO waitingRow (fileId, feed, line, row, name, accountNo, raw, status, groupId,
        eventId, versionId, rejectId)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: transaction.db)
    insert.bind(kept.file)
    insert.bind(key.feed.rawValue)
    insert.bind(kept.line.map(Int64.init))
    insert.bind(kept.row.map(Int64.init))
    insert.bind(key.name)
    insert.bind(key.account)
    insert.bind(kept.raw)
    insert.bind(
      kept.reject != nil
        ? "rejected" : event != nil ? "matched" : group.isRefused ? "refused" : "waiting")
    insert.bind(group.id)
    insert.bind(event)
    insert.bind(kept.version)
    insert.bind(kept.reject)
    try insert.run()
  }

  private func group(_ key: GroupKey) throws -> Group {
    if let known = groups[key] { return known }
    let (id, isRefused) = try transaction.matchGroup(key) { firms.taken(apart: $0).key }
    let group = Group(id: id, isRefused: isRefused)
    groups[key] = group
    return group
  }

  /// The event of a row that is matched: the decision, or one for all rows of an entry that a rule
  /// gives to a firm, until it is taken back.
  func event(of key: GroupKey, _ identity: RowIdentity) throws -> Int64 {
    if let decision = identity.event { return decision }
    if let known = try firms.ruleEvents.event(of: key, identity, in: transaction.db) {
      return known
    }
    let event = try transaction.insertMatchEvent(
      .automatic, group: try group(key).id, firm: Int64(identity.firm),
      entry: MatchEntry(actor: MatchEntry.automaticActor, reason: identity.rule, now: moment))
    firms.ruleEvents.keep(event, of: key, identity)
    return event
  }
}
