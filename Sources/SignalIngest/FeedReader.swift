public import WageDomain

/// Reads one agency file into batches of checked, typed rows.
///
/// The encoding is proven and the header bound when the reader is made; rows are then read batch by
/// batch, in memory that does not grow with the file. Not for use by two threads at once.
public final class FeedReader {
  public let encoding: TextEncoding
  public let schema: FeedSchema
  /// The header as it stands in the file, decoded: with it, records kept as text can be read again.
  public let headerText: String
  /// Unknown columns at once, control totals when the last batch was read.
  public private(set) var findings: [FileFinding]
  /// Records that are neither blank nor control totals: the stored and the rejected ones.
  public private(set) var dataRows = 0
  public private(set) var rejectedRows = 0
  /// Records that were control totals, checked and dropped: with ``dataRows`` all that are not blank.
  public private(set) var totalRows = 0

  private let file: AgencyFile
  private let base: UnsafePointer<UInt8>
  private let columnCount: Int
  private let mask: RecordMask
  /// The cell that names the reject which a row corrects; -1 without such a column.
  private let correctsCell: Int
  private let firstIsUnknown: Bool
  /// The columns of sentences about people, which may begin with any word.
  private let sentences: [Bool]
  private let text: RecordText
  /// Nil for what was written out of a workbook, whose cells need no quotes, and for kept records.
  private let swallowed: SwallowedRows?
  private let decoder: TextDecoder
  private var records: RecordReader
  private var checker: RowChecker
  private var totals = ControlTotals()
  private var testRows: TestRowSearch
  private var lostCharacters: LostCharacterSearch
  private var wordNumbers: WordNumberSearch
  private var isAtEnd = false
  private var attempts = PlainAttempts()
  /// The last line end: records before it need not look for the end of the file.
  private let lastNewline: Int
  /// What was read before is let go.
  private var heldFrom = 0

  /// The most rows, good and rejected, of a batch.
  public static let largestBatch = 65_536
  /// A batch also ends here, so that long texts and rejects stay within bounds.
  private static let batchBytes = 16 << 20

  /// - Parameters:
  ///   - file: its bytes are proven to be text here.
  ///   - schema: of the feed that the file belongs to.
  ///   - defaultKnownOn: for rows without a `known_on` of their own.
  /// - Throws: ``FileRefusal`` when the encoding or the header is at fault.
  public init(
    file: AgencyFile, schema: FeedSchema, defaultKnownOn: Day
  ) throws(FileRefusal) {
    try HeaderLine.checkLength(file.memory)
    let titles = schema.headerFields.map(\.title)
    let proof = try TextEncodingProof.prove(
      file.memory, titles: titles, letGo: { file.letGo($0) })
    let decoder = TextDecoder(proof.encoding)
    guard let raw = file.memory.baseAddress else {
      preconditionFailure("an agency file always has bytes")
    }
    let base = raw.assumingMemoryBound(to: UInt8.self)
    let count = file.byteCount
    lastNewline = file.memory.lastIndex(of: 0x0A) ?? 0
    let header: HeaderLine
    do throws(FileRefusal) {
      header = try HeaderLine.read(
        base, from: proof.markLength, count: count, decoder: decoder, schema: schema,
        lineNumbers: file.lineNumbers)
    } catch {
      throw error.code == RefusalCode.headerBelow.rawValue ? error : file.heldRefusal ?? error
    }
    if let held = file.heldRefusal { throw held }
    self.file = file
    self.base = base
    self.decoder = decoder
    self.schema = schema
    encoding = proof.encoding
    findings = file.findings + header.findings
    columnCount = header.fields.count
    mask = RecordMask(header, of: schema)
    swallowed = file.lineNumbers == nil ? SwallowedRows(header, of: schema, proof.encoding) : nil
    correctsCell = header.fields.firstIndex { $0 == .rejectId } ?? -1
    firstIsUnknown = header.fields.first == .some(nil)
    sentences = header.fields.map { $0?.personal == .text }
    text = RecordText(file: file, encoding: proof.encoding, mask: mask)
    headerText = text.raw(header.range)
    records = RecordReader(
      base: base, from: proof.markLength, count: count, delimiter: header.delimiter,
      cells: .allocate(capacity: columnCount), capacity: columnCount,
      lineNumbers: file.lineNumbers)
    checker = RowChecker(
      header, schema, decoder, knownOn: defaultKnownOn, capacity: Self.largestBatch)
    testRows = TestRowSearch(schema)
    lostCharacters = LostCharacterSearch(schema)
    wordNumbers = WordNumberSearch(schema)
    _ = records.next()
  }

