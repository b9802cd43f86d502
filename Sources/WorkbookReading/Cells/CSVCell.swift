/// Texts as cells of a CSV file.
enum CSVCell {
  /// Quoted where needed, Excel's `_xHHHH_` turned back into characters.
  static func append(_ text: [UInt8], to bytes: inout [UInt8]) {
    let text = text.contains(UInt8(ascii: "_")) ? unescaped(text) : text
    let needsQuotes = text.contains {
      $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == 0x3B
    }
    guard needsQuotes else { return bytes.append(contentsOf: text) }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Control characters other than white space stay escaped: XML, and so this text, has none.
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      if let character = escape(text, at) {
        result.append(contentsOf: String(character).utf8)
        at += 7
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }

  private static func escape(_ text: [UInt8], _ at: Int) -> Character? {
    guard text[at] == 0x5F, at + 6 < text.count, text[at + 1] == 0x78, text[at + 6] == 0x5F,
      let value = UInt32(String(decoding: text[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
      value >= 0x20 || [0x09, 0x0A, 0x0D].contains(value), let scalar = UnicodeScalar(value)
    else { return nil }
    return Character(scalar)
  }
}
