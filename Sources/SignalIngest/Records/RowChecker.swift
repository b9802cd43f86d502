import WageDomain

/// The columns that a file has, and the checks that concern a row as a whole.
struct RowChecker {
  /// Fault of a row: the column's index, nil for the row as a whole.
  struct Fault {
    let column: Int?
    let code: RejectCode
  }

  /// In the file's order; the column `known_on` among them.
  let builders: UnsafeMutableBufferPointer<ColumnBuilder>
  let fields: [FeedField]
  let decoder: TextDecoder
  let defaultKnownOn: Int32
  private let knownOnColumn: Int
  /// Indexes of columns that the row must not be known before; usually one.
  private let happening: [Int]
  private let identifying: [Int]
  /// Pairs of columns of which the first cannot begin after the second.
  private let ordered: [(later: Int, earlier: Int)]
  var scratch = CellScratch()
  /// For each cell of a record its column, nil where nobody asks for it.
  let columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<ColumnBuilder>?>
  /// The columns that hold numbers.
  let numbers: UnsafeMutableBufferPointer<UnsafeMutablePointer<ColumnBuilder>>
  private var lastMonth = Int64.min
  private var lastMonthStart: Int32 = 0

  init(
    _ header: HeaderLine, _ schema: FeedSchema, _ decoder: TextDecoder, knownOn: Day, capacity: Int
  ) {
    let bound = header.fields.enumerated().compactMap { cell, field in field.map { (cell, $0) } }
    fields = bound.map(\.1)
    builders = .allocate(capacity: bound.count)
    for (index, (cell, field)) in bound.enumerated() {
      builders.initializeElement(
        at: index, to: ColumnBuilder(field, cell: cell, capacity: capacity))
    }
    let places = Self.places(builders)
    columns = Self.plain(
      header.fields.indices.map { cell in places.first { $0.pointee.cell == cell } })
    numbers = Self.plain(places.filter { $0.pointee.kind == .number })
    self.decoder = decoder
    defaultKnownOn = knownOn.number
    knownOnColumn = fields.firstIndex { $0.name == schema.knownOn.name } ?? -1
    happening = fields.indices.filter { bound[$0].1.happens }
    let names = fields.map(\.name)
    ordered = bound.indices.compactMap { index in
      bound[index].1.notAfter.flatMap { names.firstIndex(of: $0) }
        .map { (later: index, earlier: $0) }
    }
    identifying = fields.indices.filter { schema.requireOneOf.contains(bound[$0].1.name) }
  }

  func deallocate() {
    for builder in builders { builder.deallocate() }
    builders.deallocate()
    columns.deallocate()
    numbers.deallocate()
    scratch.deallocate()
  }

  private static func places(
    _ builders: UnsafeMutableBufferPointer<ColumnBuilder>
  ) -> [UnsafeMutablePointer<ColumnBuilder>] {
    guard let first = builders.baseAddress else { return [] }
    return builders.indices.map { first + $0 }
  }

  private static func plain<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = copy.initialize(from: elements)
    return copy
  }

  /// Checks all cells of a record and writes their values at `row`.
  ///
  /// - Returns: the first fault from the left; the rest of the row is then read for its sums only.
  @inline(__always)
  mutating func read(
    _ cells: UnsafeMutablePointer<Cell>, _ base: UnsafePointer<UInt8>, row: Int
  ) -> Fault? {
    var fault: Fault?
    for index in 0..<builders.count {
      let code = builders[index].read(
        cells[builders[index].cell], base, row: row, decoder, &scratch)
      if let code, fault == nil { fault = Fault(column: index, code: code) }
    }
    return fault ?? rowFault(row)
  }

  @inline(__always)
  func knownOn(_ row: Int) -> Int32 {
    guard knownOnColumn >= 0 else { return defaultKnownOn }
    let value = builders[knownOnColumn].integers[row]
    return value == ColumnValues.absent ? defaultKnownOn : Int32(truncatingIfNeeded: value)
  }

  /// The cell folded as for a check, valid until the next read.
  mutating func folded(_ cell: Cell, _ base: UnsafePointer<UInt8>) -> CellBytes {
    scratch.fold(
      CellBytes(start: base + cell.start, count: cell.end - cell.start), cell.isEscaped, decoder)
  }

  @inline(__always)
  mutating func rowFault(_ row: Int) -> Fault? {
    let knownOn = knownOn(row)
    for index in happening
    where isTooEarly(knownOn, builders[index].kind, builders[index].integers[row]) {
      return Fault(column: index, code: .knownTooEarly)
    }
    for (later, earlier) in ordered {
      guard let day = day(builders[earlier], row),
        isTooEarly(day, builders[later].kind, builders[later].integers[row])
      else { continue }
      return Fault(column: later, code: .tooLate)
    }
    if !identifying.isEmpty, identifying.allSatisfy({ builders[$0].isAbsent(row) }) {
      return Fault(column: nil, code: .missingKey)
    }
    return nil
  }

  /// The day, or the last day of the month, that a cell says; nil for an empty one.
  private func day(_ builder: ColumnBuilder, _ row: Int) -> Int32? {
    let value = builder.integers[row]
    if value == ColumnValues.absent { return nil }
    return switch builder.kind {
    case .month: Month(index: Int32(truncatingIfNeeded: value)).lastDay.number
    case .instant: Instant(secondsSince1970: value).day.number
    default: Int32(truncatingIfNeeded: value)
    }
  }

  @inline(__always)
  private mutating func isTooEarly(
    _ knownOn: Int32, _ kind: ColumnBuilder.Kind, _ value: Int64
  ) -> Bool {
    if value == ColumnValues.absent { return false }
    switch kind {
    case .month:
      if value != lastMonth {
        lastMonth = value
        lastMonthStart = Month(index: Int32(truncatingIfNeeded: value)).firstDay.number
      }
      return knownOn < lastMonthStart
    case .instant: return knownOn < Instant(secondsSince1970: value).day.number
    default: return Int64(knownOn) < value
    }
  }
}