  deinit {
    records.cells.deallocate()
    checker.deallocate()
  }

  /// The texts of the file's records; usable on another thread than the reader.
  public var recordText: RecordText { RecordText(file: file, encoding: encoding, mask: mask) }

  /// The next rows, in file order.
  ///
  /// - Parameter maximumRows: good and rejected ones together, 1...``largestBatch``.
  /// - Returns: nil at the end of the file; ``findings`` is complete then.
  /// - Throws: ``FileRefusal`` `truncated`, or `still-written` when the file changed meanwhile:
  ///   nothing of it counts, batches already handed out included.
  public func next(maximumRows: Int = 16_384) throws(FileRefusal) -> FeedBatch? {
    guard !isAtEnd else { return nil }
    var batch = FeedBatch()
    let limit = min(max(1, maximumRows), Self.largestBatch)
    let count: Int
    do throws(FileRefusal) { count = try fill(&batch, limit) } catch { throw file.change ?? error }
    guard count > 0 || !batch.rejects.isEmpty else {
      if let change = file.change { throw change }
      finish()
      return nil
    }
    for (index, field) in checker.fields.enumerated() where field.name != schema.knownOn.name {
      batch.columns[field.name] = checker.builders[index].values(count)
    }
    testRows.look(at: batch)
    lostCharacters.look(at: batch)
    wordNumbers.look(at: batch)
    letGo()
    return batch
  }

  private func letGo() {
    guard records.position - heldFrom >= AgencyFile.stretch else { return }
    file.letGo(heldFrom..<records.position)
    heldFrom = records.position
  }

  /// - Returns: the good rows; fewer than the limit only at the end of the file or of the bytes.
  private func fill(_ batch: inout FeedBatch, _ limit: Int) throws(FileRefusal) -> Int {
    // Local copies: a class's stored properties would be checked for exclusive access each time.
    var records = self.records
    var checker = self.checker
    var attempts = self.attempts
    let lastNewline = lastNewline
    defer {
      self.records = records
      self.checker = checker
      self.attempts = attempts
    }
    var rows = BatchRows(capacity: limit)
    defer { rows.move(to: &batch) }
    let end = records.position + Self.batchBytes
    while rows.count &+ batch.rejects.count < limit, records.position < end {
      if attempts.areWorthwhile, records.position < lastNewline {
        let isPlain = checker.readPlain(&records, row: rows.count)
        attempts.note(isPlain)
        if isPlain {
          dataRows &+= 1
          rows.append(records, dataRows, checker.knownOn(rows.count))
          continue
        }
      }
      switch records.next() {
      case .record: break
      case .end: return rows.count
      case .unclosedQuote(let line): throw Self.unclosed(line)
      case let outcome:
        dataRows += 1
        batch.rejects.append(quoteReject(outcome, records))
        continue
      }
      // What a spreadsheet writes below its last row says nothing, as an empty line does.
      if isBlank(records) { continue }
      if records.cellCount < columnCount, !records.hasLineEnd {
        throw Self.cut(records, columnCount)
      }
      if let total = total(records) {
        totalRows += 1
        check(records, &checker, total)
        continue
      }
      dataRows &+= 1
      if let reject = shapeReject(records) {
        batch.rejects.append(reject)
        continue
      }
      if let fault = checker.read(records.cells, base, row: rows.count) {
        batch.rejects.append(reject(fault, records, checker, row: rows.count))
        continue
      }
      rows.append(records, dataRows, checker.knownOn(rows.count))
    }
    return rows.count
  }

  private func finish() {
    isAtEnd = true
    totals.finish(checker.builders)
    findings += totals.findings + testRows.findings + lostCharacters.findings + wordNumbers.findings
    findings += Self.countFindings(dataRows, schema)
  }
}

// MARK: - Control totals

