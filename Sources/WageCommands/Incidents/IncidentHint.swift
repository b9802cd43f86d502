import WageDomain

/// Whether an incident that is entered was entered before, in words: two clerks take two calls about one
/// crowd.
enum IncidentHint {
  /// Two within a day of each other may be one.
  private static let seconds: Int64 = 24 * 3600

  /// - Parameters:
  ///   - incident: as it was just opened.
  ///   - others: all of its kind; drills are compared with drills.
  /// - Returns: one line for each that may be the same, by number.
  static func lines(_ incident: Incident, among others: [Incident]) -> [Bilingual] {
    others.filter { $0.number != incident.number && $0.annulledAt == nil }.compactMap { other in
      guard abs(other.openedAt.secondsSince1970 - incident.openedAt.secondsSince1970) <= seconds,
        let why = common(incident, other)
      else { return nil }
      let at = IncidentText.clock(other.openedAt)
      let next = "wagewatch incident count \(other.number) --persons \(incident.persons)"
      return Bilingual(
        zh: "可能与 \(other.number) 是同一事件：\(at) 登记，\(other.persons) 人，\(why.zh)相同。"
          + "人数有变的，请用 `\(next)`",
        en:
          "Perhaps the same as \(other.number): opened at \(at), \(other.persons.counted("person")), "
          + "the same \(why.en). For a new head-count use `\(next)`")
    }
  }

  /// What both name; nil when nothing.
  private static func common(_ one: Incident, _ other: Incident) -> Bilingual? {
    if one.caseNo != nil, one.caseNo == other.caseNo { return Bilingual(zh: "案件", en: "case") }
    if one.creditCode != nil, one.creditCode == other.creditCode {
      return Bilingual(zh: "单位", en: "firm")
    }
    if one.creditCode == nil || other.creditCode == nil, one.town != nil, one.town == other.town {
      return Bilingual(zh: "属地", en: "town")
    }
    return one.place != nil && one.place == other.place ? Bilingual(zh: "地点", en: "place") : nil
  }
}
