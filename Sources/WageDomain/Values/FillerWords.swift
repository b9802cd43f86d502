/// What people type where there is nothing to say: 无, 不详, N/A, a stroke.
///
/// Such a cell is an empty one: taken for a name or a number it would be one "firm" or one "account" of
/// many rows, and a rule made of it would catch them. A noun may say what is not known: 单位不详 of a
/// firm, 无户号 of an account. Which nouns a column's cells use its title tells, so that a new column
/// needs no list of its own.
public struct FillerWords: Hashable, Sendable {
  /// Words by first character; true of a filler, false of a noun.
  private typealias Table = [Unicode.Scalar: [[Unicode.Scalar]: Bool]]

  private let isNumber: Bool
  /// The column's own nouns.
  private let own: Table

  /// Of names: firms, legal representatives, register statuses.
  public static let ofNames = FillerWords(title: "", isNumber: false)

  private static let nameTable = table(words(names), fillers: words(fillers))
  private static let numberTable = table(
    words(names + " " + numbers), fillers: words(fillers))

  /// Of a column that holds names, or numbers that tell one thing from another.
  ///
  /// - Parameters:
  ///   - title: the column's Chinese title; every part of it may be the noun.
  ///   - isNumber: whether it holds numbers, which have nouns of their own.
  public init(title: String, isNumber: Bool) {
    self.isNumber = isNumber
    own = Self.table(Self.parts(of: NameFolding.fold(title).filter(Self.isSaid)), fillers: [])
  }

  private static func table(_ nouns: [[Unicode.Scalar]], fillers: [[Unicode.Scalar]]) -> Table {
    var table: Table = [:]
    for word in nouns { table[word[0], default: [:]][word] = false }
    for word in fillers { table[word[0], default: [:]][word] = true }
    return table
  }

  /// True of a text that has neither letter nor digit, and of one made of fillers alone, with or
  /// without nouns. Width, case and punctuation do not count.
  public func areAll(of text: String) -> Bool {
    let said = NameFolding.fold(text).filter(Self.isSaid)
    guard said.count <= Self.longest else { return false }
    // Where a word may begin, and whether a filler was among those before it.
    var reached: [Bool?] = Array(repeating: nil, count: said.count + 1)
    reached[0] = said.isEmpty
    let common = isNumber ? Self.numberTable : Self.nameTable
    for start in said.indices {
      guard let before = reached[start] else { continue }
      for words in [common[said[start]], own[said[start]]] {
        for (word, isFiller) in words ?? [:] where said[start...].starts(with: word) {
          let end = start + word.count
          reached[end] = before || isFiller || reached[end] ?? false
        }
      }
    }
    return reached[said.count] ?? false
  }

  /// The same of a name.
  public static func areAll(of text: String) -> Bool { ofNames.areAll(of: text) }

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
    无 没 没有 暂无 未 未有 尚无 尚未 不详 未详 未知 不知 不知道 不明 不清 不清楚 未填 未填写 未填报 未提供 未登记 \
    未告知 未取得 未办 未办理 未录入 未采集 未写 缺 缺失 待 待定 待查 待补 待补充 待核实 待填 待填写 待录入 待提供 \
    待确认 暂 暂缺 没填 没写 没提供 没有提供 尚未提供 尚未取得 不填 不适用 不存在 不祥 无法 无法提供 无记录 查无 \
    遗失 空 空白 略 同上 \
    NA NIL NULL NONE UNKNOWN
    """

  private static let names = "单位 企业 公司 用人单位 名称 全称 字号 厂名 店名 信息 情况 具体 登记"

  /// Nouns that are in no column's title and yet in its cells.
  private static let numbers = """
    号 号码 码 编号 编码 代码 序号 单号 户 户号 户头 户名 用户 客户 账号 帐号 账户 帐户 账 帐 表 表号 表具 \
    电表 水表 气表 燃气表 证 证号 证件 证照 执照 营业执照 许可证 卡 卡号 文号 文书 文件 案号 案件 案 流水 流水号 \
    批次 批号 批 项目 工程 电话 手机 联系方式 身份证 身份 信用代码 资料 数据 此 该 本 \
    电 水 气 用电 用水 用气 供电 供水 供气 电力 自来水 燃气 天然气 煤气 独立 单独 租用 租户 \
    工单 工单号 投诉 举报 信访 受理 提供 取得 开户 立户 装表 安装 开通 分配 写 填 填写 编 记录 确认
    """

  private static func words(_ text: String) -> [[Unicode.Scalar]] {
    text.split(separator: " ").map { Array($0.unicodeScalars) }
  }

  /// Every stretch of two characters or more: 施工许可证号 has 许可证 and 证号.
  private static func parts(of title: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    title.indices.flatMap { start in
      (start + 2..<max(start + 2, title.count + 1)).map { Array(title[start..<$0]) }
    }
  }
}
