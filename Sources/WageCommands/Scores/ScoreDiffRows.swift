import WageDomain
import WageStore

/// Firms that two runs see differently as rows of a list.
enum ScoreDiffRows {
  static let keys = [
    "change", "firm_id", "credit_code", "name", "town_code", "tier_before", "tier_after",
    "points_before", "points_after", "reasons", "reasons_after",
  ]

  /// Indicators shown in the table; JSON has all.
  private static let shownReasons = 3

  /// `titles` gives an indicator's class; an indicator has no title of its own.
  static func columns(
    _ language: Language, titles: @escaping (String) -> Bilingual?
  ) -> [Listing.Column] {
    [
      .init(zh: "变化", en: "change") { row in
        let kind = StandingChange.Kind(rawValue: row["change"].cell)
        return kind.map { word($0).text(language) } ?? ""
      },
      .init(zh: "级别", en: "tier") { row in
        move(tier(row["tier_before"], language), tier(row["tier_after"], language))
      },
      .init(zh: "分", en: "points", isNumber: true) { row in
        move(row["points_before"].cell, row["points_after"].cell)
      },
      .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
      .init("name", zh: "企业", en: "firm"),
      .init(zh: "指标之差", en: "by indicator") { differences($0, language, titles) },
    ]
  }

  static func word(_ kind: StandingChange.Kind) -> Bilingual {
    switch kind {
    case .entered: Bilingual(zh: "新列入", en: "entered")
    case .raised: Bilingual(zh: "升级", en: "raised")
    case .lowered: Bilingual(zh: "降级", en: "lowered")
    case .left: Bilingual(zh: "移出", en: "left")
    case .pointsUp: Bilingual(zh: "分数升", en: "points up")
    case .pointsDown: Bilingual(zh: "分数降", en: "points down")
    case .reasons: Bilingual(zh: "原因变", en: "other reasons")
    }
  }

  static func row(
    _ change: StandingChange, _ label: (name: String?, townCode: String?)?, _ language: Language
  ) -> JSONValue {
    .object([
      "change": .string(change.kind.rawValue), "firm_id": .integer(change.firmId),
      "credit_code": .string(change.creditCode), "name": .optional(label?.name),
      "town_code": .optional(label?.townCode),
      "tier_before": .optional(change.before?.tier.rawValue),
      "tier_after": .optional(change.after?.tier.rawValue),
      "points_before": .optional(change.before?.points),
      "points_after": .optional(change.after?.points),
      "reasons": change.reasons.map { .array($0.map { reason($0, language) }) } ?? .null,
      "reasons_after": reasonsAfter(change, language),
    ])
  }

  /// All that the later run says of the firm, changed or not.
  private static func reasonsAfter(_ change: StandingChange, _ language: Language) -> JSONValue {
    guard let after = change.after, let reasons = after.reasons else { return .null }
    return .array(
      reasons.map { reason in
        .object([
          "indicator": .string(reason.indicator), "points": .integer(Int64(reason.points)),
          "trigger": .optional(reason.trigger?.rawValue),
          "text": .string(reason.text.text(language)),
        ])
      })
  }

  private static func reason(_ change: ReasonChange, _ language: Language) -> JSONValue {
    .object([
      "indicator": .string(change.indicator), "points_before": .optional(change.pointsBefore),
      "points_after": .optional(change.pointsAfter),
      "trigger_before": .optional(change.triggerBefore?.rawValue),
      "trigger_after": .optional(change.triggerAfter?.rawValue),
      "text": .string(change.text.text(language)),
    ])
  }

  private static func tier(_ value: JSONValue, _ language: Language) -> String {
    Tier(rawValue: value.cell)?.name.text(language) ?? ""
  }

  /// One value where both are the same; a dash where a run did not score the firm.
  private static func move(_ before: String, _ after: String) -> String {
    before == after ? after : "\(before.isEmpty ? "-" : before) → \(after.isEmpty ? "-" : after)"
  }

  private static func differences(
    _ row: JSONValue, _ language: Language, _ titles: (String) -> Bilingual?
  ) -> String {
    guard case .array(let changes) = row["reasons"] else {
      return Bilingual(zh: "（原因未存，无法重算）", en: "(not stored, cannot be computed again)")
        .text(language)
    }
    if changes.isEmpty {
      return row["tier_before"] == row["tier_after"]
        ? Bilingual(zh: "（指标未变，名次变）", en: "(the same indicators, another rank)").text(language)
        : Bilingual(zh: "（指标未变，分级标准变）", en: "(the same indicators, other tiers)").text(language)
    }
    let shown = changes.prefix(shownReasons).map { difference($0, language, titles) }
    let more = changes.count > shown.count ? [" …+\(changes.count - shown.count)"] : []
    return shown.joined(separator: Bilingual(zh: "，", en: ", ").text(language)) + more.joined()
  }

  /// `wages-unpaid +40`; a trigger that demands another tier with both: `wages-unpaid +0 (red)`.
  private static func difference(
    _ change: JSONValue, _ language: Language, _ titles: (String) -> Bilingual?
  ) -> String {
    let indicator = change["indicator"].cell
    let name =
      language == .chinese
      ? titles(indicator).map { "\($0.zh)（\(indicator)）" } ?? indicator : indicator
    let delta = points(change["points_after"]) - points(change["points_before"])
    let trigger =
      change["trigger_before"] == change["trigger_after"]
      ? ""
      : " ("
        + move(tier(change["trigger_before"], language), tier(change["trigger_after"], language))
        + ")"
    return "\(name) \(delta < 0 ? "" : "+")\(delta)\(trigger)"
  }

  private static func points(_ value: JSONValue) -> Int64 {
    guard case .integer(let points) = value else { return 0 }
    return points
  }
}
