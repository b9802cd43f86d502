/// The word by which a row says that it is a sum: 合计, 总计, 共计, 小计 or 累计, with 本页, 本月, 本年, 本次,
/// 本期, 全部 or 总 before it or without, spaces of all kinds within it, and behind it nothing but marks, what is
/// in brackets, counts (`2户`) and nouns of what is summed (金额, 户数). 合计通信科技有限公司 is a firm.
struct TotalWord: Hashable {
  /// Without its spaces and what follows.
  let text: String
  let scope: Scope

  /// The rows that it sums.
  enum Scope: Hashable {
    /// All, wherever the total stands.
    case file
    /// Those since the row before with the same word.
    case sinceSame
    /// Those before it.
    case soFar
    /// Of a year, of which the file may hold a month: nothing to compare with.
    case beyondFile
  }

  /// Nil for any other cell.
  ///
  /// - Parameters:
  ///   - cell: not trimmed.
  ///   - decoder: of the file.
  ///   - takesTail: false for a sentence, which may begin with the word: there the word is all.
  init?(_ cell: CellBytes, _ decoder: TextDecoder, takesTail: Bool) {
    guard Self.mayBegin(cell.start, cell.count, decoder.encoding) else { return nil }
    let count = cell.count
    guard count <= Self.longest else { return nil }
    var rest = Substring()
    let text = decoder.string(UnsafeRawBufferPointer(start: cell.start, count: count))
    rest.unicodeScalars = Substring.UnicodeScalarView(
      text.unicodeScalars.filter {
        !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
      })
    let lead =
      Self.leads.first { lead in
        rest.hasPrefix(lead) && Self.words.contains(where: rest.dropFirst(lead.count).hasPrefix)
      } ?? ""
    rest = rest.dropFirst(lead.count)
    guard let word = Self.words.first(where: rest.hasPrefix),
      takesTail ? Self.isTail(rest.dropFirst(word.count)) : rest == word
    else { return nil }
    self.text = lead + word
    scope =
      switch (lead, word) {
      case ("本年", _): .beyondFile
      case (_, "累计"): .soFar
      case (_, "小计"), ("本页", _), ("本月", _): .sinceSame
      default: .file
      }
  }

  private static let leads = ["本页", "本月", "本年", "本次", "本期", "全部", "总"]
  private static let words = ["合计", "总计", "小计", "累计", "共计"]
  private static let nouns = [
    "金额", "用量", "电量", "水量", "气量", "电费", "水费", "气费", "费用", "人数", "户数", "家数", "笔数", "件数", "条数", "行数",
    "总数", "人民币",
    "单位", "企业", "公司", "用户", "数", "额", "共", "万元", "元", "户", "家", "个", "笔", "条", "项", "人次", "人", "份",
    "行", "件", "次", "千瓦时",
    "度", "立方米", "吨",
  ]

  /// True of `3户` or `共3家`: a number of things, which names none of them.
  static func isCount(_ text: String) -> Bool {
    let text = text.filter { !$0.isWhitespace }
    return isTail(text[...]) && text.contains(where: \.isNumber)
      && text.contains { !$0.isASCII && $0.isLetter }
  }

  /// True of what may stand behind the word.
  private static func isTail(_ text: Substring) -> Bool {
    var rest = text
    while let first = rest.first {
      if let close = closing(first), let end = rest.firstIndex(where: close.contains) {
        rest = rest[rest.index(after: end)...]
      } else if first.isPunctuation || first.isSymbol || first.isNumber && first.isASCII
        || ("０"..."９").contains(first)
      {
        rest = rest.dropFirst()
      } else if let noun = nouns.first(where: rest.hasPrefix) {
        rest = rest.dropFirst(noun.count)
      } else {
        return false
      }
    }
    return true
  }

  private static func closing(_ character: Character) -> String? {
    "(（[［【〔".contains(character) ? ")）]］】〕" : nil
  }

  /// More bytes than the word has with spaces that anybody would type.
  private static let longest = 120

  /// False of a cell that surely is none, told by its first bytes: nearly all are.
  @inline(__always)
  static func mayBegin(_ start: UnsafePointer<UInt8>, _ count: Int, _ encoding: TextEncoding)
    -> Bool
  {
    guard count >= 2 else { return false }
    let first = start[0]
    if first >= 0x21, first < 0x80 { return false }
    return first <= 0x20 || isBeginning(first, start[1], encoding)
  }

  /// Of 合总小累共本全, of a space that is not ASCII, or of a character that nobody sees.
  private static func isBeginning(
    _ first: UInt8, _ second: UInt8, _ encoding: TextEncoding
  ) -> Bool {
    switch (encoding, first, second) {
    case (.utf8, 0xE5, 0x90), (.utf8, 0xE6, 0x80), (.utf8, 0xE5, 0xB0), (.utf8, 0xE7, 0xB4),
      (.utf8, 0xE5, 0x85), (.utf8, 0xE6, 0x9C), (.utf8, 0xC2, _), (.utf8, 0xE2, 0x80...0x81),
      (.utf8, 0xE3, 0x80), (.utf8, 0xEF, 0xBB):
      true
    case (.gb18030, 0xBA, 0xCF), (.gb18030, 0xD7, 0xDC), (.gb18030, 0xD0, 0xA1),
      (.gb18030, 0xC0, 0xDB), (.gb18030, 0xB9, 0xB2), (.gb18030, 0xB1, 0xBE),
      (.gb18030, 0xC8, 0xAB), (.gb18030, 0xA1, 0xA1), (.gb18030, 0x81...0x84, _):
      true
    default: false
    }
  }
}
