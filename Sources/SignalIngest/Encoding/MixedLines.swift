import Glibc
import WageDomain

/// Looks at a file line by line when its encoding is in doubt.
struct MixedLines {
  let base: UnsafePointer<UInt8>
  let start: Int
  let count: Int
  let converter: GB18030Converter

  /// Line (1-based) and byte within it (1-based) of a position.
  static func place(_ base: UnsafePointer<UInt8>, of position: Int) -> (line: Int, byte: Int) {
    var line = 1
    var lineStart = 0
    while let end = memchr(base + lineStart, 0x0A, position - lineStart) {
      lineStart = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
      line += 1
    }
    return (line, position - lineStart + 1)
  }

  /// True for a file of two-byte sequences only that is GB18030 as well.
  func couldBeEither() -> Bool {
    var position = ASCIIScan.skip(base, from: start, to: count)
    guard position < count else { return false }
    while position < count {
      guard base[position] < 0xE0 else { return false }
      position = ASCIIScan.skip(base, from: position + 2, to: count)
    }
    return GB18030Table.firstFault(base, from: start, to: count, converter) == nil
  }

  /// The first line whose every character beyond ASCII, two or more of them side by side, is one of
  /// two bytes in UTF-8 and Chinese in GB2312; nil when there is none.
  func firstLineOfPairs() -> Int? {
    var found: Int?
    eachLine { range in
      if readsAsPairs(range) { found = range.lowerBound }
      return found == nil
    }
    return found
  }

  private func readsAsPairs(_ line: Range<Int>) -> Bool {
    var position = ASCIIScan.skip(base, from: line.lowerBound, to: line.upperBound)
    var longest = 0
    var run = 0
    while position < line.upperBound {
      guard position + 2 <= line.upperBound, UTF8Scan.isGB2312(base, at: position) else {
        return false
      }
      run += 1
      longest = max(longest, run)
      position += 2
      if position < line.upperBound, base[position] < 0x80 {
        run = 0
        position = ASCIIScan.skip(base, from: position, to: line.upperBound)
      }
    }
    return longest > 1
  }

  func holdChineseUTF8() -> Bool {
    var found = false
    eachLine { range in
      found = readsAsChineseUTF8(range)
      return !found
    }
    return found
  }

  /// The encoding in which a cell of the first line is one of the titles; nil when none is.
  func encodingOfHeader(_ titles: [String]) -> TextEncoding? {
    let separators: Set<UInt8> = [0x2C, 0x09, 0x3B, 0x22, 0x0D]
    let header = UnsafeRawBufferPointer(start: base + start, count: lineEnd(from: start) - start)
    let cells = header.split(whereSeparator: separators.contains)
    let known = Set(titles)
    for encoding in [TextEncoding.utf8, .gb18030] {
      let decoder = TextDecoder(encoding)
      let isKnown = cells.contains { cell in
        known.contains(decoder.string(UnsafeRawBufferPointer(rebasing: cell)))
      }
      if isKnown { return encoding }
    }
    return nil
  }

  /// What most lines beyond ASCII are; UTF-8 when it is even.
  func majority() -> TextEncoding {
    var utf8 = 0
    var gb18030 = 0
    eachLine { range in
      if ASCIIScan.skip(base, from: range.lowerBound, to: range.upperBound) < range.upperBound {
        if firstUTF8Fault(range) == nil {
          utf8 += 1
        } else if firstGB18030Fault(range) == nil {
          gb18030 += 1
        }
      }
      return true
    }
    return utf8 >= gb18030 ? .utf8 : .gb18030
  }

  func refusal(meant encoding: TextEncoding) -> FileRefusal {
    var fault: Int?
    var other: TextEncoding?
    eachLine { range in
      fault = encoding == .utf8 ? firstUTF8Fault(range) : gb18030Doubt(range)
      guard fault != nil else { return true }
      if encoding == .utf8 {
        other = firstGB18030Fault(range) == nil ? .gb18030 : nil
      } else {
        other = firstUTF8Fault(range) == nil ? .utf8 : nil
      }
      return false
    }
    let position = fault ?? start
    let place = Self.place(base, of: position)
    let byte = "0x" + String(base[min(position, count - 1)], radix: 16, uppercase: true)
    return RefusalCode.encoding.refusal(
      line: place.line, byte: place.byte,
      found: Bilingual(
        zh: "字节 \(byte)" + (other.map { "，该行为 \($0.rawValue)" } ?? ""),
        en: "byte \(byte)" + (other.map { ", in a line that is \($0.rawValue)" } ?? "")),
      expected: Bilingual(
        zh: "\(encoding.rawValue)，与文件其余部分一致", en: "\(encoding.rawValue), as the rest of the file"),
      remedy: Bilingual(
        zh: "请报送单位以同一种编码（UTF-8 或 GB18030）重新导出。",
        en: "Ask the agency to export the file in one encoding, UTF-8 or GB18030."))
  }

