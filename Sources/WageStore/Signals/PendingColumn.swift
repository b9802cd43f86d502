/// The cells of one measure that wait to be written: four bytes each, eight from the first number on
/// that does not fit.
struct PendingColumn {
  private var narrow: [Int32] = []
  private var wide: [Int64] = []
  private var isWide = false

  /// Stands for ``SlabBlob/silent`` among the narrow cells.
  private static let silent = Int32.min

  /// Bytes of a cell.
  var width: Int { isWide ? MemoryLayout<Int64>.size : MemoryLayout<Int32>.size }

  subscript(row: Int) -> Int64 { isWide ? wide[row] : Self.widened(narrow[row]) }

  /// The cells of rows that lie side by side.
  func run(_ rows: Range<Int>) -> [Int64] {
    isWide ? Array(wide[rows]) : narrow[rows].map(Self.widened)
  }

  mutating func append(_ value: Int64) {
    if !isWide, !Self.fits(value) { widen() }
    if isWide { wide.append(value) } else { narrow.append(Self.narrowed(value)) }
  }

  mutating func appendSilence(_ count: Int) {
    if isWide {
      wide.append(contentsOf: repeatElement(SlabBlob.silent, count: count))
    } else {
      narrow.append(contentsOf: repeatElement(Self.silent, count: count))
    }
  }

  /// Appends the cells of a batch's column that belong to the placed rows, by stretches of them where
  /// they are known.
  mutating func append(
    gathering column: [Int64], at placed: ArraySlice<PlacedRow>, in runs: [Range<Int>]?
  ) {
    guard let runs else { return append(placed.lazy.map { column[Int($0.row)] }) }
    for run in runs { append(column[run]) }
  }

  /// Forgets the cells and keeps their memory.
  mutating func empty() {
    narrow.removeAll(keepingCapacity: true)
    wide.removeAll(keepingCapacity: true)
    isWide = false
  }

  private mutating func append(_ values: some Collection<Int64>) {
    if !isWide, !values.allSatisfy(Self.fits) { widen() }
    if isWide {
      wide.makeRoom(for: values.count)
      wide.append(contentsOf: values)
    } else {
      narrow.makeRoom(for: values.count)
      narrow.append(contentsOf: values.lazy.map(Self.narrowed))
    }
  }

  private mutating func widen() {
    wide = narrow.map(Self.widened)
    narrow = []
    isWide = true
  }

  private static func fits(_ value: Int64) -> Bool {
    value == SlabBlob.silent || (value > Int64(silent) && value <= Int64(Int32.max))
  }

  private static func narrowed(_ value: Int64) -> Int32 {
    value == SlabBlob.silent ? silent : Int32(truncatingIfNeeded: value)
  }

  private static func widened(_ value: Int32) -> Int64 {
    value == silent ? SlabBlob.silent : Int64(value)
  }
}

extension Array {
  /// Grows by a quarter when there is no room: doubling would hold twice the memory that is needed.
  mutating func makeRoom(for more: Int) {
    guard count + more > capacity else { return }
    reserveCapacity(Swift.max(count + more, capacity + capacity / 4))
  }
}