extension FeedReader {
  /// The word that makes a record a total, and its cell: the first, or the second behind an empty one
  /// or the running number of a column that the feed does not know.
  @inline(__always)
  private func total(_ records: RecordReader) -> (word: TotalWord, cell: Int)? {
    guard let total = totalWord(of: records), !hasKey(records, beside: total.cell) else {
      return nil
    }
    return total
  }

  /// True of a record that names what it is about: a code, an account, a document.
  ///
  /// A count (`3户`) and the word itself, which merged cells repeat, name nothing.
  private func hasKey(_ records: RecordReader, beside total: Int) -> Bool {
    zip(checker.builders, checker.fields).contains { builder, field in
      guard builder.cell != total, builder.cell < records.cellCount,
        field.kind == .creditCode || field.isIdentifier && schema.isNamed(by: field)
      else { return false }
      let cell = records.cells[builder.cell]
      let text = text.raw(cell.start..<min(cell.end, cell.start + 200))
      return !TotalWord.isCount(text) && !field.fillers.areAll(of: text)
        && totalWord(bytes(cell), cell: builder.cell) == nil
    }
  }

  @inline(__always)
  private func totalWord(of records: RecordReader) -> (word: TotalWord, cell: Int)? {
    guard records.cellCount > 0, !records.spansLines else { return nil }
    let first = bytes(records.cells[0])
    if let word = totalWord(first, cell: 0) { return (word, 0) }
    guard first.count == 0 || firstIsUnknown, records.cellCount > 1 else { return nil }
    let number = first.trimmed(encoding)
    guard (0..<number.count).allSatisfy({ number[$0] &- 0x30 < 10 }) else { return nil }
    return totalWord(bytes(records.cells[1]), cell: 1).map { ($0, 1) }
  }

  @inline(__always)
  private func totalWord(_ bytes: CellBytes, cell: Int) -> TotalWord? {
    guard TotalWord.mayBegin(bytes.start, bytes.count, encoding) else { return nil }
    return TotalWord(bytes, decoder, takesTail: cell >= columnCount || !sentences[cell])
  }

  /// True of delimiters and spaces alone.
  @inline(__always)
  private func isBlank(_ records: RecordReader) -> Bool {
    let first = base[records.recordStart]
    guard first == records.delimiter || first == 0x20 || first == 0x09 else { return false }
    return (records.recordStart..<records.recordEnd).allSatisfy { at in
      base[at] == records.delimiter || base[at] == 0x20 || base[at] == 0x09 || base[at] == 0x0D
    }
  }

  @inline(__always)
  private func bytes(_ cell: Cell) -> CellBytes {
    CellBytes(start: base + cell.start, count: cell.end - cell.start)
  }

  private func check(
    _ records: RecordReader, _ checker: inout RowChecker, _ total: (word: TotalWord, cell: Int)
  ) {
    for (index, builder) in checker.builders.enumerated()
    where builder.kind == .number && builder.cell > total.cell && builder.cell < records.cellCount {
      let cell = records.cells[builder.cell]
      let text = checker.folded(cell, base)
      guard text.count > 0 else { continue }
      let bytes = UnsafeBufferPointer(start: text.start, count: min(text.count, 80))
      let field = checker.fields[index]
      let found = schema.masked(String(decoding: bytes, as: UTF8.self), in: field)
      totals.claim(
        builder.controlNumber(text, isQuoted: cell.isQuoted), found, column: index,
        name: field.name,
        line: records.recordLine, word: total.word, builder)
    }
    totals.end(total.word, checker.builders)
  }
}

// MARK: - Rejects and refusals

extension FeedReader {
  private func reject(
    _ fault: RowChecker.Fault, _ records: RecordReader, _ checker: RowChecker, row: Int
  ) -> RejectedRow {
    let key = RejectedKey(schema.feed, checker, records.cells, base, decoder).read()
    guard let column = fault.column else {
      let names = schema.requireOneOf.joined(separator: ", ")
      return rejectedRow(
        records, nil, fault.code,
        found: Bilingual(zh: "\(names) 均为空", en: "\(names) all empty"),
        expected: Bilingual(zh: "至少填一项", en: "one of them"), key: key)
    }
    let field = checker.fields[column]
    let cell = records.cells[checker.builders[column].cell]
    let stretch = cell.start..<min(cell.end, cell.start + 240)
    let text = text.raw(stretch).replacing("\"\"", with: cell.isEscaped ? "\"" : "\"\"")
    let cellText = schema.masked(text, in: field)
    var found = Bilingual.same(cellText)
    if fault.code == .tooLong {
      let lines = Self.lines(of: records)
      found = Bilingual(
        zh: "\(cell.end - cell.start) 字节\(lines.zh)",
        en: "\(cell.end - cell.start) bytes\(lines.en)")
    }
    if fault.code == .knownTooEarly {
      let day = Day(number: checker.knownOn(row))
      found = Bilingual(zh: "\(cellText)，获知于 \(day)", en: "\(cellText), known on \(day)")
    }
    return rejectedRow(
      records, field.name, fault.code, found: found, expected: fault.code.expected(of: field),
      key: key)
  }

