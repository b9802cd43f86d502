import WageDomain

/// Looks for words where a number tells one thing from another: 一号表 as an account, 来访 as a
/// complaint's number.
///
/// Of two matters under one word only the last would count, and of two firms' meters one firm would have
/// both. Which words say "no number" a list knows in part only; whether this one is one, a person knows.
struct WordNumberSearch {
  private let fields: [FeedField]
  private var hits = ColumnHits()

  /// Batches and instructions are left out: no row is told from another by them alone.
  init(_ schema: FeedSchema) {
    fields = schema.fields.filter {
      $0.isIdentifier && $0.personal == nil && ($0.zeroFills || $0.isRequired)
    }
  }

  mutating func look(at batch: FeedBatch) {
    for field in fields {
      guard let column = batch.texts(field.name), !Self.isASCII(column) else { continue }
      column.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for (row, end) in column.ends.enumerated() {
          let cell = bytes[start..<Int(end)]
          start = Int(end)
          guard Self.isWord(cell) else { continue }
          hits.note(field, line: batch.lines[row])
        }
      }
    }
  }

  /// One a column, in the schema's order. The word is not shown: it may be a person's name.
  var findings: [FileFinding] {
    hits.findings(fields, .wordNumber) { field, rows in
      (
        found: Bilingual(
          zh: "\(rows) 行写的是不含数字的文字",
          en: "\(rows.counted("row")) with words and no digit"),
        expected: Bilingual(
          zh: "\(field.title)；若这些文字表示没有号码，\(field.isRequired ? "请各编一号" : "请留空或填写企业信用代码")后重报",
          en: "a number: if the words say that there is none, "
            + (field.isRequired
              ? "give each its own" : "leave the cell empty, or give the firm's code,")
            + " and send the rows again")
      )
    }
  }

  /// As nearly all columns are, so this is what it costs.
  private static func isASCII(_ column: TextColumn) -> Bool {
    column.bytes.withUnsafeBufferPointer { bytes in
      var joined: UInt8 = 0
      for byte in bytes { joined |= byte }
      return joined < 0x80
    }
  }

  /// Full-width digits are ASCII here.
  private static func isWord(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    !cell.isEmpty && cell.contains { $0 >= 0x80 } && !cell.contains { $0 &- 0x30 < 10 }
  }
}
