import WageDomain
import WageStore

/// Flagged firms as rows of a list.
enum FlaggedRows {
  static let keys = [
    "rank", "firm_id", "credit_code", "name", "town_code", "industry", "points", "tier",
    "tier_before", "persons", "reasons", "town_name", "industry_name", "amount_fen", "below_line",
    "below_why", "warning", "warning_state",
  ]

  /// The table's columns; an order that nobody could follow by them gets its own.
  static func columns(_ language: Language, withAmount: Bool = false) -> [Listing.Column] {
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
    ] + (withAmount ? [.yuan("amount_fen", zh: "涉及金额（元）", en: "claimed, yuan")] : []) + [
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

  /// A firm as the contract lists it; `rank` counts from 1, the most pressing firm, `warning` is the
  /// most urgent that is still to be checked.
  static func row(
    _ firm: FlaggedFirm, rank: Int, language: Language, names: CodeNames = CodeNames(),
    shortfall: VisitList.Shortfall? = nil, warning: ListedWarning? = nil
  ) -> JSONValue {
    .object([
      "rank": .integer(Int64(rank)), "firm_id": .integer(firm.firmId),
      "credit_code": .string(firm.creditCode), "name": .optional(firm.name),
      "town_code": .optional(firm.townCode), "industry": .optional(firm.industry),
      "points": .integer(Int64(firm.points)), "tier": .string(firm.tier.rawValue),
      "tier_before": .optional(firm.tierBefore?.rawValue), "persons": .optional(firm.persons),
      "reasons": .array(firm.reasons.map { reason($0, language) }),
      "town_name": .optional(names.place(firm.townCode)),
      "industry_name": .optional(names.trade(firm.industry, language)),
      "amount_fen": .integer(firm.claimed.fen), "below_line": .bool(shortfall != nil),
      "below_why": .optional(shortfall.map { text($0).text(language) }),
      "warning": .optional(warning?.warningNo),
      "warning_state": .optional(warning?.state.rawValue),
    ])
  }

  /// Why a firm fell below the line.
  static func text(_ shortfall: VisitList.Shortfall) -> Bilingual {
    switch shortfall {
    case .tier(let line):
      Bilingual(zh: "级别较低，末位为\(line.name.zh)", en: "lower tier, the last one in is \(line.name.en)")
    case .persons(let line):
      Bilingual(zh: "人数较少，末位 \(line) 人", en: "fewer persons, the last one in has \(line)")
    case .amount(let line):
      Bilingual(zh: "金额较小，末位 \(line) 元", en: "less claimed, the last one in \(line) yuan")
    case .points(let points):
      Bilingual(zh: "比末位少 \(points) 分", en: "\(points) points short of the last one in")
    case .tied:
      Bilingual(zh: "与末位并列，按信用代码排后", en: "tied with the last one in, by credit code")
    }
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
