import WageDomain
import WageStore

/// What holds personal data and how long it is kept, as rows.
enum RetentionRows {
  static let keys = [
    "kind", "number", "case_no", "state", "ended_on", "kept_until", "complaints", "parties",
    "status", "erased_on",
  ]

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init(zh: "类别", en: "what") { row in
        (HeldKind(rawValue: row["kind"].cell)?.title ?? cases).text(language)
      }, .init("number", zh: "编号", en: "number"), .caseState(language),
      .init("ended_on", zh: "办结日", en: "ended on"),
      .init("kept_until", zh: "保存至", en: "kept until"),
      .init("complaints", zh: "投诉", en: "complaints", isNumber: true),
      .init("parties", zh: "人员", en: "persons", isNumber: true),
      .init(zh: "情况", en: "status") { row in
        Status(rawValue: row["status"].cell)?.title.text(language) ?? ""
      }, .init("erased_on", zh: "删除日", en: "erased on"),
    ]
  }

  static func row(_ one: CaseRetention, asOf day: Day) -> JSONValue {
    let status: Status = one.erasedOn != nil ? .erased : one.isDue(day) ? .due : .kept
    return .object([
      "kind": .string("cases"), "number": .string(one.caseNo),
      "case_no": .string(one.caseNo), "state": .string(one.state.rawValue),
      "ended_on": .string(one.endedOn.description),
      "kept_until": .string(one.keptUntil.description),
      "complaints": .integer(Int64(one.complaints)), "parties": .integer(Int64(one.parties)),
      "status": .string(status.rawValue), "erased_on": .optional(one.erasedOn?.description),
    ])
  }

  static func row(_ one: HeldRecord, asOf day: Day) -> JSONValue {
    let status: Status = one.erasedOn != nil ? .erased : one.isDue(day) ? .due : .kept
    return .object([
      "kind": .string(one.kind.rawValue), "number": .string(one.number), "case_no": .null,
      "state": .null, "ended_on": .string(one.endedOn.description),
      "kept_until": .optional(one.keptUntil?.description), "complaints": .null,
      "parties": .integer(Int64(one.parties)), "status": .string(status.rawValue),
      "erased_on": .optional(one.erasedOn?.description),
    ])
  }

  /// How many of each kind, in words; nil when there is none.
  static func counts(_ held: [HeldRecord]) -> Bilingual? {
    let counts = HeldKind.allCases.map { kind in (kind, held.count { $0.kind == kind }) }
      .filter { $0.1 > 0 }
    guard !counts.isEmpty else { return nil }
    return Bilingual(
      zh: counts.map { "\($0.title.zh) \($1) 条" }.joined(separator: "、"),
      en: counts.map { "\($0.rawValue) \($1)" }.joined(separator: ", "))
  }

  private static let cases = Bilingual(zh: "案件", en: "case")

  private enum Status: String {
    case kept, due, erased

    var title: Bilingual {
      switch self {
      case .kept: Bilingual(zh: "保存中", en: "kept")
      case .due: Bilingual(zh: "应删除", en: "due")
      case .erased: Bilingual(zh: "已删除", en: "erased")
      }
    }
  }
}
