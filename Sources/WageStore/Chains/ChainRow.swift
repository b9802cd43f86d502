internal import Crypto
internal import WageDomain

/// The raw columns of an event, as its chain covers them; ``caseNo`` is the number of the warning,
/// incident or entry in the chains of those.
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
}
