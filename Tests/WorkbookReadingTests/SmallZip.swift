import CZlib

/// Writes a zip archive in memory: parts stored as they are, or deflated.
struct SmallZip {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// `declaredSize` and `checksum` overrule what is true, `flags` are those of the header.
  mutating func add(
    _ name: String, _ content: [UInt8], deflated: Bool = false, flags: Int = 0,
    declaredSize: Int? = nil, checksum: UInt? = nil
  ) {
    let packed = deflated ? Self.deflated(content) : content
    let crc = checksum ?? crc32(0, content, UInt32(content.count))
    let common =
      number(flags, 2) + number(deflated ? 8 : 0, 2) + number(0, 4) + number(Int(crc), 4)
      + number(packed.count, 4) + number(declaredSize ?? content.count, 4)
      + number(name.utf8.count, 2) + number(0, 2)
    directory +=
      number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common + number(0, 10)
      + number(bytes.count, 4) + Array(name.utf8)
    bytes += number(0x0403_4B50, 4) + number(20, 2) + common + Array(name.utf8) + packed
    count += 1
  }

  func finished() -> [UInt8] {
    bytes + directory + number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
  }

  private func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    var input = content
    var output = [UInt8](repeating: 0, count: content.count + 1024)
    let room = output.count
    withUnsafeMutablePointer(to: &stream) { stream in
      input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_in = input.baseAddress
          stream.pointee.avail_in = UInt32(input.count)
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          deflateInit2_(
            stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
          deflate(stream, Z_FINISH)
          deflateEnd(stream)
        }
      }
    }
    return Array(output[..<(room - Int(stream.avail_out))])
  }
}
