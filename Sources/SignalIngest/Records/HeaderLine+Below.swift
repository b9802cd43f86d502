import WageDomain

extension HeaderLine {
  /// A title has fewer lines.
  private static let mostLines = 10
  /// A longer line is neither a title nor a header.
  static let longestLine = 1 << 14

  /// Looks for the header below what stands first: a title, who sent the file, Excel's `sep=,`.
  ///
  /// Nothing is passed over for it, as a row that looks like a title would be lost: the file stays out
  /// with a word on what to delete. What a title says is not shown, it may name a person. `first` is the
  /// record that lacks required columns.
  ///
  /// - Returns: nil where no line below names more columns, or where what stands above it is as full as
  ///   a row.
  static func below(
    _ first: Names, _ base: UnsafePointer<UInt8>, from start: Int, count: Int,
    decoder: TextDecoder, schema: FeedSchema, lineNumbers: UnsafePointer<Int32>?
  ) -> FileRefusal? {
    let cells = UnsafeMutablePointer<Cell>.allocate(capacity: capacity)
    defer { cells.deallocate() }
    let known = HeaderCells(first.names, of: schema).named
    for delimiter in delimiters {
      var records = RecordReader(
        base: base, from: start, count: count, delimiter: delimiter, cells: cells,
        capacity: capacity, lineNumbers: lineNumbers)
      var above: [[String]] = []
      while let next = line(&records, decoder), above.count < mostLines {
        let header = HeaderCells(next.names, of: schema)
        let filled = Self.filled(next.names)
        if !above.isEmpty, header.areHeader, header.named > max(1, known) {
          guard above.allSatisfy({ Self.filled($0) <= max(2, filled / 2) }) else { break }
          let isMark = isDelimiterMark(base, first, decoder)
          return refusal(
            first, above: next.line, isMark: isMark, isSheet: lineNumbers != nil,
            units: isMark ? nil : units(of: schema))
        }
        above.append(next.names)
      }
    }
    return nil
  }

  /// The next line's cells; none where its quotes are at fault.
  ///
  /// - Returns: nil where the file ends, or nobody would take the line for a title or a header.
  private static func line(_ records: inout RecordReader, _ decoder: TextDecoder) -> Names? {
    let outcome = records.next()
    guard records.recordEnd - records.recordStart <= longestLine else { return nil }
    switch outcome {
    case .record: return Names(records, decoder)
    case .textAfterQuote, .quoteInText: return Names(without: records)
    case .end, .unclosedQuote: return nil
    }
  }

  private static func filled(_ names: [String]) -> Int {
    names.count { !$0.allSatisfy(\.isWhitespace) }
  }

  /// `sep=;` and the like, by which Excel is told the delimiter.
  private static func isDelimiterMark(
    _ base: UnsafePointer<UInt8>, _ first: Names, _ decoder: TextDecoder
  ) -> Bool {
    guard first.range.count <= 8 else { return false }
    let text = decoder.string(
      UnsafeRawBufferPointer(start: base + first.range.lowerBound, count: first.range.count))
    return text.drop { $0 == "\"" || $0.isWhitespace }.lowercased().hasPrefix("sep=")
  }

  /// In which units the feed's columns are, where a title may say another: 单位：万元.
  private static func units(of schema: FeedSchema) -> Bilingual? {
    let columns = schema.fields.compactMap { field in field.unit.map { (field, $0) } }
    guard !columns.isEmpty else { return nil }
    let zh = columns.map { $0.title.hasSuffix(")") ? $0.title : "\($0.title)(\($1))" }
      .joined(separator: "、")
    let en = columns.map { "\($0.name) in \($1)" }.joined(separator: ", ")
    return Bilingual(
      zh: "若其中写有计量单位（如“单位：万元”），请先换算（本数据源：\(zh)）。",
      en: " If a unit stands there (单位：万元), first convert the values: \(en).")
  }

  private static func refusal(
    _ first: Names, above line: Int, isMark: Bool, isSheet: Bool, units: Bilingual?
  ) -> FileRefusal {
    let last = line - 1
    let unit = isSheet ? "row" : "line"
    let what = Bilingual(
      zh: isMark ? "Excel 的分隔符说明（sep=）" : "像是标题的内容",
      en: isMark ? "a note on the delimiter for Excel (sep=)" : "what looks like a title")
    let range = first.line < last ? "\(first.line)-\(last)" : "\(first.line)"
    return RefusalCode.headerBelow.refusal(
      line: first.line,
      found: Bilingual(
        zh: "\(what.zh)；表头在第 \(line) 行", en: "\(what.en); the header is in \(unit) \(line)"),
      expected: Bilingual(zh: "表头在首行", en: "the header first"),
      remedy: Bilingual(
        zh: "请删去第 \(range) 行，再重报。\(units?.zh ?? "")",
        en: "Delete \(unit)\(first.line < last ? "s" : "") \(range) and send the file again."
          + (units?.en ?? "")))
  }
}
