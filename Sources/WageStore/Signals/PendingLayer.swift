internal import WageDomain

/// The rows of one file for one month and day, not yet written.
struct PendingLayer {
  let month: Month
  let day: LayerDay
  /// Which set of seen series the month has.
  let seenIndex: Int
  private(set) var series: [Int32] = []
  private(set) var lines: [Int32] = []
  /// One column a measure; ``SlabBlob/silent`` for an empty cell.
  private(set) var values: [PendingColumn]
  /// Series of other firms whose account one of the rows claims for the month.
  var takeBack: [Int32] = []

  init(month: Month, day: LayerDay, measures: Int, seenIndex: Int) {
    self.month = month
    self.day = day
    self.seenIndex = seenIndex
    values = Array(repeating: PendingColumn(), count: measures)
  }

  var isEmpty: Bool { series.isEmpty && takeBack.isEmpty }

  /// What its rows take in memory.
  var bytes: Int {
    let cells = values.reduce(0) { $0 + $1.width }
    return series.count * (2 * MemoryLayout<Int32>.size + cells)
  }

  /// Written, and nothing came since.
  var isSpare: Bool { series.isEmpty && series.capacity > 0 }

  /// An empty layer takes over the memory of another one.
  mutating func takeMemory(of spare: inout PendingLayer) {
    swap(&series, &spare.series)
    swap(&lines, &spare.lines)
    swap(&values, &spare.values)
  }

  /// Forgets the rows that were written.
  mutating func empty() {
    series.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    for measure in values.indices { values[measure].empty() }
    takeBack.removeAll()
  }

  /// Appends one row by itself.
  mutating func append(
    series: Int32, line: Int32, values row: [Int64], takingBack siblings: [Int32]
  ) {
    self.series.append(series)
    lines.append(line)
    for (measure, value) in row.enumerated() { values[measure].append(value) }
    takeBack.append(contentsOf: siblings)
  }

  mutating func append(
    _ placed: ArraySlice<PlacedRow>, lines batch: [Int32], columns: [[Int64]?]
  ) {
    series.makeRoom(for: placed.count)
    series.append(contentsOf: placed.lazy.map(\.series))
    let runs = Self.runs(of: placed)
    lines.makeRoom(for: placed.count)
    lines.append(gathering: batch, at: placed, in: runs)
    for (measure, column) in columns.enumerated() {
      if let column {
        values[measure].append(gathering: column, at: placed, in: runs)
      } else {
        values[measure].appendSilence(placed.count)
      }
    }
  }
}

extension PendingLayer {
  /// The placed rows as stretches of the batch: mostly it goes into one layer but for a few rows, and
  /// its columns are taken nearly as they are. Nil where the stretches are short.
  fileprivate static func runs(of placed: ArraySlice<PlacedRow>) -> [Range<Int>]? {
    var runs: [Range<Int>] = []
    for place in placed {
      if runs.count * 8 > placed.count { return nil }
      let row = Int(place.row)
      if let last = runs.last, last.upperBound == row {
        runs[runs.count - 1] = last.lowerBound..<row + 1
      } else {
        runs.append(row..<row + 1)
      }
    }
    return runs
  }
}

extension Array {
  /// Appends the elements of a batch's column that belong to the placed rows, by stretches of them
  /// where they are known.
  fileprivate mutating func append(
    gathering column: [Element], at placed: ArraySlice<PlacedRow>, in runs: [Range<Int>]?
  ) {
    guard let runs else { return append(contentsOf: placed.lazy.map { column[Int($0.row)] }) }
    for run in runs { append(contentsOf: column[run]) }
  }
}
