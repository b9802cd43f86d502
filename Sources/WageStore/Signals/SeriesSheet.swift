internal import GRDB
internal import WageDomain

/// Consecutive series of one feed's block as they lie in the database: whose each is, and its key.
///
/// A row a series would cost a first load more than its values do. The next file's new series are
/// the block's next sheet.
struct SeriesSheet {
  let firstSlot: Int32
  private(set) var count: Int32 = 0
  /// For each series its firm's place in the block, 0 to 1,023: two bytes, little-endian.
  private(set) var firms: [UInt8] = []
  /// For each series the length of its key, four bytes, little-endian, -1 for none; then the key.
  private(set) var keys: [UInt8] = []

  init(firstSlot: Int32) { self.firstSlot = firstSlot }

  mutating func append(firm: Int32, key: UnsafeRawBufferPointer?) {
    let place = UInt16((Int(firm) - 1) % SeriesIndex.firmsPerBlock)
    withUnsafeBytes(of: place.littleEndian) { firms.append(contentsOf: $0) }
    let length = Int32(key?.count ?? -1)
    withUnsafeBytes(of: length.littleEndian) { keys.append(contentsOf: $0) }
    if let key { keys.append(contentsOf: key) }
    count += 1
  }

  /// Calls `body` with each series of a stored sheet, in slot order.
  static func forEach(
    block: Int, firms: UnsafeRawBufferPointer, keys: UnsafeRawBufferPointer,
    _ body: (_ firm: Int32, _ key: UnsafeRawBufferPointer?) throws -> Void
  ) rethrows {
    var next = 0
    for index in 0..<firms.count / 2 {
      let place = UInt16(
        littleEndian: firms.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
      let length = Int(
        Int32(littleEndian: keys.loadUnaligned(fromByteOffset: next, as: Int32.self)))
      let firm = Int32(block * SeriesIndex.firmsPerBlock) + Int32(place) + 1
      next += 4
      guard length >= 0 else {
        try body(firm, nil)
        continue
      }
      try body(firm, UnsafeRawBufferPointer(rebasing: keys[next..<next + length]))
      next += length
    }
  }
}

extension SeriesSheet {
  /// Writes the sheet; `statement` is ``insertion``.
  func insert(feed: Feed, block: Int, with statement: BoundStatement) throws {
    statement.bind(feed.rawValue)
    statement.bind(Int64(block))
    statement.bind(Int64(firstSlot))
    statement.bind(Int64(count))
    statement.bind(blob: firms)
    statement.bind(blob: keys)
    try statement.run()
  }

  static let insertion =
    "INSERT INTO seriesSheet (feed, block, firstSlot, count, firms, keys) VALUES (?, ?, ?, ?, ?, ?)"
}

extension StoreTransaction {
  /// Gives series of a block other keys, by slot.
  func renameSeries(_ feed: Feed, block: Int, keys: [Int32: String]) throws {
    let old = try BoundStatement(
      "SELECT firstSlot, firms, keys FROM seriesSheet WHERE feed = ? AND block = ?", in: db)
    old.bind(feed.rawValue)
    old.bind(Int64(block))
    var renamed: [SeriesSheet] = []
    try old.forEach { row in
      var sheet = SeriesSheet(firstSlot: Int32(truncatingIfNeeded: row.integer(0)))
      var isChanged = false
      SeriesSheet.forEach(block: block, firms: row.blob(1), keys: row.blob(2)) { firm, old in
        if let new = keys[sheet.firstSlot + sheet.count] {
          Array(new.utf8).withUnsafeBytes { sheet.append(firm: firm, key: $0) }
          isChanged = true
        } else {
          sheet.append(firm: firm, key: old)
        }
      }
      if isChanged { renamed.append(sheet) }
    }
    let update = try BoundStatement(
      "UPDATE seriesSheet SET keys = ? WHERE feed = ? AND block = ? AND firstSlot = ?", in: db)
    for sheet in renamed {
      update.bind(blob: sheet.keys)
      update.bind(feed.rawValue)
      update.bind(Int64(block))
      update.bind(Int64(sheet.firstSlot))
      try update.run()
    }
  }
}

extension StoreSnapshot {
  /// Calls `body` with every series of a feed, by block and slot; of one block where one is given.
  func forEachSeries(
    of feed: Feed, block: Int? = nil,
    _ body: (_ firm: Int32, _ key: UnsafeRawBufferPointer?) throws -> Void
  ) throws {
    let sheets = try BoundStatement(
      """
      SELECT block, firms, keys FROM seriesSheet
      WHERE feed = ? AND block BETWEEN ? AND ? ORDER BY block, firstSlot
      """, in: db)
    sheets.bind(feed.rawValue)
    sheets.bind(Int64(block ?? 0))
    sheets.bind(Int64(block ?? Int(Int32.max)))
    try sheets.forEach { row in
      try SeriesSheet.forEach(
        block: Int(row.integer(0)), firms: row.blob(1), keys: row.blob(2), body)
    }
  }

  /// The firm of every slot of a feed's block, in slot order.
  func seriesFirms(feed: Feed, block: Int) throws -> [Int32] {
    let sheets = try BoundStatement(
      "SELECT firms FROM seriesSheet WHERE feed = ? AND block = ? ORDER BY firstSlot", in: db)
    sheets.bind(feed.rawValue)
    sheets.bind(Int64(block))
    let first = Int32(block * SeriesIndex.firmsPerBlock + 1)
    var firms: [Int32] = []
    try sheets.forEach { row in
      let places = row.blob(0)
      for offset in stride(from: 0, to: places.count, by: 2) {
        let place = places.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
        firms.append(first + Int32(UInt16(littleEndian: place)))
      }
    }
    return firms
  }

  /// How many slots a feed's block has.
  func slotCount(feed: Feed, block: Int) throws -> Int {
    // Sheets follow each other: the last one's end is the count.
    let last = try BoundStatement(
      """
      SELECT firstSlot + count FROM seriesSheet WHERE feed = ? AND block = ?
      ORDER BY firstSlot DESC LIMIT 1
      """, in: db)
    last.bind(feed.rawValue)
    last.bind(Int64(block))
    return try last.first { Int($0.integer(0)) } ?? 0
  }
}
