import Foundation
import NightlyRun
import PolicyFiles
import RiskEvaluation
import RiskScoring
import WageDomain
import WageStore

/// What a fit made, and how it did on days that it had not seen.
struct FitReport {
  let card: Scorecard
  let fitted: Scorecard
  /// The YAML of the fitted card.
  let text: String
  let fit: PointsFit
  let facts: TrainingFacts
  let pairs: [CardPair]
  let plan: CutoffPlan
  /// Empty unless asked for.
  let featureText: String
}

/// Learns points on the training cutoffs and judges them on the test cutoffs.
struct FitRun {
  private let command: FitCommand
  private let policies: NightPolicies
  private let days: PastDays

  private static let mostTraining = 12
  private static let mostTests = 3

  init(_ command: FitCommand) throws {
    self.command = command
    let workspace = try command.past.workspaceOption.open()
    policies = try workspace.policies(scorecard: command.scorecard)
    days = try PastDays(command.past, workspace, policies)
  }

  func report() throws -> FitReport {
    let (train, test) = try cutoffs()
    var table = FittingTable(policies.scorecard)
    var features = FeatureText(policies.scorecard, isAsked: command.features != nil)
    for day in train.cutoffs {
      tell(day)
      let sample = try days.sample(policies, day, keepsReadings: true)
      let outcome = try outcome(sample, train)
      table.add(sample, outcome: outcome)
      features.add(sample, set: "train", outcome: outcome)
    }
    var fit = try refused { () throws(FitRefusal) in
      try PointsFit(table, pointsOfDouble: command.doubleOdds)
    }
    let tiers = fit.settle(table, policies.scorecard)
    let facts = try facts(table, fit, train)
    let file = try file(tiers, fit, facts)
    let text = try file.text(
      from: policies.runTexts.scorecard, policies.scorecard,
      file: command.scorecard ?? policies.scorecard.identifier)
    let fitted = policies.with(
      scorecard: try ScorecardFile.read(text, file: command.name), calendar: policies.calendar,
      runTexts: RunPolicyTexts(scorecard: text, calendar: policies.runTexts.calendar))
    let pairs = try test.cutoffs.map { day in
      tell(day)
      let sample = try days.sample(policies, day, keepsReadings: command.features != nil)
      let other = try days.sample(fitted, day, keepsReadings: false)
      try features.add(sample, other, set: "test", outcome: outcome(sample, test))
      return try days.pair(sample, other)
    }
    return FitReport(
      card: policies.scorecard, fitted: fitted.scorecard, text: text, fit: fit, facts: facts,
      pairs: pairs, plan: test, featureText: features.text)
  }

  private func outcome(
    _ sample: CutoffSample, _ plan: CutoffPlan
  ) throws -> (SampledFirm) -> Bool? {
    let members = try days.members(sample)
    let (outcomes, label) = (days.known.outcomes, days.cohort.label)
    let end = plan.end(sample.cutoff)
    return { firm in
      members.contains(firm.id)
        ? outcomes.day(of: label, firm: firm.id, from: sample.cutoff, until: end) != nil : nil
    }
  }

  /// Every training label is over by the first test cutoff.
  private func cutoffs() throws -> (train: CutoffPlan, test: CutoffPlan) {
    let usual = try days.plan(command.test)
    let test =
      command.test.isEmpty
      ? days.planned(usual.cutoffs.suffix(Self.mostTests)) : usual
    guard let first = test.cutoffs.first else { throw Self.noTraining(test.horizon) }
    if let until = policies.scorecard.training?.learnedUntil, first <= until {
      throw CommandFailure.notEstimated(
        EvaluationRefusal.labelInTraining(first, trainedUntil: until).text)
    }
    let train = try days.plan(command.train.isEmpty ? usualTraining(before: first) : command.train)
    for day in train.cutoffs where train.end(day) > first {
      throw CommandFailure.notEstimated(
        FitRefusal.reachesIntoTest(
          train: day, end: train.end(day).adding(days: -1), test: first
        ).text)
    }
    return (train, test)
  }

