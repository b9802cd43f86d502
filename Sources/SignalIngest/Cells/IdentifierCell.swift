import WageDomain

/// Identifiers as they are compared: accounts, codes of projects, numbers of documents.
///
/// One form for what is one identifier to a reader: full-width digits, letters and `- . / _` are ASCII,
/// characters that nobody sees are gone, and so is the apostrophe by which a spreadsheet marks a text.
/// Brackets of every kind are `(` and `)`: each office types the year of a document's number in its own.
enum IdentifierCell {
  /// True of an identifier that is already in its form, as nearly all are.
  @inline(__always)
  static func isPlain(_ cell: CellBytes) -> Bool {
    cell.isASCII && !isMarked(cell) && !hasOtherBracket(cell)
  }

  /// True where one of the bytes that were joined by OR may be of a cell that is not plain: beyond
  /// ASCII, or one of `[]{}`. Letters say so, too; digits never do.
  @inline(__always)
  static func mayFold(_ joined: UInt64) -> Bool { joined & 0xC0C0_C0C0_C0C0_C0C0 != 0 }

  @inline(__always)
  private static func hasOtherBracket(_ cell: CellBytes) -> Bool {
    var has = false
    for at in 0..<cell.count where isOtherBracket(cell[at]) { has = true }
    return has
  }

  @inline(__always)
  private static func isOtherBracket(_ byte: UInt8) -> Bool {
    // `[`, `]`, `{` and `}`.
    byte & 0xDF == 0x5B || byte & 0xDF == 0x5D
  }

  /// True of `'0012`: an apostrophe before a digit, a letter or a bracket.
  @inline(__always)
  static func isMarked(_ cell: CellBytes) -> Bool {
    cell.count > 1 && cell[0] == 0x27 && isBeginning(cell[1])
  }

  /// True of UTF-8 in its form that names nothing: fillers, or zeros with or without marks where they
  /// are one (`0`, `0-0`, `0.0`).
  @inline(never)
  static func isFiller(
    _ cell: CellBytes, _ fillers: UnsafePointer<FillerWords>, zeroFills: Bool
  ) -> Bool {
    let bytes = UnsafeBufferPointer(start: cell.start, count: cell.count)
    // Digits but zeros are a number, whatever stands around them.
    guard bytes.allSatisfy({ $0 &- 0x31 >= 9 }) else { return false }
    guard bytes.contains(0x30) else {
      return fillers.pointee.areAll(of: String(decoding: bytes, as: UTF8.self))
    }
    let rest = bytes.filter { $0 != 0x30 }
    guard zeroFills, !rest.contains(where: isAlphanumeric) else { return false }
    return rest.isEmpty || fillers.pointee.areAll(of: String(decoding: rest, as: UTF8.self))
  }

  /// UTF-8 in place.
  ///
  /// - Returns: the cell trimmed; empty when nothing that can be seen was there.
  static func fold(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> CellBytes {
    var written = 0
    var at = 0
    while at < count {
      let (width, folded) = step(bytes + at, count - at)
      if let folded {
        bytes[written] = folded
        written += 1
      } else if !isUnseen(bytes + at, width) {
        for place in 0..<width { bytes[written + place] = bytes[at + place] }
        written += width
      }
      at += width
    }
    let cell = CellBytes(start: bytes, count: written).trimmed(.utf8)
    return unmarked(cell)
  }

  /// The character's width in bytes, and the ASCII byte that stands for it where there is one.
  private static func step(
    _ bytes: UnsafeMutablePointer<UInt8>, _ left: Int
  ) -> (width: Int, folded: UInt8?) {
    let width = min(left, bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4)
    switch (width, bytes[0]) {
    case (1, 0x5B), (1, 0x7B): return (1, 0x28)
    case (1, 0x5D), (1, 0x7D): return (1, 0x29)
    // A space that does not break is one like any other, here as at the ends.
    case (2, 0xC2) where bytes[1] == 0xA0: return (2, 0x20)
    case (3, _): return (3, folded(bytes))
    default: return (width, nil)
    }
  }

  /// Brackets, U+FF07, U+FF0D...U+FF0F, digits, letters, U+FF3F and U+3000; other full-width forms
  /// stay.
  private static func folded(_ bytes: UnsafeMutablePointer<UInt8>) -> UInt8? {
    if let bracket = bracket(bytes) { return bracket }
    guard let code = CellBytes.ascii(bytes[0], bytes[1], bytes[2]) else { return nil }
    switch code {
    case 0x20, 0x27...0x29, 0x2D...0x2F, 0x5F: return code
    case 0x5B, 0x7B: return 0x28
    case 0x5D, 0x7D: return 0x29
    default: return isAlphanumeric(code) ? code : nil
    }
  }

  /// U+3008...U+3011 and U+3014...U+301B; the upright U+FE35...U+FE44, U+FE47 and U+FE48; the small
  /// U+FE59...U+FE5E; the full- and half-width U+FF5F, U+FF60, U+FF62 and U+FF63; and the mathematical
  /// U+27E6...U+27EF and U+2983...U+2998.
  private static func bracket(_ bytes: UnsafeMutablePointer<UInt8>) -> UInt8? {
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0xE3, 0x80, 0x88...0x91), (0xE3, 0x80, 0x94...0x9B), (0xE2, 0x9F, 0xA6...0xAF),
      (0xEF, 0xBD, 0xA2...0xA3):
      0x28 + (bytes[2] & 1)
    case (0xEF, 0xB8, 0xB5...0xBF), (0xEF, 0xB9, 0x80...0x84), (0xEF, 0xB9, 0x87...0x88),
      (0xEF, 0xB9, 0x99...0x9E), (0xEF, 0xBD, 0x9F...0xA0), (0xE2, 0xA6, 0x83...0x98):
      0x29 - (bytes[2] & 1)
    default: nil
    }
  }

  /// Soft hyphen, U+200B...U+200F, U+202A...U+202E, U+2060...U+2064, U+FEFF.
  private static func isUnseen(_ bytes: UnsafeMutablePointer<UInt8>, _ width: Int) -> Bool {
    if width == 2 { return bytes[0] == 0xC2 && bytes[1] == 0xAD }
    guard width == 3 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0xE2, 0x80):
      return (0x8B...0x8F).contains(bytes[2]) || (0xAA...0xAE).contains(bytes[2])
    case (0xE2, 0x81): return (0xA0...0xA4).contains(bytes[2])
    case (0xEF, 0xBB): return bytes[2] == 0xBF
    default: return false
    }
  }

  /// Without the apostrophe, U+2018 or U+2019 that stands before a digit, a letter or a bracket.
  private static func unmarked(_ cell: CellBytes) -> CellBytes {
    if isMarked(cell) { return CellBytes(start: cell.start + 1, count: cell.count - 1) }
    guard cell.count > 3, cell[0] == 0xE2, cell[1] == 0x80, cell[2] == 0x98 || cell[2] == 0x99,
      isBeginning(cell[3])
    else { return cell }
    return CellBytes(start: cell.start + 3, count: cell.count - 3)
  }

  @inline(__always)
  private static func isBeginning(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == 0x28 || byte == 0x5B
  }

  @inline(__always)
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}
