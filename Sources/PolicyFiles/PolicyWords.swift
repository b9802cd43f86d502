import WageDomain

/// What faults of policy files say again and again.
enum PolicyWords {
  static func oneOf(_ words: [String]) -> Bilingual {
    let list = words.joined(separator: ", ")
    return Bilingual(zh: "以下之一：\(list)", en: "one of \(list)")
  }

  static func missing(_ key: String) -> Bilingual { Bilingual(zh: "没有 \(key)", en: "no \(key)") }

  static func key(_ key: String) -> Bilingual { Bilingual(zh: "键 \(key)", en: "the key \(key)") }

  static func second(_ id: String) -> Bilingual {
    Bilingual(zh: "第二个 \(id)", en: "a second \(id)")
  }

  static let eachIdOnce = Bilingual(zh: "每个编号只用一次", en: "each id once")
}
