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
    plainValues(text)
      ?? (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)))
  }

  /// Nothing that JSON writes with a backslash.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != quote && $0 != UInt8(ascii: "\\") && $0 != 0x7F }
  }

  /// Reads `{"key":"value",...}` without spaces and escapes; nil for any other text.
  private static func plainValues(_ text: String) -> [String: String]? {
    var bytes = text.utf8[...]
    guard bytes.popFirst() == UInt8(ascii: "{"), bytes.popLast() == UInt8(ascii: "}") else {
      return nil
    }
    var values: [String: String] = [:]
    while !bytes.isEmpty {
      guard let key = plainText(&bytes), bytes.popFirst() == UInt8(ascii: ":"),
        let value = plainText(&bytes), values.updateValue(value, forKey: key) == nil
      else { return nil }
      guard let next = bytes.popFirst() else { return values }
      guard next == UInt8(ascii: ","), !bytes.isEmpty else { return nil }
    }
    return values
  }

  private static func plainText(_ bytes: inout Substring.UTF8View) -> String? {
    guard bytes.popFirst() == quote, let end = bytes.firstIndex(of: quote) else { return nil }
    let text = bytes[..<end]
    guard text.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") }) else { return nil }
    bytes = bytes[bytes.index(after: end)...]
    return String(Substring(text))
  }

  private static let quote = UInt8(ascii: "\"")
}
