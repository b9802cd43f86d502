/// What people type where there is nothing to say: 无, 不详, N/A, a stroke.
///
/// One list for names of firms, legal representatives and register statuses. Such a cell is an empty
/// one: taken for a name it would be one "firm" of many rows, and a rule made of it would catch them.
public enum FillerWords {
  /// True of a text that has neither letter nor digit, and of one made of these words alone, with or
  /// without a noun that says what is not known (单位不详). Width, case and punctuation do not count.
  public static func areAll(of text: String) -> Bool {
    let said = NameFolding.fold(text).filter(isSaid)
    guard said.count <= longest else { return false }
    // Where a word may begin, and whether a filler was among those before it.
    var reached: [Bool?] = Array(repeating: nil, count: said.count + 1)
    reached[0] = said.isEmpty
    for start in said.indices {
      guard let before = reached[start] else { continue }
      for (word, isFiller) in parts where said[start...].starts(with: word) {
        let end = start + word.count
        reached[end] = before || isFiller || reached[end] ?? false
      }
    }
    return reached[said.count] ?? false
  }

  /// How such texts are spelled, for SQL over what older versions stored.
  public static let spellings =
    fillers.split(separator: " ").map(String.init) + ["-", "--", "－", "—", "——", "/", "／", "N/A"]

  /// More is a sentence.
  private static let longest = 12
  /// The same in bytes, of a text without marks.
  static let longestUTF8 = 4 * longest

  /// Letters, digits, and the mark of a lost character: what it was nobody knows.
  private static func isSaid(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .privateUse || scalar == "\u{FFFD}"
  }

  /// 同上 speaks of another row, which a row has not.
  private static let fillers = """
    无 没有 暂无 不详 未详 未知 不知 不知道 不明 不清 不清楚 未填 未填写 未提供 未登记 未告知 待定 待查 待补 \
    待补充 待核实 空 空白 略 同上 NA NIL NULL NONE UNKNOWN
    """

  private static let nouns = "单位 企业 公司 用人单位 名称 全称 字号 厂名 店名 信息 情况 具体 登记"

  private static let parts: [(word: [Unicode.Scalar], isFiller: Bool)] =
    words(fillers).map { ($0, true) } + words(nouns).map { ($0, false) }

  private static func words(_ text: String) -> [[Unicode.Scalar]] {
    text.split(separator: " ").map { Array($0.unicodeScalars) }
  }
}
