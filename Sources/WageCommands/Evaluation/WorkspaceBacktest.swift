import NightlyRun
import RiskEvaluation
import RiskScoring
import WageDomain
import WageStore

/// Judges a workspace's card on past days, one sample at a time.
struct WorkspaceBacktest {
  let options: WorkspaceBacktestOptions
  let cutoffs: [Day]
  let history: Int
  let horizon: Horizon
  let capacities: [CapacityArgument]
  let seed: UInt64
  let output: OutputOptions

  private static let rounds = 200

  func run() throws {
    let report = try report()
    let rows = WorkspaceBacktestRows(report: report, language: output.language)
    if let file = options.html {
      let page = BacktestPage(json: rows.json, language: output.language, names: report.names)
      try WrittenFile.write(page.html, to: file)
    }
    rows.listing(isTable: output.form == .table).write(output, keys: WorkspaceBacktestRows.keys)
    if output.form == .table {
      // In the table's own stream, too: nobody is to miss a cohort without a word.
      for note in BacktestNotes(report: report).leftOut {
        CommandContext.current.console.out(note.text.text(output.language) + "\n")
      }
    }
    for line in rows.notes { CommandContext.current.console.error(line) }
  }

  func report() throws -> BacktestReport {
    let workspace = try options.workspaceOption.open()
    let policies = try workspace.policies(scorecard: options.scorecard)
    let database = try workspace.openDatabase()
    let day = try options.asOf.day()
    let rule =
      try policies.scorecard.wagesUnpaidRule
      ?? (options.scorecard == nil ? nil : workspace.policies().scorecard.wagesUnpaidRule)
    let known = try database.read {
      try OutcomeStage(
        policies: policies, wagesRule: rule, countsEveryComplaint: options.anyComplaint
      ).outcomes($0, asOf: day)
    }
    let (cohorts, leftOut, plan) = try plan(
      known.outcomes, workspace.capacities(capacities),
      trainedUntil: options.trainedUntil ?? policies.scorecard.training?.learnedUntil)
    let names = BacktestNames(card: policies.scorecard, codes: CodeNames(try workspace.regions()))
    // What was asked for is looked at before the minutes that a city takes.
    let causes = try causes(database)
    try options.html.map { try WrittenFile.checkFolder(of: $0, "--html") }
    let desk = try CohortDesk(database)
    let stage = SampleStage(
      database: database, policies: policies,
      plan: SampleStage.Plan(
        wagesRule: rule, complaintRule: known.complaintRule, historyMonths: history,
        keepsReadings: false))
    var judges = cohorts.map { CutoffJudge($0, plan: plan, outcomes: known.outcomes) }
    var judgements = cohorts.map { _ in [CutoffJudgement]() }
    var notKnownYet = cohorts.map { _ in 0 }
    var warned = WarnedDays()
    for day in series(plan, known.outcomes) {
      tell(day)
      let sample = try stage.sample(asOf: day)
      warned.add(sample)
      guard plan.cutoffs.contains(day) else { continue }
      try desk.load(sample.firms.map(CohortFirm.init), cutoff: day)
      for place in judges.indices {
        let members = try desk.members(of: judges[place].cohort)
        notKnownYet[place] += members.notKnownYet
        judgements[place].append(judges[place].judge(sample, members: members.firms))
      }
    }
    return BacktestReport(
      asOf: day, plan: plan, scorecard: policies.scorecard.identifier, known: known,
      cohorts: judges.indices.map { place in
        BacktestReport.Cohort(
          cohort: cohorts[place], judgements: judgements[place],
          groups: judges[place].groups.figures, capacity: judges[place].groups.capacity,
          bands: judges[place].calibration.bands, notKnownYet: notKnownYet[place])
      },
      leftOut: leftOut, warned: warned, causes: causes,
      warnings: try database.read { try CheckedWarnings($0, asOf: day, months: history) },
      names: names)
  }

  /// - Throws: ``CommandFailure`` for what the data cannot answer.
  private func plan(
    _ outcomes: FirmOutcomes, _ capacities: [VisitCapacity], trainedUntil: Day?
  ) throws -> ([CutoffCohort], [(cohort: CutoffCohort, why: EvaluationRefusal)], CutoffPlan) {
    do throws(EvaluationRefusal) {
      var cohorts = options.cohorts
      var leftOut: [CutoffCohort] = []
      // Of the two usual cohorts one is enough where a feed never came.
      if cohorts.count > 1 {
        let known = cohorts.filter { outcomes.lastDay(of: $0.label) != nil }
        guard !known.isEmpty else { throw .labelUnknown(.either) }
        leftOut = cohorts.filter { !known.contains($0) }
        cohorts = known
      }
      let plan = try CutoffPlan(
        cutoffs: cutoffs, history: history, horizon: horizon, capacities: capacities, seed: seed,
        rounds: Self.rounds
      ).settled(cohorts.map(\.label), outcomes, trainedUntil: trainedUntil)
      return (cohorts, leftOut.map { ($0, .labelUnknown($0.label)) }, plan)
    } catch {
      throw CommandFailure.notEstimated(error.text)
    }
  }

  /// The cutoffs, and the days between and after them for lead times.
  private func series(_ plan: CutoffPlan, _ outcomes: FirmOutcomes) -> [Day] {
    guard let step = options.nights, let first = plan.cutoffs.first,
      let last = [outcomes.arrearsUntil, outcomes.complaintsUntil].compactMap(\.self).max()
    else { return plan.cutoffs }
    let between = stride(from: 0, through: max(0, last.days(since: first)), by: step)
      .map { first.adding(days: $0) }
    return Set(plan.cutoffs + between).sorted()
  }

  /// By firm, why it got into trouble; nil where no truth was given.
  private func causes(_ database: WageDatabase) throws -> [Int64: String]? {
    guard let truth = options.truth else { return nil }
    let rows = try TruthTable.causes(truth)
    return try database.read { snapshot in
      var causes: [Int64: String] = [:]
      for (code, cause) in rows {
        if let firm = try snapshot.firmId(code) { causes[firm] = cause }
      }
      return causes
    }
  }

  private func tell(_ day: Day) {
    let console = CommandContext.current.console
    guard console.isTerminal else { return }
    console.error(Bilingual(zh: "评分：\(day)", en: "scoring as of \(day)").text(output.language))
  }
}

extension CohortFirm {
  init(_ firm: SampledFirm) {
    self.init(
      firmId: firm.id, creditCode: firm.creditCode, industry: firm.register.industry,
      townCode: firm.register.townCode, persons: firm.register.persons,
      isGone: firm.register.isGone, points: Int64(firm.points), tier: firm.tier,
      unpaidMonths: firm.history.unpaidMonths, unpaidSince: firm.history.unpaidSince,
      complaints: firm.history.complaints, lastComplaintOn: firm.history.lastComplaintOn,
      wageComplaints: firm.history.wageComplaints, arrearsMonths: firm.history.arrearsMonths)
  }
}
