import WageDomain

/// The directory of a zip archive that lies in memory.
struct ZipArchive {
  struct Entry {
    /// 0 stored, 8 deflated; nothing else is read.
    let method: Int
    let crc: UInt32
    let packedSize: Int
    let size: Int
    let headerOffset: Int
    let isEncrypted: Bool
  }

  private let bytes: UnsafeRawBufferPointer
  /// By name in lower case with slashes: the names of parts differ in case at most.
  private(set) var entries: [String: Entry] = [:]

  private static let mostEntries = 10_000

  /// - Throws: `FileRefusal` `workbook-damaged`, `workbook-too-large`, `workbook-locked`.
  init(_ bytes: UnsafeRawBufferPointer) throws(FileRefusal) {
    self.bytes = bytes
    let end = try Self.endRecord(bytes)
    let (count, start) = try directory(end)
    guard count <= Self.mostEntries else {
      throw WorkbookRefusal.tooLarge(
        Bilingual(zh: "压缩包有 \(count) 个部件", en: "a zip archive of \(count) parts"))
    }
    var at = start
    var unpacked = 0
    for _ in 0..<count {
      let (next, size) = try readEntry(at)
      at = next
      unpacked += size
      guard unpacked <= WorkbookRefusal.largestUnpacked else {
        throw WorkbookRefusal.tooLarge(
          Bilingual(zh: "解开后 \(unpacked >> 20) MiB", en: "\(unpacked >> 20) MiB unpacked"))
      }
    }
    if entries.values.contains(where: \.isEncrypted) { throw WorkbookRefusal.locked }
  }

  subscript(name: String) -> Entry? { entries[name.lowercased()] }

  /// The packed bytes of an entry.
  ///
  /// - Throws: `FileRefusal` `workbook-damaged`.
  func packed(_ entry: Entry) throws(FileRefusal) -> UnsafeRawBufferPointer {
    guard number(entry.headerOffset, 4) == 0x0403_4B50,
      let nameLength = number(entry.headerOffset + 26, 2),
      let extraLength = number(entry.headerOffset + 28, 2)
    else {
      throw WorkbookRefusal.damaged(
        Bilingual(zh: "压缩包的部件位置不对", en: "a zip archive with a part out of place"))
    }
    let start = entry.headerOffset + 30 + nameLength + extraLength
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
      throw WorkbookRefusal.damaged(Bilingual(zh: "压缩包被截断", en: "a zip archive that is cut off"))
    }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<(start + entry.packedSize)])
  }

  /// The last record of the archive; a comment of up to 64 KiB may follow it.
  private static func endRecord(_ bytes: UnsafeRawBufferPointer) throws(FileRefusal) -> Int {
    var at = bytes.count - 22
    let lowest = max(0, at - 65_535)
    while at >= lowest {
      if bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self).littleEndian == 0x0605_4B50 {
        return at
      }
      at -= 1
    }
    throw WorkbookRefusal.damaged(
      Bilingual(zh: "压缩包缺少目录", en: "a zip archive without its directory"))
  }

  private func directory(_ end: Int) throws(FileRefusal) -> (count: Int, start: Int) {
    guard let count = number(end + 10, 2), let start = number(end + 16, 4) else { throw Self.cut }
    guard count == 0xFFFF || start == 0xFFFF_FFFF else { return (count, start) }
    guard let record = end >= 20 ? number(end - 20 + 8, 8) : nil,
      number(record, 4) == 0x0606_4B50,
      let wideCount = number(record + 32, 8), let wideStart = number(record + 48, 8)
    else { throw Self.cut }
    return (wideCount, wideStart)
  }

  private mutating func readEntry(
    _ at: Int
  ) throws(FileRefusal) -> (next: Int, size: Int) {
    guard number(at, 4) == 0x0201_4B50, let flags = number(at + 8, 2),
      let method = number(at + 10, 2), let crc = number(at + 16, 4),
      let packed = number(at + 20, 4), let size = number(at + 24, 4),
      let nameLength = number(at + 28, 2), let extraLength = number(at + 30, 2),
      let commentLength = number(at + 32, 2), let offset = number(at + 42, 4),
      at + 46 + nameLength + extraLength <= bytes.count
    else { throw Self.cut }
    let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
    var wide = wideNumbers(at + 46 + nameLength, extraLength)
    func widened(_ value: Int) throws(FileRefusal) -> Int {
      guard value == 0xFFFF_FFFF else { return value }
      guard !wide.isEmpty else { throw Self.cut }
      return wide.removeFirst()
    }
    // In this order they stand in the wide field.
    let (wideSize, widePacked, wideOffset) = (
      try widened(size), try widened(packed), try widened(offset)
    )
    entries[name.lowercased().replacing("\\", with: "/")] = Entry(
      method: method, crc: UInt32(truncatingIfNeeded: crc), packedSize: widePacked, size: wideSize,
      headerOffset: wideOffset, isEncrypted: flags & 1 == 1)
    return (at + 46 + nameLength + extraLength + commentLength, wideSize)
  }

  /// The eight-byte numbers of the zip64 field, if there is one: size, packed size, offset.
  private func wideNumbers(_ start: Int, _ length: Int) -> [Int] {
    var at = start
    while at + 4 <= start + length, let tag = number(at, 2), let count = number(at + 2, 2) {
      if tag == 1 {
        return stride(from: at + 4, to: min(at + 4 + count, start + length) - 7, by: 8)
          .compactMap { number($0, 8) }
      }
      at += 4 + count
    }
    return []
  }

  /// A little-endian number; nil outside the archive or beyond what any archive holds.
  private func number(_ at: Int, _ width: Int) -> Int? {
    guard at >= 0, at <= bytes.count - width else { return nil }
    let value = (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << (8 * $1) }
    return Int(exactly: value).flatMap { $0 < 1 << 48 ? $0 : nil }
  }

  private static var cut: FileRefusal {
    WorkbookRefusal.damaged(
      Bilingual(zh: "压缩包目录损坏", en: "a zip archive whose directory is damaged"))
  }
}
