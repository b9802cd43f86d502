import CZlib
import Foundation
import WageDomain

/// A part of the archive as it is unpacked, piece by piece, for the XML parser.
///
/// Never more bytes than the directory declares, and only with the right check sum at the end.
final class UnpackedPart: InputStream {
  /// Why there are no more bytes; nil at the right end.
  private(set) var fault: FileRefusal?
  private let entry: ZipArchive.Entry
  private let packed: UnsafeRawBufferPointer
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var position = 0
  private var written = 0
  private var checksum = crc32(0, nil, 0)
  private var isAtEnd = false
  /// The last bytes of the piece before: a document type may begin in one and end in the next.
  private var tail: [UInt8] = []
  private static let documentType = Array("<!DOCTYPE".utf8)

  /// The archive's bytes must outlive the part.
  ///
  /// - Throws: `FileRefusal` `workbook-damaged`.
  init(_ entry: ZipArchive.Entry, of archive: ZipArchive) throws(FileRefusal) {
    guard entry.method == 0 || entry.method == 8 else {
      throw WorkbookRefusal.damaged(
        Bilingual(zh: "部件使用了压缩方法 \(entry.method)", en: "a part packed by method \(entry.method)"))
    }
    self.entry = entry
    packed = try archive.packed(entry)
    stream.initialize(to: z_stream())
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: packed.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(clamping: packed.count)
    super.init(data: Data())
    // Negative: the raw deflate of a zip archive, without a header of its own.
    inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Gives no more bytes: what was wanted is known.
  func stop() { isAtEnd = true }

  override func open() {}
  override func close() {}
  override var hasBytesAvailable: Bool { !isAtEnd }
  override var streamError: (any Error)? { nil }

  override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength length: Int) -> Int {
    guard !isAtEnd else { return 0 }
    let count = entry.method == 0 ? copy(buffer, length) : inflate(buffer, length)
    checksum = crc32(checksum, buffer, UInt32(count))
    written += count
    refuseDocumentType(UnsafeBufferPointer(start: buffer, count: count))
    if written > entry.size {
      end(
        Bilingual(
          zh: "部件大于压缩包所声明", en: "a part larger than the zip archive declares"))
    } else if isAtEnd, fault == nil {
      if written != entry.size || checksum != UInt(entry.crc) {
        end(
          Bilingual(zh: "部件与校验和不符", en: "a part that does not match its check sum"))
      }
    }
    return fault == nil ? count : 0
  }

  private func copy(_ buffer: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
    let count = min(length, packed.count - position)
    UnsafeMutableRawBufferPointer(start: buffer, count: count)
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: packed[position..<(position + count)]))
    position += count
    isAtEnd = position == packed.count
    return count
  }

  private func inflate(_ buffer: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
    stream.pointee.next_out = buffer
    stream.pointee.avail_out = UInt32(clamping: length)
    let room = Int(stream.pointee.avail_out)
    let result = CZlib.inflate(stream, Z_NO_FLUSH)
    let count = room - Int(stream.pointee.avail_out)
    if result == Z_STREAM_END {
      isAtEnd = true
    } else if result != Z_OK || count == 0 {
      end(
        Bilingual(
          zh: "部件损坏或被截断", en: "a part whose packed bytes are damaged or cut off"))
    }
    return count
  }

  /// Entities would be left out without a word, and no office program writes any.
  private func refuseDocumentType(_ piece: UnsafeBufferPointer<UInt8>) {
    let most = Self.documentType.count - 1
    let seam = tail + piece.prefix(most)
    let isWide = written == piece.count && piece.count > 1 && (piece[0] == 0 || piece[1] == 0)
    if isWide || piece.starts(with: [0xFF, 0xFE]) || piece.starts(with: [0xFE, 0xFF]) {
      end(Bilingual(zh: "XML 不是 UTF-8", en: "XML that is not UTF-8"))
    } else if Self.holdsDocumentType(piece)
      || seam.withUnsafeBufferPointer(Self.holdsDocumentType)
    {
      end(
        Bilingual(
          zh: "XML 含文档类型或实体", en: "XML with a document type or entities"))
    }
    tail = Array((tail + piece.suffix(most)).suffix(most))
  }

  /// Looks for the exclamation mark, which is rare in a sheet.
  private static func holdsDocumentType(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = 0
    while at < bytes.count, let found = memchr(base + at, 0x21, bytes.count - at) {
      let mark = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if mark > 0, bytes[(mark - 1)...].starts(with: documentType) { return true }
      at = mark + 1
    }
    return false
  }

  private func end(_ found: Bilingual) {
    fault = WorkbookRefusal.damaged(found)
    isAtEnd = true
  }
}
