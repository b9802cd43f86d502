import ArgumentParser
import WageDomain
import WageStore

/// The visit list counted by town or industry, the worst off first.
enum FlaggedSummary: String, CaseIterable, ExpressibleByArgument {
  case town, industry

  var noun: String { self == .town ? "towns" : "industries" }

  private var codeKey: String { self == .town ? "town_code" : "industry" }
  private var nameKey: String { self == .town ? "town_name" : "industry_name" }

  var keys: [String] {
    [codeKey, nameKey, "red", "orange", "yellow", "firms", "persons", "left_out"]
  }

  var columns: [Listing.Column] {
    [
      self == .town
        ? .init("town_code", zh: "属地", en: "town") : .init("industry", zh: "行业", en: "industry"),
      .init(nameKey, zh: "名称", en: "name"),
      .init("red", zh: "红", en: "red", isNumber: true),
      .init("orange", zh: "橙", en: "orange", isNumber: true),
      .init("yellow", zh: "黄", en: "yellow", isNumber: true),
      .init("firms", zh: "企业", en: "firms", isNumber: true),
      .init("persons", zh: "人数", en: "persons", isNumber: true),
      .init("left_out", zh: "未列入", en: "left out", isNumber: true),
    ]
  }

  /// Red down, orange down, yellow down, left out down, then the code; firms without one last.
  ///
  /// `list` holds all that the capacity left out, too.
  func rows(_ list: VisitList, _ names: CodeNames, _ language: Language) -> [JSONValue] {
    let groups = Dictionary(grouping: list.entries) { code(of: $0.firm) }
    return groups.map { code, entries in
      let visits = entries.filter { $0.shortfall == nil }.map(\.firm)
      let tiers = [Tier.red, .orange, .yellow].map { tier in visits.count { $0.tier == tier } }
      let leftOut = entries.count - visits.count
      let name = self == .town ? names.place(code) : names.trade(code, language)
      let row: JSONValue = [
        (codeKey, .optional(code)), (nameKey, .optional(name)),
        ("red", .integer(Int64(tiers[0]))), ("orange", .integer(Int64(tiers[1]))),
        ("yellow", .integer(Int64(tiers[2]))), ("firms", .integer(Int64(visits.count))),
        ("persons", .integer(visits.reduce(0) { $0 + ($1.persons ?? 0) })),
        ("left_out", .integer(Int64(leftOut))),
      ].asObject
      return (key: [-tiers[0], -tiers[1], -tiers[2], -leftOut], code: code, row: row)
    }.sorted { left, right in
      if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
      guard let first = left.code, let second = right.code else { return left.code != nil }
      return first < second
    }.map(\.row)
  }

  /// Trades by division: `C1751` counts with `C17`.
  private func code(of firm: FlaggedFirm) -> String? {
    guard self == .industry else { return firm.townCode }
    return firm.industry.map { code in IndustryCode(code)?.divisionText ?? code }
  }
}

extension [(String, JSONValue)] {
  fileprivate var asObject: JSONValue {
    .object(map { JSONValue.Member(key: $0.0, value: $0.1) })
  }
}
