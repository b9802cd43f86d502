/// What an open case lacks before anybody can settle it. A case that lacks something is in the
/// holding pen, and a clock of the policy may run for as long.
///
/// - Source: N2, one responsible body; what belongs into the pen: assumption.
public enum CaseLack: String, CaseIterable, Hashable, Sendable {
  /// No body answers for it: none was named yet, or the last one sent it back.
  case body = "without-body"
  /// None of its complaints is about a firm or a project that is known.
  case firm = "without-firm"

  public var title: Bilingual {
    switch self {
    case .body: Bilingual(zh: "无责任主体", en: "no body")
    case .firm: Bilingual(zh: "单位不明", en: "no firm")
    }
  }
}

extension CaseLack {
  /// In the order of the vocabulary. A finished or resolved case lacks nothing; nor does one that
  /// another county has, which is supervised with a clock of its own.
  public static func all(
    state: CaseState, body: String?, course: CaseCourse, isFirmKnown: Bool
  ) -> [CaseLack] {
    guard isPossible(state: state, course: course) else { return [] }
    return (body == nil ? [.body] : []) + (isFirmKnown ? [] : [.firm])
  }

  /// Whether the case stands where it can lack something.
  public static func isPossible(state: CaseState, course: CaseCourse) -> Bool {
    state.isOpen && !course.isWithCounty
  }
}
