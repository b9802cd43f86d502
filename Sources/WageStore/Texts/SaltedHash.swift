internal import Foundation

/// The hash of a short text with a salt of its own: who tries texts against it needs the salt, and
/// that is erased together with the text.
struct SaltedHash {
  /// 32 random bytes, in hexadecimal.
  let salt: String
  /// In hexadecimal.
  let hash: String

  init(_ text: String) {
    salt = hexadecimal(Array(HashSecret.newBytes()))
    hash = Self.hash(text, salt: salt)
  }

  /// Plain without a salt, as in rows from before there was one.
  static func hash(_ text: String, salt: String?) -> String {
    salt.map { TextHash.sha256($0 + text) } ?? TextHash.sha256(text)
  }
}
