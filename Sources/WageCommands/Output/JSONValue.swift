/// A JSON value whose object keys keep their order, so that output is the same byte for byte.
enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number between integers, in millionths; written with its six digits.
  case millionths(Int64)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Hashable, Sendable {
    let key: String
    let value: JSONValue
  }

  /// Nil becomes null: absent is null, never a missing key.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  static func optional(_ number: (some BinaryInteger)?) -> JSONValue {
    number.map { .integer(Int64($0)) } ?? .null
  }
  static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// On one line, without spaces.
  var compact: String {
    var text = ""
    write(to: &text, indent: nil, level: 0)
    return text
  }

  /// Two spaces a level.
  var pretty: String {
    var text = ""
    write(to: &text, indent: 2, level: 0)
    return text
  }

  /// As it stands within a list that is written piece by piece.
  func indented(level: Int) -> String {
    var text = String(repeating: " ", count: 2 * level)
    write(to: &text, indent: 2, level: level)
    return text
  }

  /// As a cell of a CSV file or a table: strings bare, null empty, the rest as JSON.
  var cell: String {
    switch self {
    case .null: ""
    case .string(let text): text
    default: compact
    }
  }

  private func write(to text: inout String, indent: Int?, level: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .millionths(let value):
      let digits = String(value.magnitude % 1_000_000)
      text += value < 0 ? "-" : ""
      text += "\(value.magnitude / 1_000_000)."
      text += String(repeating: "0", count: 6 - digits.count) + digits
    case .string(let value): Self.quote(value, to: &text)
    case .array(let values):
      Self.list(values.count, "[", "]", &text, indent, level) { index, text in
        values[index].write(to: &text, indent: indent, level: level + 1)
      }
    case .object(let members):
      Self.list(members.count, "{", "}", &text, indent, level) { index, text in
        Self.quote(members[index].key, to: &text)
        text += indent == nil ? ":" : ": "
        members[index].value.write(to: &text, indent: indent, level: level + 1)
      }
    }
  }

  private static func list(
    _ count: Int, _ open: String, _ close: String, _ text: inout String, _ indent: Int?,
    _ level: Int, _ element: (Int, inout String) -> Void
  ) {
    func breakLine(_ level: Int) {
      if let indent { text += "\n" + String(repeating: " ", count: indent * level) }
    }
    text += open
    for index in 0..<count {
      if index > 0 { text += "," }
      breakLine(level + 1)
      element(index, &text)
    }
    if count > 0 { breakLine(level) }
    text += close
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    // Almost no text needs an escape: whole texts are copied at once.
    let isPlain = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    if isPlain { text += value } else { escape(value, to: &text) }
    text += "\""
  }

  private static func escape(_ value: String, to text: inout String) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case let control where control.value < 0x20:
        let hex = String(control.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
