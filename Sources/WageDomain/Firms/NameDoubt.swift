/// Why a firm of a like name may be another one, so that only a person who names it takes it.
public enum NameDoubt: Hashable, Sendable {
  /// What stands before the trade differs: 上海铜仁物流 is not 铜仁物流 of 湖州, though no list of places has
  /// every province's.
  case otherHead
  /// One is a branch, a tenant or a part of a firm, the other does not say so.
  case part(String)

  /// Nil where nothing but a slip of the pen is seen between the two.
  public init?(_ name: String, _ other: String, isSimilar: Bool, places: PlaceNames) {
    let (one, two) = (FirmName(name, places: places), FirmName(other, places: places))
    if let word = Self.parts.first(where: { one.key.contains($0) != two.key.contains($0) }) {
      self = .part(word)
    } else if isSimilar, one.core.prefix(Self.head) != two.core.prefix(Self.head) {
      self = .otherHead
    } else {
      return nil
    }
  }

  /// A sentence for the person who decides.
  public var text: Bilingual {
    switch self {
    case .otherHead:
      Bilingual(
        zh: "两个名称开头的地名或字号不同，可能是另一家企业",
        en: "the two names begin with another place or brand and may be two firms")
    case .part(let word):
      Bilingual(
        zh: "只有一个名称写有“\(word)”，可能是另一家企业",
        en: "only one of the names says \"\(word)\", and it may be another firm")
    }
  }

  /// A brand has two characters or more by law.
  private static let head = 2
  private static let parts = [
    "分公司", "支公司", "总公司", "分厂", "分店", "分行", "支行", "分部", "办事处", "营业部", "门市部", "项目部", "车间", "租用", "承租",
    "出租", "转租", "租赁给", "承包",
  ]
}
