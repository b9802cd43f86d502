internal import WageDomain

/// Which accounts, or firms without one, a file of a monthly feed names for the first time.
struct SeriesArrivals {
  /// Series from here on are the file's own.
  let first: Int32
  /// The line of the first row of each new series.
  private(set) var lines: [Int32] = []
  private(set) var rows = 0
  private(set) var newRows = 0

  init(first: Int32) { self.first = first }

  /// A row has found its series.
  @inline(__always)
  mutating func saw(_ series: Int32, line: Int32) {
    rows &+= 1
    guard series >= first else { return }
    newRows &+= 1
    if Int(series - first) == lines.count { lines.append(line) }
  }
}
