import WageDomain

/// The header of a file: which cell holds which column, and the delimiter it betrays.
struct HeaderLine {
  let delimiter: UInt8
  /// For each cell the field it holds; nil for an unknown column.
  let fields: [FeedField?]
  /// The columns' names as lists and logs may show them.
  let shownNames: [String]
  let findings: [FileFinding]
  /// Its bytes in the file, without the line end.
  let range: Range<Int>

  /// Comma, tab and semicolon are tried: the one that yields most known columns wins, then most
  /// cells, then this order.
  ///
  /// - Throws: ``FileRefusal`` `empty`, `line-ends`, `truncated`, `masked-export`,
  ///   `duplicate-column`, `header-below` or `missing-column`.
  static func read(
    _ base: UnsafePointer<UInt8>, from start: Int, count: Int, decoder: TextDecoder,
    schema: FeedSchema, lineNumbers: UnsafePointer<Int32>?
  ) throws(FileRefusal) -> HeaderLine {
    let known = Set(schema.headerFields.flatMap { [$0.name, $0.title] })
    var best: (delimiter: UInt8, header: Names, known: Int)?
    for delimiter in delimiters {
      let header = try names(
        base, from: start, count: count, delimiter, decoder, lineNumbers)
      let hits = header.names.filter(known.contains).count
      let isBetter = best.map { (hits, header.names.count) > ($0.known, $0.header.names.count) }
      if isBetter ?? true { best = (delimiter, header, hits) }
    }
    guard let best else { throw OpenedFile.empty }
    do throws(FileRefusal) {
      return try bind(best.header, best.delimiter, schema)
    } catch {
      guard error.code == RefusalCode.missingColumn.rawValue else { throw error }
      // Lines of spaces alone are empty lines.
      if UnsafeBufferPointer(start: base + start, count: count - start).allSatisfy({ $0 <= 0x20 }) {
        throw OpenedFile.empty
      }
      let below = below(
        best.header, base, from: start, count: count, decoder: decoder, schema: schema,
        lineNumbers: lineNumbers)
      throw below ?? otherTable(best.header, base, decoder, schema) ?? error
    }
  }

  static let delimiters = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
  /// Cells of a header that are looked at.
  static let capacity = 4096

  /// More than any header: what comes then is no table, or has no line ends that are read here.
  private static let longest = 1 << 20

  /// Looks at the beginning of a file before anything takes its first line into memory.
  ///
  /// - Throws: ``FileRefusal`` `line-ends` or `missing-column` where the first line is longer than
  ///   ``longest``. One with a NUL byte is left to the proof of the encoding, which names the byte.
  static func checkLength(_ file: UnsafeRawBufferPointer) throws(FileRefusal) {
    let beginning = UnsafeRawBufferPointer(rebasing: file.prefix(longest + 1))
    guard beginning.count > longest, !beginning.contains(0x0A), !beginning.contains(0) else {
      return
    }
    if beginning.contains(0x0D) { throw lineEnds }
    throw tooLong
  }

  private static var tooLong: FileRefusal {
    RefusalCode.missingColumn.refusal(
      line: 1, found: Bilingual(zh: "首行超过 1 MiB", en: "a first line of more than 1 MiB"),
      expected: Bilingual(zh: "一行列名", en: "a line of column names"),
      remedy: Bilingual(
        zh: "文件不是表格，没有换行，或首行有多余的引号：请重新导出为 CSV。",
        en:
          "The file is no table, has no line ends, or a stray quote in its first line: export it again as CSV."
      ))
  }

  /// The cells of a record, as the names of columns.
  struct Names {
    let names: [String]
    let line: Int
    let range: Range<Int>

    init(_ records: RecordReader, _ decoder: TextDecoder) {
      names = (0..<min(records.cellCount, records.capacity)).map { index in
        let cell = records.cells[index]
        let text = decoder.string(
          UnsafeRawBufferPointer(start: records.base + cell.start, count: cell.end - cell.start))
        return cell.isEscaped ? text.replacing("\"\"", with: "\"") : text
      }
      line = records.recordLine
      range = records.recordStart..<records.recordEnd
    }

    /// Of a line whose quotes are at fault.
    init(without records: RecordReader) {
      names = []
      line = records.recordLine
      range = records.recordStart..<records.recordEnd
    }
  }

