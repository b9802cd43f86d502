public import WageDomain

/// A CSV file of any columns, which is no agency's feed: a list of dated events, a ranked list.
///
/// RFC 4180 as for feeds: UTF-8, GB18030 or GBK proven over every byte; comma, tab or semicolon.
public struct PlainTable {
  /// The names of the columns, in the order of the file.
  public let columns: [String]

  private let file: AgencyFile
  private let base: UnsafePointer<UInt8>
  private let decoder: TextDecoder
  private let delimiter: UInt8
  private let start: Int

  /// - Throws: ``FileRefusal`` when the bytes are no text or there is no header.
  public init(_ file: AgencyFile) throws(FileRefusal) {
    let proof = try TextEncodingProof.prove(file.memory, titles: [], letGo: { file.letGo($0) })
    guard let raw = file.memory.baseAddress else { throw OpenedFile.empty }
    self.file = file
    base = raw.assumingMemoryBound(to: UInt8.self)
    decoder = TextDecoder(proof.encoding)
    start = proof.markLength
    var best: (delimiter: UInt8, names: [String])?
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] {
      let names = Self.header(base, start, file.byteCount, delimiter, decoder)
      if names.count > best?.names.count ?? 0 { best = (delimiter, names) }
    }
    guard let best else { throw OpenedFile.empty }
    columns = best.names
    delimiter = best.delimiter
  }

  private static func header(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ delimiter: UInt8,
    _ decoder: TextDecoder
  ) -> [String] {
    let cells = UnsafeMutablePointer<Cell>.allocate(capacity: mostColumns)
    defer { cells.deallocate() }
    var records = RecordReader(
      base: base, from: start, count: count, delimiter: delimiter, cells: cells,
      capacity: mostColumns)
    guard case .record = records.next() else { return [] }
    return (0..<min(records.cellCount, mostColumns)).map { text(cells[$0], base, decoder) }
  }

  private static let mostColumns = 4096

  private static func text(
    _ cell: Cell, _ base: UnsafePointer<UInt8>, _ decoder: TextDecoder
  ) -> String {
    let text = decoder.string(
      UnsafeRawBufferPointer(start: base + cell.start, count: cell.end - cell.start))
    return cell.isEscaped ? text.replacing("\"\"", with: "\"") : text
  }

  /// A row, or why there is none.
  public enum Row {
    /// The cells of the columns asked for, in that order; the physical line it begins on.
    case cells([String], line: Int)
    /// A misplaced quote, or another number of cells than the header has.
    case fault(Bilingual, line: Int)
    /// A quote that is never closed: nothing after this line could be read, and this is the last row.
    case brokenOff(Bilingual, line: Int)
  }

  /// Hands over every row below the header, in file order.
  ///
  /// - Parameters:
  ///   - wanted: places in ``columns``.
  ///   - take: is handed each row.
  /// - Throws: what `take` throws; `FileRefusal` when the file changed meanwhile.
  public func forEachRow(of wanted: [Int], _ take: (Row) throws -> Void) throws {
    let cells = UnsafeMutablePointer<Cell>.allocate(capacity: columns.count)
    defer { cells.deallocate() }
    var records = RecordReader(
      base: base, from: start, count: file.byteCount, delimiter: delimiter, cells: cells,
      capacity: columns.count)
    _ = records.next()
    while true {
      switch records.next() {
      case .end:
        if let change = file.change { throw change }
        return
      case .record where records.cellCount == columns.count:
        try take(
          .cells(wanted.map { Self.text(cells[$0], base, decoder) }, line: records.recordLine))
      case .record:
        try take(
          .fault(
            Bilingual(
              zh: "发现 \(records.cellCount) 列，应为 \(columns.count) 列",
              en: "found \(records.cellCount) cells, expected \(columns.count)"),
            line: records.recordLine))
      case .textAfterQuote, .quoteInText:
        try take(.fault(Self.misplacedQuote, line: records.recordLine))
      case .unclosedQuote(let line):
        try take(.brokenOff(Self.unclosedQuote, line: line))
        return
      }
    }
  }

  private static let misplacedQuote = Bilingual(zh: "引号位置不当", en: "found a misplaced quote")
  private static let unclosedQuote = Bilingual(
    zh: "引号未闭合，其后各行均未读取", en: "found a quote that is never closed; no row after it is read")
}
