internal import Foundation

/// The payload of an event as JSON text: one flat object of strings, keys sorted, so that the same
/// payload is always the same bytes.
///
/// A year of cases is read and written whole, so texts without an escape, which nearly all are, take
/// a short way; `JSONEncoder` and `JSONDecoder` have the others.
enum CasePayload {
  static func text(_ payload: [String: String]) throws -> String {
    guard payload.allSatisfy({ isPlain($0.key) && isPlain($0.value) }) else {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }
    let members = payload.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// - Returns: nil for a text that is no flat object of strings.
  static func values(_ text: String) -> [String: String]? {
    words(text).map { Dictionary($0.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }) }
  }

  /// The same as a list; no key is in it twice.
  ///
  /// - Returns: nil for a text that is no flat object of strings.
  static func words(_ text: String) -> [(key: String, value: String)]? {
    plainWords(text)
      ?? (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))).map { Array($0) }
  }

  /// Nothing that JSON writes with a backslash.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != quote && $0 != UInt8(ascii: "\\") && $0 != 0x7F }
  }

  /// Reads `{"key":"value",...}` without spaces and escapes; nil for any other text.
  private static func plainWords(_ text: String) -> [(key: String, value: String)]? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= 2, bytes[0] == UInt8(ascii: "{"),
        bytes[bytes.count - 1] == UInt8(ascii: "}")
      else { return nil }
      var rest = bytes[1..<bytes.count - 1]
      var words: [(key: String, value: String)] = []
      words.reserveCapacity(6)
      while !rest.isEmpty {
        guard let key = plainText(&rest), rest.popFirst() == UInt8(ascii: ":"),
          let value = plainText(&rest), !words.contains(where: { $0.key == key })
        else { return nil }
        words.append((key, value))
        guard let next = rest.popFirst() else { return words }
        guard next == UInt8(ascii: ","), !rest.isEmpty else { return nil }
      }
      return words
    }
  }

  private static func plainText(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard rest.popFirst() == quote else { return nil }
    var end = rest.startIndex
    while end < rest.endIndex, rest[end] != quote {
      guard rest[end] >= 0x20, rest[end] != UInt8(ascii: "\\") else { return nil }
      end += 1
    }
    guard end < rest.endIndex else { return nil }
    let text = String(decoding: rest[..<end], as: UTF8.self)
    rest = rest[(end + 1)...]
    return text
  }

  private static let quote = UInt8(ascii: "\"")
}