  private static func names(
    _ base: UnsafePointer<UInt8>, from start: Int, count: Int, _ delimiter: UInt8,
    _ decoder: TextDecoder, _ lineNumbers: UnsafePointer<Int32>?
  ) throws(FileRefusal) -> Names {
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
      return Names(without: records)
    }
    // A stray quote makes many lines one: that is no header either.
    guard records.recordEnd - records.recordStart <= longest else { throw tooLong }
    let stretch = UnsafeRawBufferPointer(
      start: base + records.recordStart, count: records.recordEnd - records.recordStart)
    if !records.hasLineEnd, stretch.contains(0x0D) { throw lineEnds }
    return Names(records, decoder)
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
    let cells = HeaderCells(header.names, of: schema)
    let fields = cells.fields
    guard cells.areHeader else { throw withoutHeader(header, schema) }
    var seen: [String: Int] = [:]
    for (index, name) in header.names.enumerated() where !name.isEmpty {
      let key = fields[index]?.name ?? name
      guard let first = seen[key] else {
        seen[key] = index
        continue
      }
      throw RefusalCode.duplicateColumn.refusal(
        line: header.line, found: cells.twice(first, index),
        expected: Bilingual(zh: "每列只出现一次", en: "every column once"),
        remedy: Bilingual(
          zh: "请问清以哪一列为准，删去另一列。",
          en: "Ask which of the columns counts; remove the other."))
    }
    let missing = schema.fields.filter { $0.isRequired && seen[$0.name] == nil }
    guard missing.isEmpty else { throw self.missing(missing.map(\.bothNames), header, cells) }
    if !schema.requireOneOf.isEmpty, schema.requireOneOf.allSatisfy({ seen[$0] == nil }) {
      throw self.missing(
        schema.requireOneOf.compactMap { schema.field($0)?.bothNames }, isOneOf: true, header, cells
      )
    }
    let findings = fields.indices.filter { fields[$0] == nil }.map { index in
      FileFinding(
        code: FindingCode.unknownColumn.rawValue, line: header.line, column: cells.shown(index),
        found: cells.told(index),
        expected: cells.nearly[index].map { field in
          Bilingual(
            zh: "\(field.bothNames)，须完全一致；该列未读入",
            en: "\(field.bothNames), exactly so; the column was not read")
        } ?? .same(all.map(\.bothNames).joined(separator: ", ")))
    }
    return HeaderLine(
      delimiter: delimiter, fields: fields, shownNames: fields.indices.map(cells.shown),
      findings: findings, range: header.range)
  }

  private static func isMaskedRejectId(_ name: String) -> Bool {
    name.trimmingPrefix(while: \.isWhitespace).lowercased().hasPrefix(FeedBatch.maskedRejectId)
  }

  private static func missing(
    _ columns: [String], isOneOf: Bool = false, _ header: Names, _ cells: HeaderCells
  ) -> FileRefusal {
    let names = shown(header.names.indices.map(cells.shown).joined(separator: ", "))
    let wanted = columns.joined(separator: ", ")
    return RefusalCode.missingColumn.refusal(
      line: header.line, found: Bilingual(zh: "列 \(names)", en: "columns \(names)"),
      expected: isOneOf
        ? Bilingual(zh: "其中之一：\(wanted)", en: "one of \(wanted)") : .same(wanted),
      remedy: Bilingual(
        zh: "首行列名须与此完全一致，中英文均可。",
        en: "Name the columns exactly so, in English or Chinese, in the first line."))
  }

  /// The first line may be a row about a person: how many cells it has is told, and none of them.
  private static func withoutHeader(_ header: Names, _ schema: FeedSchema) -> FileRefusal {
    let required = schema.fields.filter(\.isRequired)
    let wanted = required.isEmpty ? schema.requireOneOf.compactMap(schema.field) : required
    let count = header.names.count
    let cells = Bilingual(
      zh: "首行 \(count) 个单元格，没有一个是必需的列名：似缺表头，首行像是数据，内容不予显示",
      en: """
        a first line of \(count.counted("cell")), none the name of a required column: it looks like data, which is \
        not shown, and the header is missing
        """)
    let quotes = Bilingual(
      zh: "首行引号有误，读不出列名", en: "a first line whose quotes are at fault, so that it names no columns")
    return RefusalCode.missingColumn.refusal(
      line: header.line, found: count == 0 ? quotes : cells,
      expected: .same(wanted.map(\.bothNames).joined(separator: ", ")),
      remedy: Bilingual(
        zh: "请在首行补上列名，中英文均可，须与此完全一致。",
        en: "Put a line of column names first, exactly so, in English or Chinese."))
  }

  /// A header of many columns can be as long as a file.
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