  private func quoteReject(
    _ outcome: RecordReader.Outcome, _ records: RecordReader
  ) -> RejectedRow {
    switch outcome {
    case .textAfterQuote(let cell):
      rejectedRow(
        records, nil, .textAfterQuote,
        found: Bilingual(
          zh: "第 \(cell) 个单元格右引号之后有文字", en: "text after the closing quote of cell \(cell)"),
        expected: Bilingual(zh: "分隔符或行尾", en: "a delimiter or the end of the line"))
    case .quoteInText(let cell):
      rejectedRow(
        records, nil, .quoteInText,
        found: Bilingual(zh: "第 \(cell) 个单元格内有引号", en: "a quote within cell \(cell)"),
        expected: Bilingual(
          zh: "整个单元格加引号，其中引号写成两个",
          en: "the whole cell in quotes, quotes within it doubled"))
    case .end, .record, .unclosedQuote:
      preconditionFailure("not a reject")
    }
  }

  /// Of a record that is not one row of the header's columns.
  @inline(__always)
  private func shapeReject(_ records: RecordReader) -> RejectedRow? {
    if records.spansLines, let cell = swallowed?.cell(of: records) {
      return swallowedReject(cell, records)
    }
    return records.cellCount == columnCount ? nil : countReject(records)
  }

  private func swallowedReject(_ cell: Int, _ records: RecordReader) -> RejectedRow {
    let (first, last) = (records.recordLine, records.recordLastLine)
    return rejectedRow(
      records, nil, .rowsInCell,
      found: Bilingual(
        zh: "第 \(cell) 个单元格把第 \(first) 至 \(last) 行（共 \(last - first + 1) 行）并为一行",
        en: "lines \(first) to \(last), \(last - first + 1) of them, made one row by cell \(cell)"),
      expected: Bilingual(zh: "每行一条记录，引号在本行内闭合", en: "a row a line, its quotes closed on it"))
  }

  private func countReject(_ records: RecordReader) -> RejectedRow {
    rejectedRow(
      records, nil, records.cellCount > columnCount ? .tooManyCells : .tooFewCells,
      found: Bilingual(
        zh: "\(records.cellCount) 个单元格\(Self.lines(of: records).zh)",
        en: "\(records.cellCount.counted("cell"))\(Self.lines(of: records).en)"),
      expected: Bilingual(
        zh: "\(columnCount) 个，与表头相同", en: "\(columnCount.counted("cell")), as in the header"))
  }

  private func rejectedRow(
    _ records: RecordReader, _ column: String?, _ code: RejectCode, found: Bilingual,
    expected: Bilingual, key: RowKey? = nil
  ) -> RejectedRow {
    rejectedRows += 1
    return RejectedRow(
      line: records.recordLine, row: dataRows, column: column, code: code.rawValue, found: found,
      expected: expected, raw: text.record(records.recordStart..<records.recordEnd),
      corrects: corrected(records), key: key)
  }

  /// What the column `reject_id` says, also of a row whose other cells cannot be told apart.
  private func corrected(_ records: RecordReader) -> Int64? {
    guard correctsCell >= 0, correctsCell < records.cellCount else { return nil }
    let cell = records.cells[correctsCell]
    let bytes = CellBytes(start: base + cell.start, count: cell.end - cell.start).trimmed(encoding)
    guard (1...18).contains(bytes.count) else { return nil }
    return Int64(
      String(decoding: UnsafeBufferPointer(start: bytes.start, count: bytes.count), as: UTF8.self))
  }
}
