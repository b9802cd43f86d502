/// A row of an agency file that was set aside: where, what was found, what was expected.
public struct RejectedRow: Hashable, Sendable {
  /// The physical line where the record begins, 1-based.
  public let line: Int
  /// The data row, 1-based.
  public let row: Int
  /// The English column name; nil when the row as a whole is at fault.
  public let column: String?
  /// A stable code, e.g. `number`, `missing-value`, `duplicate-key`; the README lists them.
  public let code: String
  /// Masked when the column holds personal data.
  public let found: Bilingual
  public let expected: Bilingual
  /// The record as it stood in the file, decoded, not masked.
  public let raw: String

  /// Bytes kept of a longer record, and what stands after them.
  public static let largestRaw = 4 << 20
  public static let cutMark = "…"

  /// The earlier reject that the row was sent to correct, from its column `reject_id`.
  public let corrects: Int64?
  /// What the row is about, where the cells of its key can be read.
  public let key: RowKey?

  public init(
    line: Int, row: Int, column: String?, code: String, found: Bilingual, expected: Bilingual,
    raw: String, corrects: Int64? = nil, key: RowKey? = nil
  ) {
    self.line = line
    self.row = row
    self.column = column
    self.code = code
    self.found = found
    self.expected = expected
    self.raw = raw
    self.corrects = corrects
    self.key = key
  }
}

/// Why a whole file stays out: nothing of it is stored, the other files are not concerned.
public struct FileRefusal: Error, Hashable, Sendable {
  /// A stable code, e.g. `encoding`, `missing-column`, `unknown-feed`, `truncated`.
  public let code: String
  /// 1-based physical line; nil when the fault has none.
  public let line: Int?
  /// 1-based byte within the line; nil when the fault has none.
  public let byte: Int?
  public let found: Bilingual
  public let expected: Bilingual
  /// What the person who reads this does now.
  public let remedy: Bilingual

  public init(
    code: String, line: Int? = nil, byte: Int? = nil, found: Bilingual,
    expected: Bilingual, remedy: Bilingual
  ) {
    self.code = code
    self.line = line
    self.byte = byte
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }
}

extension FileRefusal: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

  /// `code: line L byte B: found …, expected …. Remedy`, without the file's name.
  public var text: Bilingual {
    let zh = [line.map { "第 \($0) 行" }, byte.map { "第 \($0) 字节" }].compactMap(\.self).joined()
    let en = [line.map { "line \($0)" }, byte.map { "byte \($0)" }].compactMap(\.self)
      .joined(separator: " ")
    return Bilingual(
      zh: """
        \(code)：\(zh.isEmpty ? "" : zh + "：")发现 \(found.zh)，应为 \(expected.zh)。\(remedy.zh)
        """,
      en: """
        \(code): \(en.isEmpty ? "" : en + ": ")found \(found.en), expected \(expected.en). \(remedy.en)
        """)
  }
}

/// Something about a file that a clerk would ask about, though its rows are good.
public struct FileFinding: Hashable, Sendable {
  /// A stable code, e.g. `control-total`, `unknown-column`.
  public let code: String
  public let line: Int?
  public let column: String?
  public let found: Bilingual
  public let expected: Bilingual

  public init(code: String, line: Int?, column: String?, found: Bilingual, expected: Bilingual) {
    self.code = code
    self.line = line
    self.column = column
    self.found = found
    self.expected = expected
  }
}
