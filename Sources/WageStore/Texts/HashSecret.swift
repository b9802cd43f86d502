internal import Crypto
internal import Foundation
internal import GRDB

/// The workspace's own key for hashes of what people said: who holds an event or an export cannot
/// try phone numbers, names or short sentences against it.
struct HashSecret {
  private let key: SymmetricKey

  init(in db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT secret FROM hashSecret")
    guard let bytes = try Data.fetchOne(statement) else {
      throw StoreError.failed("the workspace's hash secret is missing")
    }
    key = SymmetricKey(data: bytes)
  }

  /// 32 random bytes.
  static func newBytes() -> Data { SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) } }

  /// HMAC-SHA256 of a SHA-256 in hexadecimal, so that a plain one of before can be keyed without its
  /// text.
  func keyed(_ hash: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data(hash.utf8), using: key)
    return hexadecimal(Array(code))
  }

  /// Of the text itself.
  func hash(_ text: String) -> String { keyed(TextHash.sha256(text)) }
}
