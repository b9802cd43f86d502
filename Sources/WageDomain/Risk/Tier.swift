/// How urgent a firm is. Red, orange and yellow are the tiers of Zhejiang practice; green is no warning.
public enum Tier: String, CaseIterable, Hashable, Comparable, Sendable {
  case green, yellow, orange, red

  /// Green is least, red most.
  public static func < (left: Tier, right: Tier) -> Bool { left.severity < right.severity }

  /// 0 for green to 3 for red.
  public var severity: Int {
    switch self {
    case .green: 0
    case .yellow: 1
    case .orange: 2
    case .red: 3
    }
  }

  public var name: Bilingual {
    switch self {
    case .green: Bilingual(zh: "绿", en: "green")
    case .yellow: Bilingual(zh: "黄", en: "yellow")
    case .orange: Bilingual(zh: "橙", en: "orange")
    case .red: Bilingual(zh: "红", en: "red")
    }
  }
}
