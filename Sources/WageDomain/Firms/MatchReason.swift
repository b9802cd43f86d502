/// Why a firm is suggested for rows that name none we know.
public enum MatchReason: Hashable, Sendable {
  /// The account was this firm's before; several firms have had it.
  case sameAccount(String)
  /// A person gave rows of this name to it, before another firm of exactly the name was registered.
  case saidBefore
  /// Exactly this name; still a person decides, where several firms have it, or one had said
  /// another's.
  case sameName(isShared: Bool)
  /// The same name with another legal form.
  case otherForm
  /// The same name, another place or none.
  case otherPlace
  /// The same but for place and legal form, and what is left is a trade or a number alone.
  case tradeAlone(String)
  /// The same name, form or place spelled otherwise or left out; several firms fit.
  case otherSpelling
  case transposed(String)
  case oneCharacter(found: String, expected: String)
  /// The share of the name's character pairs that the firm's name has, rare pairs counting more.
  case similar(percent: Int)

  /// The code that scripts read.
  public var code: String {
    switch self {
    case .sameAccount: "same-account"
    case .saidBefore: "said-before"
    case .sameName: "same-name"
    case .otherForm: "other-form"
    case .otherPlace: "other-place"
    case .tradeAlone: "trade-alone"
    case .otherSpelling: "other-spelling"
    case .transposed: "transposed"
    case .oneCharacter: "one-character"
    case .similar: "similar"
    }
  }

  /// A sentence for the person who decides.
  public var text: Bilingual {
    switch self {
    case .sameAccount(let account):
      Bilingual(zh: "户号 \(account) 曾属该企业", en: "account \(account) was this firm's before")
    case .saidBefore:
      Bilingual(zh: "此前已认定为该企业", en: "rows of this name were given to it before")
    case .sameName(isShared: true):
      Bilingual(zh: "名称相同，但有多家企业", en: "the same name, which several firms have")
    case .sameName(isShared: false): Bilingual(zh: "名称相同", en: "the same name")
    case .otherForm:
      Bilingual(zh: "字号、行业相同，组织形式不同", en: "the same name, another legal form")
    case .otherPlace: Bilingual(zh: "字号、行业相同，地名不同", en: "the same name, another place")
    case .tradeAlone(let core):
      Bilingual(
        zh: "去掉地名和组织形式后相同，但“\(core)”只是行业或序号",
        en: "the same but for place and form, yet \"\(core)\" is a trade or a number alone")
    case .otherSpelling:
      Bilingual(
        zh: "字号、行业相同，地名或组织形式写法不同",
        en: "the same name, place or legal form spelled otherwise")
    case .transposed(let pair):
      Bilingual(zh: "“\(pair)”两字颠倒", en: "\"\(pair)\" is transposed")
    case .oneCharacter(let found, let expected): Self.difference(found, expected)
    case .similar(let percent):
      Bilingual(zh: "名称相近（\(percent)%）", en: "a similar name (\(percent) %)")
    }
  }

  private static func difference(_ found: String, _ expected: String) -> Bilingual {
    if found.isEmpty { return Bilingual(zh: "少“\(expected)”字", en: "\"\(expected)\" is missing") }
    if expected.isEmpty { return Bilingual(zh: "多“\(found)”字", en: "\"\(found)\" is too much") }
    return Bilingual(
      zh: "一字之差：“\(found)”，登记为“\(expected)”",
      en: "one character differs: \"\(found)\", registered as \"\(expected)\"")
  }
}
