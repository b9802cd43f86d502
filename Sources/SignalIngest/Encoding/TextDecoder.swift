/// Turns stretches of a proven file into UTF-8.
struct TextDecoder {
  let encoding: TextEncoding
  private let pairs: UnsafePointer<UInt32>
  private let converter: GB18030Converter?

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
    pairs = GB18030Table.pairs
    converter = encoding == .gb18030 ? GB18030Converter() : nil
  }

  /// Room that `count` bytes can need as UTF-8: two bytes of GB18030 become three at most, and
  /// characters are written four bytes at a time.
  static func capacity(for count: Int) -> Int { count + count / 2 + 4 }

  /// Writes the text as UTF-8, a doubled quote as one when `isEscaped`.
  ///
  /// Bytes that are no character, possible only outside a proven file, become U+FFFD.
  ///
  /// - Returns: the bytes written, at most ``capacity(for:)``.
  @inline(__always)
  func decode(
    _ source: UnsafePointer<UInt8>, _ count: Int, isEscaped: Bool,
    into target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if encoding == .utf8 {
      guard isEscaped else {
        target.update(from: source, count: count)
        return count
      }
      return Self.unescape(source, count, into: target)
    }
    return decodeGB18030(source, count, isEscaped: isEscaped, into: target)
  }

  func string(_ bytes: UnsafeRawBufferPointer) -> String {
    guard encoding == .gb18030, let base = bytes.baseAddress else {
      return String(decoding: bytes, as: UTF8.self)
    }
    // Each byte may turn into U+FFFD when the stretch cuts a character.
    return String(unsafeUninitializedCapacity: bytes.count * 3 + 4) { buffer in
      guard let target = buffer.baseAddress else { return 0 }
      let source = base.assumingMemoryBound(to: UInt8.self)
      return decodeGB18030(source, bytes.count, isEscaped: false, into: target)
    }
  }

  private static func unescape(
    _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var written = 0
    var position = 0
    while position < count {
      let byte = source[position]
      target[written] = byte
      written &+= 1
      position &+= byte == 0x22 ? 2 : 1
    }
    return written
  }

  private func decodeGB18030(
    _ source: UnsafePointer<UInt8>, _ count: Int, isEscaped: Bool,
    into target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var written = 0
    var position = 0
    while position < count {
      let lead = source[position]
      if lead < 0x80 {
        target[written] = lead
        written &+= 1
        position &+= isEscaped && lead == 0x22 ? 2 : 1
        continue
      }
      let next = position &+ 1 < count ? Int(source[position &+ 1]) : 0
      var packed = pairs[Int(lead) << 8 | next]
      var length = 2
      if packed == 0 {
        packed = converter?.packed(source, at: position, end: count) ?? 0
        length = 4
        if packed == 0 {
          packed = 0x03BD_BFEF
          length = 1
        }
      }
      // All four bytes at once; those beyond the character are overwritten by the next one.
      UnsafeMutableRawPointer(target + written).storeBytes(of: packed, as: UInt32.self)
      written &+= packed >> 24 < 4 ? Int(packed >> 24) : 4
      position &+= length
    }
    return written
  }
}
