/// Texts that agencies or people wrote, as a terminal may show them.
enum TerminalText {
  /// The text with its control characters spelled out, `\u{1B}`: none of them moves the cursor,
  /// breaks a line or turns the direction of writing.
  static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { shown, scalar in
      if isControl(scalar) {
        shown += spelled(scalar)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
  }

  /// The same, but lines stay lines.
  static func shownLines(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { shown(String($0)) }.joined(separator: "\n")
  }

  /// How a control character is written.
  static func spelled(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// C0, DEL, C1, separators of lines and paragraphs, and marks of the direction of writing.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
