import WageDomain

/// The header of a file: which cell holds which column, and the delimiter it betrays.
struct HeaderLine {
  let delimiter: UInt8
  /// For each cell the field it holds; nil for an unknown column.
  let fields: [FeedField?]
  let findings: [FileFinding]
  /// Its bytes in the file, without the line end.
  let range: Range<Int>

  /// Comma, tab and semicolon are tried: the one that yields most known columns wins, then most
  /// cells, then this order.
  ///
  /// - Throws: ``FileRefusal`` `empty`, `line-ends`, `truncated`, `masked-export`,
  ///   `duplicate-column` or `missing-column`.
  static func read(
    _ base: UnsafePointer<UInt8>, from start: Int, count: Int, decoder: TextDecoder,
    schema: FeedSchema, lineNumbers: UnsafePointer<Int32>?
  ) throws(FileRefusal) -> HeaderLine {
    let known = Set(schema.headerFields.flatMap { [$0.name, $0.title] })
    var best: (delimiter: UInt8, header: Names, known: Int)?
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] {
      let header = try names(
        base, from: start, count: count, delimiter, decoder, lineNumbers)
      let hits = header.names.filter(known.contains).count
      let isBetter = best.map { (hits, header.names.count) > ($0.known, $0.header.names.count) }
      if isBetter ?? true { best = (delimiter, header, hits) }
    }
    guard let best else { throw OpenedFile.empty }
    return try bind(best.header, best.delimiter, schema)
  }

  private struct Names {
    let names: [String]
    let line: Int
    let range: Range<Int>
  }

  private static func names(
    _ base: UnsafePointer<UInt8>, from start: Int, count: Int, _ delimiter: UInt8,
    _ decoder: TextDecoder, _ lineNumbers: UnsafePointer<Int32>?
  ) throws(FileRefusal) -> Names {
    let capacity = 4096
    let cells = UnsafeMutablePointer<Cell>.allocate(capacity: capacity)
    defer { cells.deallocate() }
    var records = RecordReader(
      base: base, from: start, count: count, delimiter: delimiter, cells: cells, capacity: capacity,
      lineNumbers: lineNumbers)
    switch records.next() {
    case .end: throw OpenedFile.empty
    case .record: break
    case .unclosedQuote(let line): throw truncatedHeader(line)
    case .textAfterQuote, .quoteInText:
      // The faulty line is no header of any kind: it will lack every required column.
      return Names(names: [], line: records.recordLine, range: start..<start)
    }
    let stretch = UnsafeRawBufferPointer(
      start: base + records.recordStart, count: records.recordEnd - records.recordStart)
    if !records.hasLineEnd, stretch.contains(0x0D) { throw lineEnds }
    let names = (0..<min(records.cellCount, capacity)).map { index in
      let cell = cells[index]
      let text = decoder.string(
        UnsafeRawBufferPointer(start: base + cell.start, count: cell.end - cell.start))
      return cell.isEscaped ? text.replacing("\"\"", with: "\"") : text
    }
    return Names(
      names: names, line: records.recordLine, range: records.recordStart..<records.recordEnd)
  }

  private static func bind(
    _ header: Names, _ delimiter: UInt8, _ schema: FeedSchema
  ) throws(FileRefusal) -> HeaderLine {
    // A masked export may have got another name on its way.
    if header.names.contains(where: isMaskedRejectId) {
      throw RefusalCode.refusedExport(
        Bilingual(
          zh: "列 \(FeedBatch.maskedRejectId)：已脱敏的导出文件",
          en: "column \(FeedBatch.maskedRejectId): an export with hidden personal data"),
        line: header.line)
    }
    let all = schema.headerFields
    let fields = header.names.map { name in all.first { $0.name == name || $0.title == name } }
    var seen: Set<String> = []
    for (index, name) in header.names.enumerated() where !name.isEmpty {
      guard !seen.insert(fields[index]?.name ?? name).inserted else { continue }
      throw RefusalCode.duplicateColumn.refusal(
        line: header.line,
        found: Bilingual(
          zh: "\(fields[index]?.bothNames ?? name) 出现两次",
          en: "\(fields[index]?.bothNames ?? name) twice"),
        expected: Bilingual(zh: "每列只出现一次", en: "every column once"),
        remedy: Bilingual(
          zh: "请问清以哪一列为准，删去另一列。",
          en: "Ask which of the columns counts; remove the other."))
    }
    let missing = schema.fields.filter { $0.isRequired && !seen.contains($0.name) }
    guard missing.isEmpty else { throw self.missing(missing.map(\.bothNames), header) }
    if !schema.requireOneOf.isEmpty, !schema.requireOneOf.contains(where: seen.contains) {
      throw self.missing(
        schema.requireOneOf.compactMap { schema.field($0)?.bothNames }, isOneOf: true, header)
    }
    let findings = zip(header.names, fields).filter { $0.1 == nil }.map { name, _ in
      FileFinding(
        code: FindingCode.unknownColumn.rawValue, line: header.line, column: name,

        found: name.isEmpty
          ? Bilingual(zh: "没有名称的列", en: "a column without a name") : .same(name),
        expected: .same(all.map(\.bothNames).joined(separator: ", ")))
    }
    return HeaderLine(
      delimiter: delimiter, fields: fields, findings: findings, range: header.range)
  }

  private static func isMaskedRejectId(_ name: String) -> Bool {
    name.trimmingPrefix(while: \.isWhitespace).lowercased().hasPrefix(FeedBatch.maskedRejectId)
  }

  private static func missing(
    _ columns: [String], isOneOf: Bool = false, _ header: Names
  ) -> FileRefusal {
    let names = shown(header.names.joined(separator: ", "))
    let wanted = columns.joined(separator: ", ")
    return RefusalCode.missingColumn.refusal(
      line: header.line, found: Bilingual(zh: "列 \(names)", en: "columns \(names)"),
      expected: isOneOf
        ? Bilingual(zh: "其中之一：\(wanted)", en: "one of \(wanted)") : .same(wanted),
      remedy: Bilingual(
        zh: "首行列名须与此完全一致，中英文均可。",
        en: "Name the columns exactly so, in English or Chinese, in the first line."))
  }

  /// A first line that is no header at all can be as long as the file.
  private static func shown(_ names: String) -> String {
    names.utf8.count > 600 ? String(names.prefix(200)) + "…" : names
  }

  private static func truncatedHeader(_ line: Int) -> FileRefusal {
    RefusalCode.truncated.refusal(
      line: line,
      found: Bilingual(zh: "表头中的引号未闭合", en: "a quote in the header that is never closed"),
      expected: Bilingual(zh: "右引号", en: "a closing quote"),
      remedy: Bilingual(
        zh: "请报送单位重新导出。", en: "Ask the agency to export the file again."))
  }

  private static var lineEnds: FileRefusal {
    RefusalCode.lineEnds.refusal(
      line: 1, found: Bilingual(zh: "换行符只有 CR", en: "lines that end in CR alone"),
      expected: Bilingual(zh: "LF 或 CRLF", en: "LF or CRLF"),
      remedy: Bilingual(
        zh: "请以 LF 或 CRLF 换行另存。", en: "Save the file with LF or CRLF line ends."))
  }
}

extension FeedSchema {
  /// The fields that a header kept as text names, in its order, without those about the row itself.
  ///
  /// - Returns: none for a text that is no header of the feed as its schema is today.
  public func fields(ofHeader text: String) -> [FeedField] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress,
        let header = try? HeaderLine.read(
          base, from: 0, count: bytes.count, decoder: TextDecoder(.utf8), schema: self,
          lineNumbers: nil)
      else { return [] }
      return header.fields.compactMap(\.self).filter { field($0.name) != nil }
    }
  }
}
