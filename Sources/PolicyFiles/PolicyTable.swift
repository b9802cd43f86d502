import WageDomain

/// The rows of a CSV policy file (RFC 4180, UTF-8, with or without BOM, LF or CRLF).
struct PolicyTable {
  struct Row {
    /// The physical line where the row begins, 1-based.
    let line: Int
    let fields: [String]
  }

  /// Data rows with as many fields as the header; blank lines are left out.
  private(set) var rows: [Row] = []
  /// Faults of the header, of field counts and of quotes, in file order.
  private(set) var faults: [PolicyFault] = []

  /// - Parameters:
  ///   - text: the whole file.
  ///   - file: its name, for the faults.
  ///   - columns: the header expected, exactly. With any other header there are no rows.
  init(_ text: String, file: String, columns: [String]) {
    var reader = PolicyTableReader(text)
    let header = reader.next()
    guard let header, header.fields == columns else {
      faults.append(
        PolicyFault(
          file: file, line: header?.line ?? 0,
          found: header.map {
            let fields = $0.fields.joined(separator: ",")
            return Bilingual(zh: "表头 \(fields)", en: "header \(fields)")
          } ?? Bilingual(zh: "没有表头", en: "no header"),
          expected: .same(columns.joined(separator: ","))))
      return
    }
    while let row = reader.next() {
      if row.fields == [""] { continue }
      if row.fields.count == columns.count {
        rows.append(row)
      } else {
        faults.append(
          PolicyFault(
            file: file, line: row.line,
            found: Bilingual(zh: "\(row.fields.count) 列", en: "\(row.fields.count) fields"),
            expected: Bilingual(zh: "\(columns.count) 列", en: "\(columns.count) fields")))
      }
    }
    faults += reader.badQuotes.map {
      PolicyFault(file: file, line: $0.line, found: $0.found, expected: $0.expected)
    }
  }
}

/// Reads one record after the other.
private struct PolicyTableReader {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  /// Where a quoted field begins that has no end, or that does not end where its quotes do.
  private(set) var badQuotes: [(line: Int, found: Bilingual, expected: Bilingual)] = []

  init(_ text: String) {
    let all = Array(text.utf8)
    bytes = all.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(all.dropFirst(3)) : all
  }

  mutating func next() -> PolicyTable.Row? {
    guard position < bytes.count else { return nil }
    let start = line
    var fields = [field()]
    while position < bytes.count, bytes[position] == UInt8(ascii: ",") {
      position += 1
      fields.append(field())
    }
    endLine()
    return PolicyTable.Row(line: start, fields: fields)
  }

  private mutating func field() -> String {
    position < bytes.count && bytes[position] == UInt8(ascii: "\"") ? quotedField() : plainField()
  }

  private mutating func plainField() -> String {
    let start = position
    while position < bytes.count, !Self.endsField(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quotedField() -> String {
    let start = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == byte else {
          return endQuoted(content, start: start)
        }
        position += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      content.append(byte)
    }
    badQuotes.append(
      (
        start, Bilingual(zh: "引号没有闭合", en: "a quote never closed"),
        Bilingual(zh: "闭合的引号", en: "a closing quote")
      ))
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func endQuoted(_ content: [UInt8], start: Int) -> String {
    let rest = plainField()
    if !rest.isEmpty {
      badQuotes.append(
        (
          start, Bilingual(zh: "闭合的引号后有 '\(rest)'", en: "'\(rest)' after a closing quote"),
          Bilingual(zh: "逗号", en: "a comma")
        ))
    }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func endLine() {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    line += 1
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
