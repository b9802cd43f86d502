/// A person took the case to another authority. The reason's text is in the protected tables.
public struct Escalation: Hashable, Sendable {
  public let forum: Forum
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String
  /// The county that the place of work lies in, six digits; only for ``Forum/county``.
  public let county: String?
  /// Only for ``Forum/police``; nil where nobody named one.
  public let ground: PoliceGround?
  /// Only for ``Forum/fastTrack``; nil where nobody named one.
  public let kind: FastTrackKind?
  /// The id of a body in the routing policy; only for ``Forum/regulator``, nil where nobody named one.
  public let regulator: String?

  public init(
    forum: Forum, reasonHash: String, county: String? = nil, ground: PoliceGround? = nil,
    kind: FastTrackKind? = nil, regulator: String? = nil
  ) {
    self.forum = forum
    self.reasonHash = reasonHash
    self.county = county
    self.ground = ground
    self.kind = kind
    self.regulator = regulator
  }
}

/// The authorities that a person can take a case to.
///
/// - Source: N10 (conference), N15 (inspection, regulator), N17 (police), Y4 (arbitration, fast
///   track), Y1 (county: the authority of the county where the work was done).
public enum Forum: String, CaseIterable, Hashable, Sendable {
  case inspection, regulator, conference, police, arbitration
  case fastTrack = "fast-track"
  case county

  public var title: Bilingual {
    switch self {
    case .inspection: Bilingual(zh: "劳动监察", en: "inspection")
    case .regulator: Bilingual(zh: "行业主管部门", en: "regulator")
    case .conference: Bilingual(zh: "联席会议", en: "conference")
    case .police: Bilingual(zh: "公安机关", en: "police")
    case .arbitration: Bilingual(zh: "劳动仲裁", en: "arbitration")
    case .fastTrack: Bilingual(zh: "速裁庭", en: "fast-track tribunal")
    case .county: Bilingual(zh: "用工所在县区", en: "another county")
    }
  }
}
