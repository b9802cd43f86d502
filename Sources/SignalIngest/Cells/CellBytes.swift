/// The bytes of one cell while it is checked.
struct CellBytes {
  var start: UnsafePointer<UInt8>
  var count: Int

  @inline(__always)
  subscript(index: Int) -> UInt8 { start[index] }

  /// Without surrounding ASCII white space and ideographic spaces of the encoding.
  @inline(__always)
  func trimmed(_ encoding: TextEncoding) -> CellBytes {
    count == 0 || isTrimmed(encoding) ? self : trimmedSlowly(encoding)
  }

  /// True of a cell, not empty, whose ends are neither a space, nor a control, nor a byte with which
  /// an ideographic space begins or ends.
  @inline(__always)
  func isTrimmed(_ encoding: TextEncoding) -> Bool {
    let first = start[0]
    let last = start[count &- 1]
    guard first > 0x20, last > 0x20 else { return false }
    return encoding == .utf8 ? first != 0xE3 && last != 0x80 : first != 0xA1 && last != 0xA1
  }

  private func trimmedSlowly(_ encoding: TextEncoding) -> CellBytes {
    var low = 0
    var high = count
    while low < high {
      let step = spaceAfter(low, high, encoding)
      if step == 0 { break }
      low += step
    }
    while high > low {
      let step = spaceBefore(high, low, encoding)
      if step == 0 { break }
      high -= step
    }
    return CellBytes(start: start + low, count: high - low)
  }

  @inline(__always)
  private func spaceAfter(_ at: Int, _ end: Int, _ encoding: TextEncoding) -> Int {
    let byte = start[at]
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { return 1 }
    switch encoding {
    case .utf8:
      return at + 3 <= end && byte == 0xE3 && start[at + 1] == 0x80 && start[at + 2] == 0x80 ? 3 : 0
    case .gb18030:
      return at + 2 <= end && byte == 0xA1 && start[at + 1] == 0xA1 ? 2 : 0
    }
  }

  /// The last two bytes of GB18030 are one character when the last one is beyond ASCII.
  @inline(__always)
  private func spaceBefore(_ at: Int, _ low: Int, _ encoding: TextEncoding) -> Int {
    let byte = start[at - 1]
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { return 1 }
    switch encoding {
    case .utf8:
      return at - 3 >= low && byte == 0x80 && start[at - 2] == 0x80 && start[at - 3] == 0xE3 ? 3 : 0
    case .gb18030:
      return at - 2 >= low && byte == 0xA1 && start[at - 2] == 0xA1 ? 2 : 0
    }
  }

  var isASCII: Bool { ASCIIScan.skip(start, from: 0, to: count) == count }

  func equals(_ text: StaticString) -> Bool {
    text.utf8CodeUnitCount == count
      && (0..<count).allSatisfy { start[$0] == text.utf8Start[$0] }
  }

  /// UTF-8 in place: full-width forms become ASCII, the ideographic space a space.
  static func fold(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    var written = 0
    var at = 0
    while at < count {
      if at + 2 < count, let folded = ascii(bytes[at], bytes[at + 1], bytes[at + 2]) {
        bytes[written] = folded
        at += 3
      } else {
        bytes[written] = bytes[at]
        at += 1
      }
      written += 1
    }
    return written
  }

  /// U+FF01...U+FF5E and U+3000.
  static func ascii(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
    switch (first, second) {
    case (0xEF, 0xBC): third >= 0x81 ? third - 0x60 : nil
    case (0xEF, 0xBD): third >= 0x80 && third <= 0x9E ? third - 0x20 : nil
    case (0xE3, 0x80): third == 0x80 ? 0x20 : nil
    default: nil
    }
  }
}
