/// By what two complaints about one firm or project seem to come from the same people, the strongest
/// first: suggestions are listed in this order.
///
/// - Source: N2. How alike is alike: assumption.
public enum DuplicateGround: String, CaseIterable, Hashable, Comparable, Sendable {
  case identityNumber = "identity-number"
  case phone
  case name
  /// One complaint names a person, the other a group of that person's name (赵某等12人).
  case groupName = "group-name"
  /// Both are of a group, and of about as many people.
  case groupSize = "group-size"

  /// From 1.
  public var rank: Int { 1 + (Self.allCases.firstIndex(of: self) ?? 0) }

  public static func < (left: DuplicateGround, right: DuplicateGround) -> Bool {
    left.rank < right.rank
  }

  public var title: Bilingual {
    switch self {
    case .identityNumber: Bilingual(zh: "身份证号相同", en: "same identity number")
    case .phone: Bilingual(zh: "联系电话相同", en: "same phone")
    case .name: Bilingual(zh: "姓名相同", en: "same name")
    case .groupName: Bilingual(zh: "同一牵头人", en: "same group by name")
    case .groupSize: Bilingual(zh: "群体人数相近", en: "groups of about the same size")
    }
  }
}
