import WageDomain

/// Where the good rows of a batch came from, in plain memory.
struct BatchRows {
  private let lines: UnsafeMutablePointer<Int32>
  private let rows: UnsafeMutablePointer<Int32>
  private let known: UnsafeMutablePointer<Int32>
  private let ranges: UnsafeMutablePointer<Range<Int>>
  private(set) var count = 0

  init(capacity: Int) {
    lines = .allocate(capacity: capacity)
    rows = .allocate(capacity: capacity)
    known = .allocate(capacity: capacity)
    ranges = .allocate(capacity: capacity)
  }

  @inline(__always)
  mutating func append(_ records: RecordReader, _ row: Int, _ knownOn: Int32) {
    lines[count] = Int32(truncatingIfNeeded: records.recordLine)
    rows[count] = Int32(truncatingIfNeeded: row)
    known[count] = knownOn
    ranges[count] = records.recordStart..<records.recordEnd
    count &+= 1
  }

  /// Hands the rows over and frees the memory.
  func move(to batch: inout FeedBatch) {
    batch.lines = Array(UnsafeBufferPointer(start: lines, count: count))
    batch.rows = Array(UnsafeBufferPointer(start: rows, count: count))
    batch.knownOn = Array(UnsafeBufferPointer(start: known, count: count))
    batch.recordRanges = Array(UnsafeBufferPointer(start: ranges, count: count))
    lines.deallocate()
    rows.deallocate()
    known.deallocate()
    ranges.deallocate()
  }
}
