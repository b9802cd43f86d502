import Glibc
import WageDomain

/// Decides the encoding of a file once and proves it over every byte.
///
/// The rule:
/// 1. A NUL byte refuses the file. A byte order mark fixes the encoding.
/// 2. All bytes strict UTF-8: UTF-8 - unless every character beyond ASCII is a two-byte sequence,
///    the whole file is GB18030 too and no mark says which: then it could be either (Chinese in
///    UTF-8 needs three bytes), and it is refused, not guessed.
/// 3. Else all bytes GB18030, and no line reads as Chinese in UTF-8: GB18030. A line reads so when
///    every character beyond ASCII is a three-byte sequence of Chinese script or punctuation (or
///    `·`). Real GB18030 lines do so by accident only when very short, so a line of one such run of
///    six bytes whose GB18030 reading is all GB2312 does not count.
/// 4. Else the file is neither or mixed. The header's Chinese titles say which encoding was meant,
///    without them the majority of the lines, and the first line that breaks it is named.
struct TextEncodingProof {
  let encoding: TextEncoding
  /// Bytes of the byte order mark, 0 without one.
  let markLength: Int

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - titles: the Chinese titles that the header may hold.
  /// - Returns: the encoding, proven.
  /// - Throws: ``FileRefusal`` `nul-byte` or `encoding` with line and byte.
  static func prove(
    _ bytes: UnsafeRawBufferPointer, titles: [String]
  ) throws(FileRefusal) -> TextEncodingProof {
    guard let raw = bytes.baseAddress else {
      return TextEncodingProof(encoding: .utf8, markLength: 0)
    }
    let base = raw.assumingMemoryBound(to: UInt8.self)
    let count = bytes.count
    if let nul = memchr(raw, 0, count) {
      throw nulRefusal(base, at: UnsafeRawPointer(nul) - raw, count: count)
    }
    let mark = [TextEncoding.utf8, .gb18030].first { bytes.starts(with: $0.mark) }
    let start = mark?.mark.count ?? 0
    let converter = GB18030Converter()
    let lines = MixedLines(base: base, start: start, count: count, converter: converter)
    if mark != .gb18030, UTF8Scan.firstFault(base, from: start, to: count) == nil {
      if mark == nil, lines.couldBeEither() { throw lines.ambiguousRefusal() }
      return TextEncodingProof(encoding: .utf8, markLength: start)
    }
    if mark != .utf8, GB18030Table.firstFault(base, from: start, to: count, converter) == nil,
      mark == .gb18030 || !lines.holdChineseUTF8()
    {
      return TextEncodingProof(encoding: .gb18030, markLength: start)
    }
    throw lines.refusal(meant: mark ?? lines.encodingOfHeader(titles) ?? lines.majority())
  }

  private static func nulRefusal(
    _ base: UnsafePointer<UInt8>, at position: Int, count: Int
  ) -> FileRefusal {
    let place = MixedLines.place(base, of: position)
    let isWide =
      count >= 2 && (base[0] == 0xFF && base[1] == 0xFE || base[0] == 0xFE && base[1] == 0xFF)
    return RefusalCode.nulByte.refusal(
      line: place.line, byte: place.byte, found: isWide ? "UTF-16" : "a NUL byte",
      expected: "text in UTF-8 or GB18030",
      remedy: isWide
        ? "Save the file as \"CSV UTF-8\" and send it again."
        : "The file is damaged or no text: export it again.")
  }
}
