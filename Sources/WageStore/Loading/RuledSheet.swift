internal import GRDB
internal import WageDomain

/// Rows of one file that rules matched while it was loaded, and the event of each.
///
/// A few bytes a row: a district sends millions of rows without a code, and nearly none is ever taken
/// away from its firm again. What a row said is read back from the slabs then: see ``RuledRows``.
struct RuledSheet {
  /// Where a row stands, and the event that gave it to its firm.
  struct Row: Hashable {
    var line: Int64 = 0
    var row: Int64 = 0
    var event: Int64 = 0
  }

  private(set) var count = 0
  private var data: [UInt8] = []
  private var last = Row()

  mutating func append(_ row: Row) {
    put(row.line - last.line)
    put(row.row - last.row)
    put(row.event - last.event)
    last = row
    count += 1
  }

  /// Seven bits a byte, the lowest first; the sign is the lowest bit.
  private mutating func put(_ difference: Int64) {
    var rest = UInt64(bitPattern: difference << 1 ^ difference >> 63)
    while rest >= 0x80 {
      data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    data.append(UInt8(rest))
  }

  /// Calls `body` with each row of a stored sheet, in the order they were kept.
  static func forEach(_ data: UnsafeRawBufferPointer, _ body: (Row) -> Void) {
    var next = 0
    func difference() -> Int64 {
      var (bits, shift): (UInt64, UInt64) = (0, 0)
      while next < data.count {
        let byte = data[next]
        next += 1
        bits |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
    }
    var row = Row()
    while next < data.count {
      row.line += difference()
      row.row += difference()
      row.event += difference()
      body(row)
    }
  }

  /// Writes the sheet, if it has rows.
  func insert(feed: Feed, file: Int64, in db: Database) throws {
    guard count > 0 else { return }
    let insert = try BoundStatement(
      "INSERT INTO ruledSheet (feed, fileId, rows, data) VALUES (?, ?, ?, ?)", in: db)
    insert.bind(feed.rawValue)
    insert.bind(file)
    insert.bind(Int64(count))
    insert.bind(blob: data)
    try insert.run()
  }
}
