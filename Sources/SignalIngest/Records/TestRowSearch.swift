import WageDomain

/// Looks for rows that somebody typed to try the export out.
struct TestRowSearch {
  private let words: [[UInt8]]
  /// For each byte whether a word begins with it.
  private let isBeginning: [Bool]
  private let repeated: Set<String>
  private let schema: FeedSchema
  private let fields: [FeedField]
  private var listed: [FileFinding] = []
  private var count = 0

  init(_ schema: FeedSchema) {
    self.schema = schema
    words = schema.checks.testWords.map { Array($0.lowercased().utf8) }
    let beginnings = Set(words.compactMap(\.first))
    isBeginning = (0...UInt8.max).map { beginnings.contains(Self.lower($0)) }
    repeated = Set(schema.checks.repeatedColumns)
    fields = schema.fields.filter { $0.kind == .text }
  }

  mutating func look(at batch: FeedBatch) {
    for field in fields {
      guard let column = batch.texts(field.name) else { continue }
      let isRepeatable = repeated.contains(field.name)
      var hits: [Int] = []
      column.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for (row, end) in column.ends.enumerated() {
          let cell = UnsafeBufferPointer(rebasing: bytes[start..<Int(end)])
          start = Int(end)
          if isTest(cell) || isRepeatable && Self.isRepeated(cell) { hits.append(row) }
        }
      }
      for row in hits { note(row, field, column, batch) }
    }
  }

  /// One a row of the first ones, then the number of the others.
  var findings: [FileFinding] {
    guard count > listed.count else { return listed }
    return listed + [
      FileFinding(
        code: FindingCode.testRow.rawValue, line: nil, column: nil,

        found: Bilingual(zh: "另有 \(count - listed.count) 行", en: "\(count - listed.count) more"),
        expected: Self.none)
    ]
  }

  private static var none: Bilingual { Bilingual(zh: "没有测试行", en: "no test rows") }

  private mutating func note(
    _ row: Int, _ field: FeedField, _ column: TextColumn, _ batch: FeedBatch
  ) {
    count += 1
    guard listed.count < FeedChecks.mostListed else { return }
    let text = String((column.string(row) ?? "").prefix(40))
    let isWord = schema.checks.testWords.contains { $0.lowercased() == text.lowercased() }
    listed.append(
      FileFinding(
        code: FindingCode.testRow.rawValue, line: Int(batch.lines[row]), column: field.name,
        found: .same(isWord ? text : schema.masked(text, in: field)), expected: Self.none))
  }

  @inline(__always)
  private func isTest(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first, isBeginning[Int(first)] else { return false }
    for word in words where word.first == Self.lower(first) && begins(cell, word) { return true }
    return false
  }

  /// A Latin word must end there: `tester` is no `test`.
  private func begins(_ cell: UnsafeBufferPointer<UInt8>, _ word: [UInt8]) -> Bool {
    guard cell.count >= word.count,
      word.indices.allSatisfy({ Self.lower(cell[$0]) == word[$0] })
    else { return false }
    guard cell.count > word.count, let last = word.last, last < 0x80 else { return true }
    return !(0x61...0x7A).contains(Self.lower(cell[word.count]))
  }

  private static func isRepeated(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count >= 5, let first = cell.first, first < 0x80 else { return false }
    return cell.allSatisfy { $0 == first }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
