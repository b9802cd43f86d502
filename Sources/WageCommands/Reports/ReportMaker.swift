import CaseAssessment
import CaseHandling
import RiskScoring
import WageDomain
import WageReports
import WageStore

/// Makes reports from the events of a workspace.
struct ReportMaker {
  let rules: WorkflowRules
  let policy: AssessmentPolicy
  let snapshot: StoreSnapshot
  let language: Language
  let asOf: Day
  /// Nil where they cannot be read: a report is made all the same.
  let regions: RegionTable?
  /// Nil: whatever was recorded counts.
  let knownBy: Day?

  init(
    _ workspace: Workspace, _ snapshot: StoreSnapshot, language: Language, asOf: Day,
    knownBy: Day? = nil
  ) throws {
    rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    regions = try? workspace.regions()
    policy = try Workspace.assessmentPolicy(rules.history.policy)
    self.snapshot = snapshot
    self.language = language
    self.asOf = asOf
    self.knownBy = knownBy
  }

  /// - Throws: what `ReportOptions/period(_:asOf:)` throws; `CaseStoreError` for an unknown case.
  func make(_ options: ReportOptions) throws -> MadeReport {
    guard options.name != .case else {
      return try caseReport(options.caseNo ?? "", options.stage ?? .before)
    }
    return try make(options.name, options.period(policy, asOf: asOf))
  }

  /// A report of a period; the ranking is of its whole month.
  func make(_ name: ReportName, _ period: AssessmentPeriod) throws -> MadeReport {
    switch name {
    case .bodies: try bodies(period)
    case .ranking: try ranking(period.month)
    case .crossRegion: try crossRegion(period)
    case .district, .case: try district(period)
    }
  }

  var names: ReportNames {
    ReportNames(
      bodies: Dictionary(
        rules.routing.bodies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
      clocks: Dictionary(
        rules.history.policy.clocks.map { ($0.id, $0.title) },
        uniquingKeysWith: { first, _ in first }),
      rules: Dictionary(
        (rules.routing.rules.map(\.id) + [RoutingRule.bouncedTwice]).compactMap { id in
          rules.routing.title(ofRule: id).map { (id, $0) }
        }, uniquingKeysWith: { first, _ in first }),
      towns: Dictionary(
        rules.routing.bodies.flatMap(\.towns).compactMap { town in
          regions?.name(of: town).map { (town, $0) }
        }, uniquingKeysWith: { first, _ in first }))
  }

  private var assessor: BodyAssessor {
    BodyAssessor(policy: policy, bodies: rules.routing.bodies.map(\.id), rules: rules)
  }

  // MARK: Reports

  func bodies(_ period: AssessmentPeriod) throws -> MadeReport {
    let known = try KnownCases(snapshot, knownBy: knownBy)
    let assessment = try assessor.assess(known.cases, period: period, asOf: asOf)
    let basis = known.basis(rules.history.policy.version, period: period, by: assessment.cutoff)
    let report = BodiesReport(assessment, policy: policy, names: names, basis: basis)
    return MadeReport(
      fileName: "bodies-\(period)", document: report.document,
      listing: BodyRows(names: names, policy: policy, language: language)
        .listing(assessment, basis),
      keys: BodyRows.keys,
      findings: assessment.findings.map { finding in
        let body = finding.body.map(names.body) ?? Bilingual(zh: "各主体合计", en: "all bodies")
        return Bilingual(
          zh: "\(period) \(body.zh)：\(finding.found.zh)；应为：\(finding.expected.zh)",
          en: "\(period) \(body.en): found \(finding.found.en); expected \(finding.expected.en)")
      })
  }

  /// What became of a period's figures since they were known on `day`.
  func changes(_ period: AssessmentPeriod, since day: Day) throws -> Listing {
    let before = try assessor.assess(
      KnownCases(snapshot, knownBy: day).cases, period: period, asOf: asOf)
    let after = try assessor.assess(
      KnownCases(snapshot, knownBy: knownBy).cases, period: period, asOf: asOf)
    return FigureChangeRows(names: names, language: language)
      .listing(after.changes(since: before), period: period, since: day, asOf: after.cutoff)
  }

  func ranking(_ month: Month) throws -> MadeReport {
    let known = try KnownCases(snapshot, knownBy: knownBy)
    let ranking = assessor.ranking(known.cases, month: month, asOf: asOf)
    let basis = known.basis(
      rules.history.policy.version, period: AssessmentPeriod(month), by: ranking.cutoff)
    let report = RankingReport(ranking, policy: policy, names: names, basis: basis)
    return MadeReport(
      fileName: "ranking-\(month)", document: report.document,
      listing: RankingRows(names: names, language: language).listing(ranking, basis),
      keys: RankingRows.keys)
  }

  func district(_ period: AssessmentPeriod) throws -> MadeReport {
    let known = try KnownCases(snapshot, knownBy: knownBy)
    let sums = try DistrictSums(known.cases, period: period, asOf: asOf, rules: rules)
    let basis = known.basis(rules.history.policy.version, period: period, by: sums.cutoff)
    return MadeReport(
      fileName: "district-\(period)",
      document: DistrictReport(sums, basis: basis).document,
      listing: DistrictRows(language: language).listing(sums, basis), keys: DistrictRows.keys)
  }

  func crossRegion(_ period: AssessmentPeriod) throws -> MadeReport {
    let known = try KnownCases(snapshot, knownBy: knownBy)
    let sums = try CountySums(
      known.cases, period: period, asOf: asOf, rules: rules,
      counties: Set(rules.routing.bodies.flatMap(\.towns).map(\.county)))
    let basis = known.basis(rules.history.policy.version, period: period, by: sums.cutoff)
    return MadeReport(
      fileName: "cross-region-\(period)", document: CountyReport(sums, basis: basis).document,
      listing: CountyRows(language: language).listing(sums, basis), keys: CountyRows.keys,
      findings: sums.findings.map { finding in
        Bilingual(
          zh: "\(period)：\(finding.found.zh)；应为：\(finding.expected.zh)",
          en: "\(period): found \(finding.found.en); expected \(finding.expected.en)")
      })
  }

  func caseReport(_ caseNo: String, _ stage: CaseReport.Stage) throws -> MadeReport {
    let all = try snapshot.events(ofCase: caseNo)
    let events = all.filter { recorded in
      recorded.event.effectiveAt.day <= asOf
        && knownBy.map { recorded.recordedAt.day <= $0 } ?? true
    }
    let openedOn = all.map(\.event).openedOn
    guard !events.isEmpty, let openedOn, openedOn <= asOf else {
      throw CaseShowCommand.notYet(caseNo, asOf, openedOn)
    }
    let report = CaseReport(
      caseNo: caseNo, asOf: asOf, status: try rules.status(of: events.map(\.event)),
      events: events.map(\.event).enumerated()
        .sorted { ($0.element.effectiveAt, $0.offset) < ($1.element.effectiveAt, $1.offset) }
        .map(\.element),
      complaints: try snapshot.complaints(ofCase: caseNo).map {
        CaseReport.Complaint(
          number: $0.complaintNo, channel: EventWords.text($0.channel),
          receivedOn: String($0.receivedAt.prefix(10)), firm: $0.namedFirm)
      }, names: names)
    let document = report.document(stage)
    return MadeReport(
      fileName: "case-\(caseNo)-\(stage.rawValue)", document: document,
      listing: DocumentRows(language: language).listing(
        document,
        [
          "as_of": .string("\(asOf)"), "report": .string("case"), "case_no": .string(caseNo),
          "stage": .string(stage.rawValue),
        ]),
      keys: DocumentRows.keys)
  }
}
