import WageDomain
import WageStore

/// Flagged firms as rows of a list.
enum FlaggedRows {
  static let keys = [
    "rank", "firm_id", "credit_code", "name", "town_code", "industry", "points", "tier",
    "tier_before", "persons", "warning", "warning_state", "reasons",
  ]

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("rank", zh: "序", en: "#", isNumber: true),
      .init(zh: "级别", en: "tier") { row in
        guard let tier = Tier(rawValue: row["tier"].cell) else { return "" }
        return tier.name.text(language) + moved(row, tier)
      },
      .init("points", zh: "分", en: "points", isNumber: true),
      .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
      .init("name", zh: "企业", en: "firm"),
      .init("persons", zh: "人数", en: "persons", isNumber: true),
      .init(zh: "预警", en: "warning") { row in
        // A mark where the check is overdue.
        row["warning"].cell + (row["warning_state"].cell == "overdue" ? " !" : "")
      },
      .init(zh: "首要原因", en: "first reason") { row in
        guard case .array(let reasons) = row["reasons"], let first = reasons.first else {
          return ""
        }
        return first["text"].cell
      },
    ]
  }

  /// A firm as the contract lists it; `rank` counts from 1 in the order of the list, `warning` is the
  /// most urgent that is still to be checked.
  static func row(
    _ firm: FlaggedFirm, rank: Int, language: Language, warning: ListedWarning? = nil
  ) -> JSONValue {
    .object([
      "rank": .integer(Int64(rank)), "firm_id": .integer(firm.firmId),
      "credit_code": .string(firm.creditCode), "name": .optional(firm.name),
      "town_code": .optional(firm.townCode), "industry": .optional(firm.industry),
      "points": .integer(Int64(firm.points)), "tier": .string(firm.tier.rawValue),
      "tier_before": .optional(firm.tierBefore?.rawValue), "persons": .optional(firm.persons),
      "warning": .optional(warning?.warningNo),
      "warning_state": .optional(warning?.state.rawValue),
      "reasons": .array(firm.reasons.map { reason($0, language) }),
    ])
  }

  static func reason(_ reason: StoredReason, _ language: Language) -> JSONValue {
    .object([
      "indicator": .string(reason.indicator), "points": .integer(Int64(reason.points)),
      "trigger": .optional(reason.trigger?.rawValue),
      "text": .string(reason.text.text(language)),
      "evidence": .array(
        reason.evidence.map { line in
          .object([
            "feed": .string(line.feed), "file": .string(line.file), "line": .integer(line.line),
          ])
        }),
    ])
  }

  /// An arrow where the tier is not what it was the run before.
  private static func moved(_ row: JSONValue, _ tier: Tier) -> String {
    guard let before = Tier(rawValue: row["tier_before"].cell), before != tier else { return "" }
    return before < tier ? " ↑" : " ↓"
  }
}
