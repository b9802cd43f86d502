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
    CaseEvent(type: type, payload: payload, effectiveAt: Instant(effectiveAt), actor: actor)
  }

  /// - Throws: ``CaseStoreError/damagedEvent(seq:)``.
  func readEvent() throws -> CaseEvent {
    guard let event else { throw CaseStoreError.damagedEvent(seq: seq) }
    return event
  }
}

/// An event without its place in the chain, as a case is computed from it.
struct StoredEvent: Sendable {
  static let columns = "seq, type, payload, effectiveAt, actor, recordedAt"

  let seq: Int64
  private let type: String
  private let payload: String
  private let effectiveAt: Instant?
  private let actor: String
  /// Nil where it cannot be read.
  let recordedAt: Instant?

  /// A row of ``columns``.
  init(_ row: BoundRow) {
    seq = row.integer(0)
    type = row.string(1) ?? ""
    payload = row.string(2) ?? ""
    effectiveAt = row.text(3).flatMap { Instant(utf8: $0) }
    actor = row.string(4) ?? ""
    recordedAt = row.text(5).flatMap { Instant(utf8: $0) }
  }

  /// - Throws: ``CaseStoreError/damagedEvent(seq:)``.
  func read() throws -> CaseEvent {
    let event = CaseEvent(type: type, payload: payload, effectiveAt: effectiveAt, actor: actor)
    guard let event else { throw CaseStoreError.damagedEvent(seq: seq) }
    return event
  }
}

extension CaseEvent {
  fileprivate init?(type: String, payload: String, effectiveAt: Instant?, actor: String) {
    guard let kind = CaseEventKind(rawValue: type), let words = CasePayload.words(payload),
      let act = CaseAct(kind: kind, values: CasePayloadValues(words)), let effectiveAt
    else { return nil }
    self.init(act, effectiveAt: effectiveAt, actor: actor)
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
