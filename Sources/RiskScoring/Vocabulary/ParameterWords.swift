import WageDomain

/// The words that parameters take, as a person reads them beside the file's own.
enum ParameterWords {
  /// A word that needs no other stays as it is.
  static func text(_ word: String) -> Bilingual {
    let name = name(word)
    return Bilingual(
      zh: name.zh == word ? word : "\(name.zh)（\(word)）",
      en: name.en == word ? word : "\(name.en) (\(word))")
  }

  private static func name(_ word: String) -> Bilingual {
    if let feed = Feed(rawValue: word) { return feed.title }
    if let tier = Tier(rawValue: word) { return tier.name }
    if let duty = SiteDuty(rawValue: word) { return duty.name }
    return names[word] ?? EventWords.text(word)
  }

  private static let names: [String: Bilingual] = [
    "mildest": Bilingual(zh: "最轻的", en: "mildest"),
    "worst": Bilingual(zh: "最重的", en: "worst"),
    "zero": Bilingual(zh: "按 0 算", en: "zero"),
    "unknown": Bilingual(zh: "不评", en: "unknown"),
    "months": Bilingual(zh: "月数", en: "months"),
    "amount": Bilingual(zh: "金额", en: "amount"),
    "share": Bilingual(zh: "比例", en: "share"),
    "representative": Bilingual(zh: "法定代表人同名", en: "representative"),
    "site": Bilingual(zh: "同一工地", en: "site"),
  ]
}
