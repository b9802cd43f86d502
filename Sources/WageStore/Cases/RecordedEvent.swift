internal import GRDB
public import WageDomain

/// An event as it stands in the chain.
public struct RecordedEvent: Hashable, Sendable {
  /// From 1, without gaps, over all cases.
  public let seq: Int64
  public let caseNo: String
  public let event: CaseEvent
  public let recordedAt: Instant
  /// The hash of the event before; 64 zeros for the first.
  public let previous: String
  /// SHA-256 over the row and ``previous``, lower-case hexadecimal.
  public let hash: String
}

extension ChainRow {
  /// The event that the columns stand for; nil when they do not stand for one.
  var event: CaseEvent? {
    guard let kind = CaseEventKind(rawValue: type), let values = CasePayload.values(payload),
      let act = CaseAct(kind: kind, payload: values), let effectiveAt = Instant(effectiveAt)
    else { return nil }
    return CaseEvent(act, effectiveAt: effectiveAt, actor: actor)
  }

  /// - Throws: ``CaseStoreError/damagedEvent(seq:)``.
  func readEvent() throws -> CaseEvent {
    guard let event else { throw CaseStoreError.damagedEvent(seq: seq) }
    return event
  }
}

extension StoreSnapshot {
  /// How many events there are and the last one's hash, to be kept outside the database.
  ///
  /// - Returns: 0 and 64 zeros before the first event.
  public func chainHead() throws -> (length: Int, head: String) {
    try (
      Int.fetchOne(db, sql: "SELECT count(*) FROM caseEvent") ?? 0,
      EventChain.cases.last(in: db).hash
    )
  }
}
