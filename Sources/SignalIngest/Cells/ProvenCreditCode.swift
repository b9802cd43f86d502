import WageDomain

/// The fast way to the same answer as ``CreditCode``: millions of cells, nearly all of them right.
///
/// Says yes or "ask CreditCode"; a test compares the two.
enum ProvenCreditCode {
  /// Byte to value 0...30 in the low byte, its value in GB 11714 in the high one; -1 for none.
  private nonisolated(unsafe) static let values: UnsafePointer<Int16> = {
    let table = UnsafeMutablePointer<Int16>.allocate(capacity: 256)
    table.initialize(repeating: -1, count: 256)
    for (index, byte) in "0123456789ABCDEFGHJKLMNPQRTUWXY".utf8.enumerated() {
      let organisation = byte < 0x41 ? Int16(byte) - 0x30 : Int16(byte) - 55
      table[Int(byte)] = organisation << 8 | Int16(index)
      if byte >= 0x41 { table[Int(byte) + 32] = table[Int(byte)] }
    }
    return UnsafePointer(table)
  }()

  /// The table, fetched once a batch: a global is checked for its initialisation each time.
  static var table: UnsafePointer<Int16> { values }

  /// - Returns: ``CreditCode/packed``, nil when the code is not proven.
  @inline(__always)
  static func packed(_ cell: CellBytes, _ table: UnsafePointer<Int16>) -> UInt128? {
    guard cell.count == 18 else { return nil }
    let s = cell.start
    var any: Int16 = 0
    @inline(__always) func value(_ position: Int) -> Int {
      let entry = table[Int(s[position])]
      any |= entry
      return Int(entry & 0xFF)
    }
    @inline(__always) func organisation(_ position: Int) -> Int {
      Int(table[Int(s[position])] >> 8)
    }
    let a0 = value(0), a1 = value(1), a2 = value(2), a3 = value(3), a4 = value(4), a5 = value(5)
    let a6 = value(6), a7 = value(7), a8 = value(8), a9 = value(9), b0 = value(10)
    let b1 = value(11), b2 = value(12), b3 = value(13), b4 = value(14), b5 = value(15)
    let b6 = value(16), b7 = value(17)
    guard any >= 0 else { return nil }
    // Powers of 3 modulo 31; the check character makes the sum divisible.
    let first = a0 &+ 3 &* a1 &+ 9 &* a2 &+ 27 &* a3 &+ 19 &* a4 &+ 26 &* a5 &+ 16 &* a6
    let second = 17 &* a7 &+ 20 &* a8 &+ 29 &* a9 &+ 25 &* b0 &+ 13 &* b1 &+ 8 &* b2
    let third = 24 &* b3 &+ 10 &* b4 &+ 30 &* b5 &+ 28 &* b6 &+ b7
    guard (first &+ second &+ third) % 31 == 0 else { return nil }
    let left = 3 &* organisation(8) &+ 7 &* organisation(9) &+ 9 &* organisation(10)
    let middle = 10 &* organisation(11) &+ 5 &* organisation(12) &+ 8 &* organisation(13)
    let right = 4 &* organisation(14) &+ 2 &* organisation(15)
    let check = 11 &- (left &+ middle &+ right) % 11
    let digit = check == 10 ? 33 : check == 11 ? 0 : check  // X counts 33 in GB 11714
    guard organisation(16) == digit else { return nil }
    let high =
      a0 << 40 | a1 << 35 | a2 << 30 | a3 << 25 | a4 << 20 | a5 << 15 | a6 << 10 | a7 << 5 | a8
    let low =
      a9 << 40 | b0 << 35 | b1 << 30 | b2 << 25 | b3 << 20 | b4 << 15 | b5 << 10 | b6 << 5 | b7
    return UInt128(truncatingIfNeeded: high) << 45 | UInt128(truncatingIfNeeded: low)
  }
}
