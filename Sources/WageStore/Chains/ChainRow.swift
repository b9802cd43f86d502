internal import Crypto
internal import WageDomain

/// The raw columns of an event, as its chain covers them; ``caseNo`` is the number of the warning,
/// incident or entry in the chains of those.
struct ChainRow: Hashable, Sendable {
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
    var hasher = ChainHasher()
    return hasher.hash(self)
  }
}

/// Hashes rows one after another in one piece of memory.
struct ChainHasher {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(512) }

  mutating func hash(_ row: ChainRow) -> String {
    bytes.removeAll(keepingCapacity: true)
    add(String(row.seq))
    add(row.caseNo)
    add(row.type)
    add(row.payload)
    add(row.effectiveAt)
    add(row.recordedAt)
    add(row.actor)
    add(row.previous)
    return bytes.withUnsafeBytes { hexadecimal(SHA256.hash(data: $0)) }
  }

  private mutating func add(_ column: String) {
    bytes += String(column.utf8.count).utf8
    bytes.append(UInt8(ascii: ":"))
    bytes += column.utf8
    bytes.append(UInt8(ascii: "\n"))
  }
}
