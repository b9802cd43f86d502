import Glibc

/// The two-byte characters of GB18030, as glibc's iconv decodes them; made once, in milliseconds.
enum GB18030Table {
  /// At `lead << 8 | trail`: the UTF-8 bytes, first one lowest, and their count in the highest byte;
  /// 0 where there is no character.
  nonisolated(unsafe) static let pairs: UnsafePointer<UInt32> = {
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: 65_536)
    table.initialize(repeating: 0, count: 65_536)
    let converter = GB18030Converter()
    for lead in 0x81...0xFE {
      for trail in 0x40...0xFE where trail != 0x7F {
        table[lead << 8 | trail] = converter.packed([UInt8(lead), UInt8(trail)])
      }
    }
    return UnsafePointer(table)
  }()

  /// Bytes of the character at `position`: 1, 2 or 4; 0 when there is none.
  ///
  /// - Precondition: `position < end`.
  @inline(__always)
  static func characterLength(
    _ base: UnsafePointer<UInt8>, at position: Int, end: Int, _ pairs: UnsafePointer<UInt32>,
    _ converter: GB18030Converter
  ) -> Int {
    let lead = base[position]
    if lead < 0x80 { return 1 }
    guard position &+ 1 < end else { return 0 }
    if pairs[Int(lead) << 8 | Int(base[position &+ 1])] != 0 { return 2 }
    return converter.packed(base, at: position, end: end) != 0 ? 4 : 0
  }

  /// Where the first byte stands that begins no character; nil when there is none.
  static func firstFault(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ converter: GB18030Converter
  ) -> Int? {
    let pairs = pairs
    var position = ASCIIScan.skip(base, from: start, to: end)
    while position < end {
      let length = characterLength(base, at: position, end: end, pairs, converter)
      if length == 0 { return position }
      position &+= length
      if position < end, base[position] < 0x80 {
        position = ASCIIScan.skip(base, from: position, to: end)
      }
    }
    return nil
  }
}

/// Decodes single characters through iconv: the four-byte ones, and all once for the table.
final class GB18030Converter {
  private let handle = iconv_open("UTF-8", "GB18030")

  deinit {
    if isOpen { iconv_close(handle) }
  }

  /// glibc answers (iconv_t)-1 when it was installed without its gconv modules.
  var isOpen: Bool { handle != iconv_t(bitPattern: -1) }

  /// The four-byte character at `position`, packed as in ``GB18030Table/pairs``; 0 when none.
  func packed(_ base: UnsafePointer<UInt8>, at position: Int, end: Int) -> UInt32 {
    guard position + 4 <= end, (0x81...0xFE).contains(base[position]),
      (0x30...0x39).contains(base[position + 1]), (0x81...0xFE).contains(base[position + 2]),
      (0x30...0x39).contains(base[position + 3])
    else { return 0 }
    return packed([base[position], base[position + 1], base[position + 2], base[position + 3]])
  }

  func packed(_ character: [UInt8]) -> UInt32 {
    guard isOpen else { return 0 }
    var input = character.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 8)
    var inputLeft = input.count
    var outputLeft = output.count
    let result = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        return iconv(handle, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard result == 0, inputLeft == 0 else {
      iconv(handle, nil, nil, nil, nil)
      return 0
    }
    return Self.pack(output.prefix(8 - outputLeft).map { UInt8(bitPattern: $0) })
  }

  /// Four UTF-8 bytes fill the word; their count is then told by the lead byte F0...F4.
  private static func pack(_ bytes: [UInt8]) -> UInt32 {
    guard (1...4).contains(bytes.count) else { return 0 }
    var word = bytes.count < 4 ? UInt32(bytes.count) << 24 : 0
    for (index, byte) in bytes.enumerated() { word |= UInt32(byte) << (8 * UInt32(index)) }
    return word
  }
}
