internal import GRDB
public import WageDomain

/// Every firm's id by credit code, in memory: ingest asks it once a row.
///
/// Open addressing over the codes' packed form; 16 bytes a slot beat `Dictionary` threefold here.
public struct FirmIndex: Sendable {
  private var codes: [UInt128]
  private var ids: [Int32]
  /// The code of each id, to be compared before it is looked for.
  private var byId: [UInt128] = [Self.empty]
  public private(set) var count = 0

  private static let empty = ColumnValues.noCode

  init(expecting count: Int) {
    var capacity = 1024
    while capacity < count * 2 { capacity *= 2 }
    codes = [UInt128](repeating: Self.empty, count: capacity)
    ids = [Int32](repeating: 0, count: capacity)
  }

  /// - Returns: `firm.id`, nil for a firm not known yet.
  @inline(__always)
  public func id(_ packed: UInt128) -> Int32? {
    let slot = slot(of: packed)
    // An empty cell's code is the mark of a free slot too: it is no firm.
    return codes[slot] == packed && packed != Self.empty ? ids[slot] : nil
  }

  /// True when the code is that of the firm with this id.
  @inline(__always)
  func isCode(_ packed: UInt128, of id: Int32) -> Bool {
    Int(id) < byId.count && byId[Int(id)] == packed && packed != Self.empty
  }

  mutating func insert(_ packed: UInt128, id: Int32) {
    if count * 2 >= codes.count { grow() }
    let slot = slot(of: packed)
    if codes[slot] != packed { count += 1 }
    codes[slot] = packed
    ids[slot] = id
    while byId.count <= Int(id) { byId.append(Self.empty) }
    byId[Int(id)] = packed
  }

  @inline(__always)
  private func slot(of packed: UInt128) -> Int {
    // Fibonacci hashing of the two halves; the code's own check digits already spread well.
    let low = UInt64(truncatingIfNeeded: packed)
    let high = UInt64(truncatingIfNeeded: packed >> 64)
    let mixed = (low ^ (high &* 0xC2B2_AE3D_27D4_EB4F)) &* 0x9E37_79B9_7F4A_7C15
    let mask = codes.count - 1
    var slot = Int(truncatingIfNeeded: mixed >> 20) & mask
    while codes[slot] != packed, codes[slot] != Self.empty { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    var larger = FirmIndex(expecting: codes.count)
    for (code, id) in zip(codes, ids) where code != Self.empty { larger.insert(code, id: id) }
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
