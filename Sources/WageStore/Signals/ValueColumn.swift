internal import WageDomain

/// One measure of one month for the series of a block, without a word on which layer each value
/// came from: laid over each other in the order of their ranks, layers need no more.
struct ValueColumn {
  private var values: [Int64]
  /// Nothing is said yet: what ``values`` hold is of the month before.
  private var isCleared = false
  private var highest: Int32 = -1
  /// False once a layer came after one that outranks it: then the values are not to be used.
  private(set) var isInOrder = true

  init(slotCount: Int) { values = [Int64](repeating: SlabBlob.silent, count: slotCount) }

  /// The values of a column merged in any order.
  init(_ column: SlabColumn) { values = column.values }

  mutating func lay(form: Int, data: UnsafeRawBufferPointer, rank: Int32) {
    isInOrder = isInOrder && rank >= highest
    highest = rank
    values.withUnsafeMutableBufferPointer {
      if isCleared {
        SlabBlob.fill(form: form, data: data, $0)
      } else {
        SlabBlob.lay(form: form, data: data, over: $0)
      }
    }
    isCleared = false
  }

  /// Takes the values of some slots away.
  mutating func silence(_ slots: [Int]) {
    for slot in slots where values.indices.contains(slot) { values[slot] = SlabBlob.silent }
  }

  /// Empties the column so that its memory serves the next month, whose first layer says all there is:
  /// not to be asked before it is laid.
  mutating func clear() {
    isCleared = true
    highest = -1
    isInOrder = true
  }

  /// Adds each slot's value to the row of its firm, of which the first stands at `start`; -1 stands
  /// for a firm that has none.
  func add(to matrix: inout [Int64], rows: [Int32], start: Int) {
    matrix.withUnsafeMutableBufferPointer { cells in
      values.withUnsafeBufferPointer { values in
        rows.withUnsafeBufferPointer { rows in
          for slot in 0..<min(rows.count, values.count) where rows[slot] >= 0 {
            let value = values[slot]
            guard value > SlabBlob.withdrawn else { continue }
            let cell = start + Int(rows[slot])
            let before = cells[cell]
            cells[cell] = before == SignalBlock.absent ? value : before + value
          }
        }
      }
    }
  }
}
