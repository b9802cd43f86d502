import Glibc
import WageDomain

/// Decides the encoding of a file once and proves it over every byte.
///
/// The rule:
/// 1. A NUL byte refuses the file. A byte order mark fixes the encoding.
/// 2. All bytes strict UTF-8: UTF-8 - unless every character beyond ASCII is a two-byte sequence,
///    the whole file is GB18030 too and no mark says which: then it could be either (Chinese in
///    UTF-8 needs three bytes), and it is refused, not guessed. So is a file with one such line: two or
///    more such characters side by side, none of another kind, all of them Chinese in GB2312.
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
  ///   - letGo: told of each stretch that was looked at.
  /// - Returns: the encoding, proven.
  /// - Throws: ``FileRefusal`` `nul-byte` or `encoding` with line and byte.
  static func prove(
    _ bytes: UnsafeRawBufferPointer, titles: [String], letGo: (Range<Int>) -> Void = { _ in }
  ) throws(FileRefusal) -> TextEncodingProof {
    guard let raw = bytes.baseAddress else {
      return TextEncodingProof(encoding: .utf8, markLength: 0)
    }
    let base = raw.assumingMemoryBound(to: UInt8.self)
    let count = bytes.count
    func first(from start: Int, _ look: (Int, Int) -> Int?) -> Int? {
      firstFault(base, from: start, to: count, look, letGo)
    }
    let nul = first(from: 0) { from, to in
      memchr(raw + from, 0, to - from).map { UnsafeRawPointer($0) - raw }
    }
    if let nul { throw nulRefusal(base, at: nul, count: count) }
    let mark = [TextEncoding.utf8, .gb18030].first { bytes.starts(with: $0.mark) }
    let start = mark?.mark.count ?? 0
    let converter = GB18030Converter()
    let lines = MixedLines(base: base, start: start, count: count, converter: converter)
    var holdsPairs = false
    let utf8Fault = { (from: Int, to: Int) -> Int? in
      UTF8Scan.firstFault(base, from: from, to: to, &holdsPairs)
    }
    if mark != .gb18030, first(from: start, utf8Fault) == nil {
      if mark == nil, lines.couldBeEither() { throw lines.ambiguousRefusal(from: start) }
      if mark == nil, holdsPairs, let line = lines.firstLineOfPairs() {
        throw lines.ambiguousRefusal(from: line)
      }
      return TextEncodingProof(encoding: .utf8, markLength: start)
    }
    let gbFault = { (from: Int, to: Int) -> Int? in
      if let fault = GB18030Table.firstFault(base, from: from, to: to, converter) { return fault }
      let stretch = MixedLines(base: base, start: from, count: to, converter: converter)
      return mark == nil && stretch.holdChineseUTF8() ? from : nil
    }
    if mark != .utf8, first(from: start, gbFault) == nil {
      return TextEncodingProof(encoding: .gb18030, markLength: start)
    }
    throw lines.refusal(meant: mark ?? lines.encodingOfHeader(titles) ?? lines.majority())
  }

  /// Looks at the file in stretches that end with a line: no character goes beyond one in either
  /// encoding.
  private static func firstFault(
    _ base: UnsafePointer<UInt8>, from start: Int, to count: Int, _ look: (Int, Int) -> Int?,
    _ letGo: (Range<Int>) -> Void
  ) -> Int? {
    var from = start
    while from < count {
      let least = min(from + AgencyFile.stretch, count)
      let newline = memchr(base + least, 0x0A, count - least)
      let to = newline.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) + 1 } ?? count
      if let fault = look(from, to) { return fault }
      letGo(from..<to)
      from = to
    }
    return nil
  }

  private static func nulRefusal(
    _ base: UnsafePointer<UInt8>, at position: Int, count: Int
  ) -> FileRefusal {
    let place = MixedLines.place(base, of: position)
    let isWide =
      count >= 2 && (base[0] == 0xFF && base[1] == 0xFE || base[0] == 0xFE && base[1] == 0xFF)
    return RefusalCode.nulByte.refusal(
      line: place.line, byte: place.byte,
      found: isWide ? .same("UTF-16") : Bilingual(zh: "空字节", en: "a NUL byte"),
      expected: Bilingual(zh: "UTF-8 或 GB18030 文本", en: "text in UTF-8 or GB18030"),
      remedy: isWide
        ? Bilingual(
          zh: "请另存为“CSV UTF-8”后重报。", en: "Save the file as \"CSV UTF-8\" and send it again.")
        : Bilingual(
          zh: "文件损坏或不是文本：请重新导出。", en: "The file is damaged or no text: export it again."))
  }
}
