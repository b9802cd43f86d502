/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Scan {
  /// Where the first ill-formed sequence begins; nil when there is none.
  static func firstFault(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var holdsPairs = false
    return firstFault(base, from: start, to: end, &holdsPairs)
  }

  /// The same, and whether two sequences of two bytes stand side by side that GB2312 reads as Chinese.
  static func firstFault(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ holdsPairs: inout Bool
  ) -> Int? {
    var position = ASCIIScan.skip(base, from: start, to: end)
    while position < end {
      if position &+ 8 <= end, isChinesePair(base, at: position) {
        position &+= 6
        continue
      }
      let length = sequenceLength(base, at: position, end: end)
      if length == 0 { return position }
      if length == 2, position &+ 4 <= end, isGB2312(base, at: position),
        isGB2312(base, at: position &+ 2)
      {
        holdsPairs = true
      }
      position &+= length
      if position < end, base[position] < 0x80 {
        position = ASCIIScan.skip(base, from: position, to: end)
      }
    }
    return nil
  }

  /// Two bytes that are a sequence here and a Chinese character in GB2312; both can be read.
  @inline(__always)
  static func isGB2312(_ base: UnsafePointer<UInt8>, at position: Int) -> Bool {
    let (lead, tail) = (base[position], base[position &+ 1])
    return lead >= 0xC2 && lead < 0xE0 && tail >= 0xA1 && tail < 0xC0
  }

  /// Bytes of the well-formed sequence at `position`, 0 when it is ill-formed.
  ///
  /// - Precondition: `position < end`.
  @inline(__always)
  static func sequenceLength(_ base: UnsafePointer<UInt8>, at position: Int, end: Int) -> Int {
    let lead = base[position]
    let left = end &- position
    if lead >= 0xE1, lead <= 0xEC {  // nearly every Chinese character
      return left >= 3 && isTail(base[position &+ 1]) && isTail(base[position &+ 2]) ? 3 : 0
    }
    if lead < 0x80 { return 1 }
    if lead < 0xC2 { return 0 }
    if lead < 0xE0 { return left >= 2 && isTail(base[position &+ 1]) ? 2 : 0 }
    if lead < 0xF0 {
      guard left >= 3, isTail(base[position &+ 2]) else { return 0 }
      let second = base[position &+ 1]
      let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
      return second >= low && second <= high ? 3 : 0
    }
    guard lead <= 0xF4, left >= 4, isTail(base[position &+ 2]), isTail(base[position &+ 3]) else {
      return 0
    }
    let second = base[position &+ 1]
    let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
    return second >= low && second <= high ? 4 : 0
  }

  /// True when two characters of three bytes stand there, both led by E1...EC; eight bytes can be
  /// read.
  @inline(__always)
  private static func isChinesePair(_ base: UnsafePointer<UInt8>, at position: Int) -> Bool {
    let raw = UnsafeRawPointer(base)
    let word = UInt64(
      littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    guard word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 else { return false }
    return (word & 0xF) &- 1 < 12 && (word >> 24 & 0xF) &- 1 < 12
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// Runs of ASCII, eight bytes a step.
enum ASCIIScan {
  /// The first byte beyond ASCII at or after `start`, or `end`.
  @inline(__always)
  static func skip(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    let raw = UnsafeRawPointer(base)
    var position = start
    while position &+ 8 <= end {
      let high =
        raw.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080
      if high != 0 { return position &+ high.trailingZeroBitCount >> 3 }
      position &+= 8
    }
    while position < end, base[position] < 0x80 { position &+= 1 }
    return position
  }
}