  private func usualTraining(before test: Day) throws -> [Day] {
    // Half a year of history before the first, as everywhere.
    let earliest = days.known.outcomes.firstDay?.month.adding(months: 6).firstDay
    var month = test.month
    while days.planned([]).end(month.firstDay) > test { month = month.adding(months: -1) }
    let found = (0..<Self.mostTraining).map { month.adding(months: -$0).firstDay }
      .filter { day in earliest.map { $0 < day } ?? false }
    guard !found.isEmpty else { throw Self.noTraining(command.past.horizon.span) }
    return found
  }

  private static func noTraining(_ horizon: Horizon) -> CommandFailure {
    CommandFailure.notEstimated(EvaluationRefusal.noCutoff(horizon: horizon).text)
  }

  private func refused<Value>(_ body: () throws(FitRefusal) -> Value) throws -> Value {
    do throws(FitRefusal) { return try body() } catch {
      throw CommandFailure.notEstimated(error.text)
    }
  }

  private func facts(
    _ table: FittingTable, _ fit: PointsFit, _ train: CutoffPlan
  ) throws -> TrainingFacts {
    let hashes = try train.cutoffs.map { day in
      try ScoreStage(
        database: days.database, policies: policies, asOf: day, now: CommandContext.current.now
      ).inputHash()
    }
    let chance = 1 / (1 + exp(-fit.baseLogOdds))
    return TrainingFacts(
      fittedFrom: policies.scorecard.identifier, cutoffs: train.cutoffs,
      learnedUntil: train.cutoffs.map { train.end($0).adding(days: -1) }.max()
        ?? train.end(
          train.cutoffs[0]),
      label: days.cohort.label.rawValue, horizon: "\(train.horizon)", cohort: days.cohort.sql,
      rows: table.count, positives: table.positives, positiveFirms: table.positiveFirms,
      seed: command.past.seed, pointsOfDouble: fit.pointsOfDouble,
      baseChance: Int(Decimals.millionths(chance)),
      inputs: "sha256:" + TextHash.sha256(hashes.joined(separator: "\n")))
  }

  private func file(
    _ tiers: FittedTiers, _ fit: PointsFit, _ facts: TrainingFacts
  ) throws -> FittedScorecardFile {
    return FittedScorecardFile(
      name: command.name,
      title: Bilingual(
        zh: "拟合的评分卡（自 \(facts.fittedFrom)）", en: "Fitted scorecard (from \(facts.fittedFrom))"),
      tiers: try TierThresholds(
        yellow: tiers.yellow, orange: tiers.orange, red: tiers.red,
        source: "fitted, as many firms of the training in each tier as by \(facts.fittedFrom)"),
      bins: fit.bins(policies.scorecard),
      source: "points and thresholds fitted, see training; a trigger's thresholds as in "
        + facts.fittedFrom,
      training: facts)
  }

  private func tell(_ day: Day) {
    let console = CommandContext.current.console
    guard console.isTerminal else { return }
    console.error(
      Bilingual(zh: "评分：\(day)", en: "scoring as of \(day)").text(command.output.language))
  }
}

/// What was measured of each firm, for other programs: empty where there is nothing to hold against
/// the firm, `absent` without a row, `silent` where the feed was late.
struct FeatureText {
  private(set) var text = ""
  private let isAsked: Bool

  init(_ card: Scorecard, isAsked: Bool) {
    self.isAsked = isAsked
    guard isAsked else { return }
    text = CSVText.line(
      ["cutoff", "set", "firm", "outcome", "points", "points_fitted"]
        + card.triggers.map(\.id) + card.indicators.map(\.id))
  }

  /// `fitted` is the same day by the fitted card.
  mutating func add(
    _ sample: CutoffSample, _ fitted: CutoffSample? = nil, set: String,
    outcome: (SampledFirm) -> Bool?
  ) {
    guard isAsked else { return }
    for (place, firm) in sample.firms.enumerated() {
      guard let outcome = outcome(firm) else { continue }
      text += CSVText.line(
        [
          sample.cutoff.description, set, String(firm.id), outcome ? "1" : "0",
          String(firm.points), fitted.map { String($0.firms[place].points) } ?? "",
        ]
          + sample.columns.map { column in
            switch column.reading(place) {
            case .value(let value)?: String(value)
            case .absent?: "absent"
            case .silent?: "silent"
            case .nothing?, nil: ""
            }
          })
    }
  }
}