  /// - Parameter from: where the doubtful line begins.
  /// - Returns: the refusal, with the place.
  func ambiguousRefusal(from: Int) -> FileRefusal {
    let place = Self.place(base, of: ASCIIScan.skip(base, from: from, to: count))
    return RefusalCode.encoding.refusal(
      line: place.line, byte: place.byte,
      found: Bilingual(
        zh: "既可读作 UTF-8 也可读作 GB18030 的字节", en: "bytes that are both UTF-8 and GB18030"),
      expected: Bilingual(zh: "只能读作其中一种的文件", en: "a file that is one of them only"),
      remedy: Bilingual(
        zh: "请另存为带 BOM 的 UTF-8。", en: "Save the file as UTF-8 with a byte order mark."))
  }

  private func firstUTF8Fault(_ line: Range<Int>) -> Int? {
    UTF8Scan.firstFault(base, from: line.lowerBound, to: line.upperBound)
  }

  private func firstGB18030Fault(_ line: Range<Int>) -> Int? {
    GB18030Table.firstFault(base, from: line.lowerBound, to: line.upperBound, converter)
  }

  private func gb18030Doubt(_ line: Range<Int>) -> Int? {
    if let fault = firstGB18030Fault(line) { return fault }
    return readsAsChineseUTF8(line)
      ? ASCIIScan.skip(base, from: line.lowerBound, to: line.upperBound) : nil
  }

  private func readsAsChineseUTF8(_ line: Range<Int>) -> Bool {
    let end = line.upperBound
    let first = ASCIIScan.skip(base, from: line.lowerBound, to: end)
    var position = first
    var wide = 0
    while position < end {
      let length = chineseLength(at: position, end: end)
      if length == 0 { return false }
      wide += length == 3 ? 1 : 0
      position += length
      if position < end, base[position] < 0x80 {
        position = ASCIIScan.skip(base, from: position, to: end)
      }
    }
    return wide > 2 || wide > 0 && !(wide == 2 && isPlainGB2312(first))
  }

  /// 3 for Chinese script, its punctuation or a full-width form, 2 for `·`, else 0.
  @inline(__always)
  private func chineseLength(at position: Int, end: Int) -> Int {
    let lead = base[position]
    if lead == 0xC2 { return position + 1 < end && base[position + 1] == 0xB7 ? 2 : 0 }
    guard lead >= 0xE3, lead <= 0xE9 || lead == 0xEF,
      UTF8Scan.sequenceLength(base, at: position, end: end) == 3
    else { return 0 }
    let second = base[position + 1]
    switch lead {
    case 0xE3: return second == 0x80 ? 3 : 0
    case 0xE4: return second >= 0xB8 ? 3 : 0
    case 0xEF: return second >= 0xBC && second <= 0xBD ? 3 : 0
    default: return 3
    }
  }

  /// Six bytes that GB18030 reads as three characters of GB2312.
  private func isPlainGB2312(_ first: Int) -> Bool {
    guard first + 6 <= count else { return false }
    return stride(from: first, to: first + 6, by: 2).allSatisfy { position in
      let isPlane = (0xA1...0xA9).contains(base[position]) || (0xB0...0xF7).contains(base[position])
      return isPlane && base[position + 1] >= 0xA1
    }
  }

  private func eachLine(_ body: (Range<Int>) -> Bool) {
    var position = start
    while position < count {
      let end = lineEnd(from: position)
      guard body(position..<end) else { return }
      position = end + 1
    }
  }

  private func lineEnd(from position: Int) -> Int {
    guard let found = memchr(base + position, 0x0A, count - position) else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
