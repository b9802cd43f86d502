/// Who must receive the visitors and handle the transfer order.
///
/// - Source: N8, N9. The head-counts stand in the workflow policy.
public enum CaseLevel: String, CaseIterable, Hashable, Comparable, Sendable {
  case officer
  /// The leader in charge (分管领导).
  case leader
  /// The principal leader (主要领导).
  case principal

  public static func < (left: CaseLevel, right: CaseLevel) -> Bool { left.rank < right.rank }

  /// The level above; the principal leader has none and stays.
  public var next: CaseLevel {
    switch self {
    case .officer: .leader
    case .leader, .principal: .principal
    }
  }

  public var title: Bilingual {
    switch self {
    case .officer: Bilingual(zh: "经办人", en: "officer")
    case .leader: Bilingual(zh: "分管领导", en: "leader in charge")
    case .principal: Bilingual(zh: "主要领导", en: "principal leader")
    }
  }

  private var rank: Int {
    switch self {
    case .officer: 0
    case .leader: 1
    case .principal: 2
    }
  }
}
