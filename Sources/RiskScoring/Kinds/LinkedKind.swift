import WageDomain

/// `linked`: firms in trouble that this firm has to do with.
struct LinkedKind: IndicatorKind {
  static let form = KindForm(
    name: "linked",
    summary: Bilingual(
      zh: "与已预警企业有关联：法定代表人同名，或同一工地的总包与用工单位",
      en:
        "has to do with a flagged firm: a legal representative of the same name, or a site's contractor and employer"
    ),
    rules: [
      Bilingual(
        zh: "值为自身得分（不含关联分）已达 tier 的关联企业数；关联分不再传给别家。",
        en:
          "The value is the number of linked firms whose own points, without links, reach the tier; what a link adds is not passed on."
      ),
      Bilingual(
        zh: "同名的法定代表人超过 most_firms 家的多半不是一人，不算；项目关联只看在建工程工资专户近一年付过工资的用工单位。",
        en:
          "More than most_firms firms with one representative's name are hardly one person and do not count; a site links its contractor and those paid from its wage account within a year."
      ),
    ],
    parameters: [
      Parameter("by", .word(["representative", "site"]), "关联方式", "what links them"),
      Parameter("tier", .word(["yellow", "orange", "red"]), "对方至少为何级", "the other firm's tier"),
      Parameter("most_firms", .integer(2...50), "同名法定代表人最多几家", "most firms of one name"),
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("count", "几家", "how many"), .init("firms", "哪些（信用代码）", "which, by credit code"),
    ])

  let isBySite: Bool
  let tier: Tier
  let mostFirms: Int

  init(_ given: GivenParameters) throws(ScorecardFault) {
    isBySite = try given.word("by") == "site"
    tier = Tier(rawValue: try given.word("tier")) ?? .red
    mostFirms = try given.integer("most_firms")
  }

  var formula: Bilingual {
    Bilingual(
      zh: "自身得分已达\(tier.name.zh)级的关联企业数",
      en: "number of linked firms whose own points reach \(tier.name.en)")
  }

  var binUnit: BinUnit { .whole(Bilingual(zh: "家", en: "firms")) }
  var measures: [Measure] { [] }
  var feeds: Set<Feed> { isBySite ? [.projects, .wageAccount] : [.firms] }
  var reachMonths: Int { 0 }

  /// Links are only known when every firm has its own points: see ``ScoringPass``.
  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { nil }

  /// The firms that have to do with each other by this kind of link.
  func partners(_ links: FirmLinks) -> Partners {
    isBySite
      ? Partners(sites: links.sites)
      : Partners(representatives: links.representatives.filter { $0.count <= mostFirms })
  }
}
