internal import GRDB
public import WageDomain

/// Every firm's id by credit code, in memory: ingest asks it once a row.
///
/// Open addressing; a slot holds the id and half of the hash, so that the code itself is looked at
/// where it lies by id, near those of the rows before.
public struct FirmIndex: Sendable {
  /// The upper half of the code's hash, and the id below it; 0 is a free slot.
  private var slots: [UInt64]
  /// The code of each id; id 0 is no firm.
  private var codes: [UInt128] = [ColumnValues.noCode]
  public private(set) var count = 0

  init(expecting count: Int) {
    var capacity = 1024
    while capacity < count * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
  }

  /// - Returns: `firm.id`, nil for a firm not known yet.
  @inline(__always)
  public func id(_ packed: UInt128) -> Int32? {
    let found = slots[slot(of: packed)]
    return found == 0 ? nil : Self.id(found)
  }

  /// True when the code is that of the firm with this id.
  @inline(__always)
  func isCode(_ packed: UInt128, of id: Int32) -> Bool {
    // An empty cell's code stands where an id has no firm: it is none.
    Int(id) < codes.count && codes[Int(id)] == packed && packed != ColumnValues.noCode
  }

  mutating func insert(_ packed: UInt128, id: Int32) {
    if count * 2 >= slots.count { grow() }
    while codes.count <= Int(id) { codes.append(ColumnValues.noCode) }
    codes[Int(id)] = packed
    let slot = slot(of: packed)
    if slots[slot] == 0 { count += 1 }
    slots[slot] = Self.hash(of: packed) & Self.hashBits | UInt64(UInt32(bitPattern: id))
  }

  private static let hashBits: UInt64 = 0xFFFF_FFFF_0000_0000

  @inline(__always)
  private static func id(_ slot: UInt64) -> Int32 { Int32(truncatingIfNeeded: slot) }

  @inline(__always)
  private static func hash(of packed: UInt128) -> UInt64 {
    // Fibonacci hashing of the two halves; the code's own check digits already spread well.
    let low = UInt64(truncatingIfNeeded: packed)
    let high = UInt64(truncatingIfNeeded: packed >> 64)
    return (low ^ (high &* 0xC2B2_AE3D_27D4_EB4F)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The slot of the code, or the free one where it would go.
  @inline(__always)
  private func slot(of packed: UInt128) -> Int {
    let hash = Self.hash(of: packed)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[slot] != 0 {
      let isLike = (slots[slot] ^ hash) & Self.hashBits == 0
      if isLike, codes[Int(Self.id(slots[slot]))] == packed { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    var larger = FirmIndex(expecting: slots.count)
    for slot in slots where slot != 0 {
      larger.insert(codes[Int(Self.id(slot))], id: Self.id(slot))
    }
    self = larger
  }
}

extension StoreSnapshot {
  /// `firm.id` of one code, nil for a firm not known yet.
  public func firmId(_ code: CreditCode) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM firm WHERE creditCode = ?", arguments: [code.text])
  }

  /// All firms known to the store.
  public func firmIndex() throws -> FirmIndex {
    var index = FirmIndex(expecting: try firmCount())
    try forEachFirm { id, code, _ in index.insert(code, id: id) }
    return index
  }

  func firmCount() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM firm") ?? 0
  }

  /// Every firm by id, with its packed code and the day it became known.
  func forEachFirm(_ visit: (Int32, UInt128, Day) -> Void) throws {
    let rows = try BoundStatement("SELECT id, creditCode, knownOn FROM firm ORDER BY id", in: db)
    try rows.forEach { row in
      // Written by us from checked values; anything else is a damaged database, which verify names.
      guard let text = row.text(1), let code = try? CreditCode(utf8: text),
        let day = row.text(2).flatMap({ Day(utf8: $0) })
      else { return }
      visit(Int32(truncatingIfNeeded: row.integer(0)), code.packed, day)
    }
  }
}
