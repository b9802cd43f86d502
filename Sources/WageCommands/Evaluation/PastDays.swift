import ArgumentParser
import NightlyRun
import RiskEvaluation
import RiskScoring
import WageDomain
import WageStore

/// Which firms are judged on past days, and by what.
struct PastDaysOptions: ParsableArguments {
  @Option(
    help: "What counts as coming true: complaint, arrears or either.",
    transform: WordArgument.parse)
  var label: OutcomeLabel = .complaint

  @Option(help: "How far ahead the label looks: months or days, like 4m or 120d.")
  var horizon = HorizonArgument(.months(4))

  @Option(
    help: ArgumentHelp(
      "A query that gives the firms (default: those of which the label has not come true yet).",
      valueName: "sql"))
  var cohort: String?

  @Flag(help: "A complaint counts though it does not say since when wages are owed.")
  var anyComplaint = false

  @Option(
    help: ArgumentHelp(
      "How many are visited, or a share like 0.5%; several times.", valueName: "n"))
  var k: [CapacityArgument] = []

  @Option(help: "Of the draws behind the intervals.") var seed: UInt64 = 1

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption

  var asked: CutoffCohort {
    cohort.map { CutoffCohort(name: "given", label: label, sql: $0) } ?? .usual(label)
  }
}

/// A workspace with what became of its firms, to be looked at as of past days.
struct PastDays {
  let options: PastDaysOptions
  let workspace: Workspace
  let database: WageDatabase
  let cohort: CutoffCohort
  let known: OutcomeStage.Report
  private let wagesRule: WagesUnpaidKind?
  private let desk: CohortDesk

  /// The card of `policies` tells when wages are unpaid; without such a rule the workspace's own.
  init(_ options: PastDaysOptions, _ workspace: Workspace, _ policies: NightPolicies) throws {
    self.options = options
    self.workspace = workspace
    database = try workspace.openDatabase()
    cohort = options.asked
    let rule =
      try policies.scorecard.wagesUnpaidRule ?? workspace.policies().scorecard.wagesUnpaidRule
    let day = try options.asOf.day()
    known = try database.read {
      try OutcomeStage(
        policies: policies, wagesRule: rule, countsEveryComplaint: options.anyComplaint
      ).outcomes($0, asOf: day)
    }
    wagesRule = rule
    desk = try CohortDesk(database)
  }

  func sample(_ policies: NightPolicies, _ day: Day, keepsReadings: Bool) throws -> CutoffSample {
    try SampleStage(
      database: database, policies: policies,
      plan: SampleStage.Plan(
        wagesRule: wagesRule, complaintRule: known.complaintRule, historyMonths: 24,
        keepsReadings: keepsReadings)
    ).sample(asOf: day)
  }

  /// The cohort's firms of a sample, by `firm.id`.
  func members(_ sample: CutoffSample) throws -> Set<Int64> {
    try desk.load(sample.firms.map(CohortFirm.init), cutoff: sample.cutoff)
    return try desk.members(of: cohort).firms
  }

  /// The plan for days, not checked.
  func planned(_ cutoffs: [Day]) -> CutoffPlan {
    CutoffPlan(
      cutoffs: cutoffs, history: 24, horizon: options.horizon.span,
      capacities: workspace.capacities(options.k), seed: options.seed, rounds: 500)
  }

  func pair(_ one: CutoffSample, _ other: CutoffSample) throws -> CardPair {
    CardPair(
      one, other, members: try members(one), cohort: cohort, outcomes: known.outcomes,
      plan: planned([one.cutoff]))
  }

  /// Checks days, or finds the usual ones where none are given.
  ///
  /// - Parameters:
  ///   - days: as they were asked for.
  ///   - cards: those that the days are to judge: a card is not judged by what it learned from.
  /// - Returns: a plan with at least one cutoff.
  /// - Throws: ``CommandFailure`` for days that the data cannot answer.
  func plan(_ days: [Day], judging cards: [Scorecard] = []) throws -> CutoffPlan {
    do throws(EvaluationRefusal) {
      return try planned(days).settled(
        [cohort.label], known.outcomes,
        trainedUntil: cards.compactMap { $0.training?.learnedUntil }.max())
    } catch {
      throw CommandFailure.notEstimated(error.text)
    }
  }
}

extension CommandFailure {
  /// A refusal of an estimate.
  static func notEstimated(_ text: Bilingual) -> CommandFailure {
    CommandFailure(zh: "\(text.zh)。没有得出任何估计。", en: "\(text.en). Nothing was estimated.")
  }
}
