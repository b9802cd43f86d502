internal import Crypto
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

/// The raw columns of an event, as the chain covers them.
struct ChainRow {
  let seq: Int64
  let caseNo: String
  let type: String
  let payload: String
  let effectiveAt: String
  let recordedAt: String
  let actor: String
  let previous: String

  static let genesis = String(repeating: "0", count: 64)

  /// SHA-256 over every column, each with its length before it, so that no two rows read alike.
  var hash: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    let columns = [
      String(seq), caseNo, type, payload, effectiveAt, recordedAt, actor, previous,
    ]
    for column in columns {
      bytes += String(column.utf8.count).utf8
      bytes.append(UInt8(ascii: ":"))
      bytes += column.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return hexadecimal(SHA256.hash(data: bytes))
  }

  /// The event that the columns stand for; nil when they do not stand for one.
  var event: CaseEvent? {
    guard let kind = CaseEventKind(rawValue: type), let values = CasePayload.values(payload),
      let act = CaseAct(kind: kind, payload: values), let effectiveAt = Instant(effectiveAt)
    else { return nil }
    return CaseEvent(act, effectiveAt: effectiveAt, actor: actor)
  }
}

extension ChainRow {
  /// Those of `caseEvent`, in the order that ``init(_:)`` reads; the row's own hash is the last.
  static let columns = """
    seq, caseNo, type, payload, effectiveAt, recordedAt, actor, previous, hash
    """

  init(_ row: BoundRow) {
    self.init(
      seq: row.integer(0), caseNo: row.string(1) ?? "", type: row.string(2) ?? "",
      payload: row.string(3) ?? "", effectiveAt: row.string(4) ?? "",
      recordedAt: row.string(5) ?? "", actor: row.string(6) ?? "", previous: row.string(7) ?? "")
  }

  /// The hash as it stands in the row.
  static func storedHash(_ row: BoundRow) -> String { row.string(8) ?? "" }
}

extension StoreSnapshot {
  /// How many events there are and the last one's hash, to be kept outside the database.
  ///
  /// - Returns: 0 and 64 zeros before the first event.
  public func chainHead() throws -> (length: Int, head: String) {
    let row = try Row.fetchOne(
      db, sql: "SELECT seq, hash FROM caseEvent ORDER BY seq DESC LIMIT 1")
    return try (
      Int.fetchOne(db, sql: "SELECT count(*) FROM caseEvent") ?? 0,
      row?["hash"] ?? ChainRow.genesis
    )
  }
}
