import WageDomain

/// Reads what a row that is set aside is about, cell by cell: only that part of it need be good.
struct RejectedKey {
  private let feed: Feed
  private let checker: RowChecker
  private let cells: UnsafeMutablePointer<Cell>
  private let base: UnsafePointer<UInt8>
  private let decoder: TextDecoder

  init(
    _ feed: Feed, _ checker: RowChecker, _ cells: UnsafeMutablePointer<Cell>,
    _ base: UnsafePointer<UInt8>, _ decoder: TextDecoder
  ) {
    self.feed = feed
    self.checker = checker
    self.cells = cells
    self.base = base
    self.decoder = decoder
  }

  /// - Returns: nil when a cell of the key is empty or at fault.
  func read() -> RowKey? {
    guard let columns = RowKey.columns(of: feed, filled: { isFilled($0) }) else { return nil }
    var values: [String: String] = [:]
    for column in columns {
      guard let value = value(column) else { return nil }
      values[column] = value
    }
    return RowKey(values)
  }

  /// False of a cell that says that there is nothing to say, as of an empty one.
  private func isFilled(_ column: String) -> Bool {
    guard let index = index(column), let text = text(column) else { return false }
    let field = checker.fields[index]
    if field.isIdentifier { return Self.identifier(text, field) != nil }
    return !(field.mayBeFiller || field.kind == .creditCode) || !field.fillers.areAll(of: text)
  }

  private func index(_ column: String) -> Int? {
    checker.fields.firstIndex { $0.name == column }
  }

  /// Nil for an empty cell and for a column that the file lacks.
  private func text(_ column: String) -> String? {
    guard let index = index(column) else { return nil }
    let cell = cells[checker.builders[index].cell]
    let bytes = CellBytes(start: base + cell.start, count: cell.end - cell.start)
      .trimmed(decoder.encoding)
    guard bytes.count > 0, bytes.count <= 200 else { return nil }
    let text = decoder.string(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count))
    return cell.isEscaped ? text.replacing("\"\"", with: "\"") : text
  }

  private func value(_ column: String) -> String? {
    guard let index = index(column), let text = text(column) else { return nil }
    let field = checker.fields[index]
    if field.isIdentifier { return Self.identifier(text, field) }
    let kind = field.kind
    guard [.month, .day, .creditCode].contains(kind) else { return text }
    var utf8 = Array(text.utf8)
    return utf8.withUnsafeMutableBufferPointer { utf8 in
      utf8.baseAddress.flatMap { start in
        Self.value(
          CellBytes(start: start, count: CellBytes.fold(start, utf8.count)).trimmed(.utf8), kind)
      }
    }
  }

  private static func identifier(_ text: String, _ field: FeedField) -> String? {
    var utf8 = Array(text.utf8)
    return utf8.withUnsafeMutableBufferPointer { utf8 in
      guard let start = utf8.baseAddress else { return nil }
      let cell = IdentifierCell.fold(start, utf8.count)
      let isFiller = withUnsafePointer(to: field.fillers) {
        cell.count == 0 || IdentifierCell.isFiller(cell, $0, zeroFills: field.zeroFills)
      }
      return isFiller
        ? nil
        : String(decoding: UnsafeBufferPointer(start: cell.start, count: cell.count), as: UTF8.self)
    }
  }

  private static func value(_ bytes: CellBytes, _ kind: FeedField.Kind) -> String? {
    switch kind {
    case .month:
      CalendarCell.month(bytes).map { Month(index: Int32(truncatingIfNeeded: $0)).description }
    case .day:
      CalendarCell.day(bytes).map { Day(number: Int32(truncatingIfNeeded: $0)).description }
    default:
      try? CreditCode(utf8: UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)).text
    }
  }
}
