import WageDomain

/// `lacking`: what a site must have and, by its last check or its papers, has not.
struct LackingKind: IndicatorKind {
  static let form = KindForm(
    name: "lacking",
    summary: Bilingual(
      zh: "在建工程缺几项应有的制度或文件（六项制度、审批、施工许可）",
      en: "how many of the systems and papers a site must have are lacking"),
    rules: [
      Bilingual(
        zh: "看每个在建工程最近一次检查和登记；缺得最多的工程为准。检查没有说的不算缺；从未检查的只看文件。",
        en:
          "The last check and the register of every open project; the one that lacks most decides. What a check does not say is not lacking; a site never checked is judged by its papers alone."
      ),
      Bilingual(
        zh: "检查早于 valid_days 天的不再算数；竣工的工程不评。",
        en:
          "A check older than valid_days says nothing any more; a finished project is not assessed."
      ),
    ],
    parameters: [
      Parameter("duties", .words(SiteDuty.allCases.map(\.rawValue)), "哪些项", "which of them"),
      Parameter("valid_days", .integer(30...1000), "检查多少天内有效", "how long a check holds"),
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("count", "缺几项", "how many are lacking"), .init("duties", "缺哪些", "which"),
      .init("checked_on", "检查日期", "the day of the check"), .init("project", "工程", "the project"),
    ])

  let duties: Set<SiteDuty>
  let validDays: Int

  init(_ given: GivenParameters) throws(ScorecardFault) {
    duties = Set(given.words("duties").compactMap(SiteDuty.init(rawValue:)))
    validDays = try given.integer("valid_days")
  }

  var formula: Bilingual {
    Bilingual(
      zh: "缺得最多的在建工程所缺的项数",
      en: "duties lacking at the open project that lacks most")
  }

  var binUnit: BinUnit { .whole(Bilingual(zh: "项", en: "duties")) }
  var measures: [Measure] { [] }
  var feeds: Set<Feed> { Set(duties.map(\.feed)) }
  var reachMonths: Int { 0 }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { LackingEvaluator(self, block, calendar.asOf) }
}

/// `lacking` on one block.
struct LackingEvaluator: IndicatorEvaluator {
  private let kind: LackingKind
  private let asOf: Day
  private let projectsOfFirm: [Int: [BlockProject]]

  init?(_ kind: LackingKind, _ block: SignalBlock, _ asOf: Day) {
    guard !block.projects.isEmpty else { return nil }
    self.kind = kind
    self.asOf = asOf
    projectsOfFirm = Dictionary(grouping: block.projects.filter(\.isOpen), by: \.firm)
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? {
    worst(row).map { Quotient(Int64($0.duties.count)) }
  }

  /// Every open project down to so many, then fewer.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    let most = worst(row)?.duties.count ?? 0
    return (0..<most).reversed().map { left in
      .fixed(
        (projectsOfFirm[row] ?? []).compactMap { project in
          let duties = lacking(project)
          return duties.count > left
            ? .madeGood(project: project.id, Array(duties.dropLast(left))) : nil
        })
    }
  }

  private func worst(_ row: Int) -> (project: BlockProject, duties: [SiteDuty])? {
    var worst: (project: BlockProject, duties: [SiteDuty])?
    for project in projectsOfFirm[row] ?? [] {
      let duties = lacking(project)
      if duties.count > worst?.duties.count ?? 0 { worst = (project, duties) }
    }
    return worst
  }

  private func lacking(_ project: BlockProject) -> [SiteDuty] {
    let isValid = project.checkedOn.map { asOf.days(since: $0) <= kind.validDays } ?? false
    return project.lacking.filter {
      kind.duties.contains($0) && ($0.feed == .projects || isValid)
    }
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    guard let worst = worst(row) else { return .nothing }
    var evidence: [EvidenceSource] = []
    if worst.duties.contains(where: { $0.feed == .projects }) {
      evidence.append(.event(.projects, worst.project.id))
    }
    if let check = worst.project.checkId, worst.duties.contains(where: { $0.feed == .sixSystems }) {
      evidence.append(.event(.sixSystems, check))
    }
    return Explanation(
      values: [
        "count": .same(String(worst.duties.count)),
        "duties": Bilingual(
          zh: worst.duties.map(\.name.zh).joined(separator: "、"),
          en: worst.duties.map(\.name.en).joined(separator: ", ")),
        "checked_on": .same(worst.project.checkedOn?.description ?? "-"),
        "project": .same(worst.project.code),
      ],
      evidence: evidence)
  }
}
