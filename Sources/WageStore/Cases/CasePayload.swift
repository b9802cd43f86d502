internal import Foundation

/// The payload of an event as JSON text: one flat object of strings, keys sorted, so that the same
/// payload is always the same bytes.
enum CasePayload {
  static func text(_ payload: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(payload), as: UTF8.self)
  }

  /// - Returns: nil for a text that is no flat object of strings.
  static func values(_ text: String) -> [String: String]? {
    try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }
}
