import Glibc
import WageDomain

/// Looks for texts that lost characters before the file came.
struct LostCharacterSearch {
  private let fields: [FeedField]
  private var hits = ColumnHits()

  init(_ schema: FeedSchema) {
    fields = schema.fields.filter { $0.kind == .text }
  }

  mutating func look(at batch: FeedBatch) {
    for field in fields {
      guard let column = batch.texts(field.name), Self.mayHave(column) else { continue }
      for row in 0..<batch.count {
        guard let text = column.string(row), LostCharacters.areIn(text) else { continue }
        hits.note(field, line: batch.lines[row])
      }
    }
  }

  /// One a column, in the schema's order.
  var findings: [FileFinding] {
    hits.findings(fields, .lostCharacters) { field, rows in
      let isName = field.name == "name" || field.name == "firm_name"
      return (
        found: Bilingual(
          zh: "\(rows) 行含替换符 U+FFFD（或“锟斤拷”）",
          en: "\(rows.counted("row")) with U+FFFD, or 锟斤拷"),
        expected: Bilingual(
          zh: "完整的文字；字符在来件之前已丢失，请由原系统重新导出\(isName ? "；此类名称不自动匹配" : "")",
          en: "whole texts: the characters were lost before the file came, have it exported anew"
            + (isName ? "; no rule matches such a name" : ""))
      )
    }
  }

  /// Whether a mark may be among the bytes of all cells: U+FFFD, or 锟, with which the other begins.
  private static func mayHave(_ column: TextColumn) -> Bool {
    column.bytes.withUnsafeBufferPointer { bytes in
      // Looked for by the byte that names have most seldom.
      has([0xEF, 0xBF, 0xBD], by: 0, in: bytes) || has([0xE9, 0x94, 0x9F], by: 2, in: bytes)
    }
  }

  private static func has(
    _ mark: [UInt8], by rare: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = rare
    while at < bytes.count, let found = memchr(base + at, Int32(mark[rare]), bytes.count - at) {
      let place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if bytes[(place - rare)...].starts(with: mark) { return true }
      at = place + 1
    }
    return false
  }
}
