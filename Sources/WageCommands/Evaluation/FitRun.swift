import Foundation
import NightlyRun
import PolicyFiles
import RiskEvaluation
import RiskScoring
import WageDomain
import WageStore
import WagewatchSchemas

/// What a fit made, and how it did on days that it had not seen.
struct FitReport {
  let card: Scorecard
  /// The same with the candidates that the fit could choose from.
  let wide: Scorecard
  let fitted: Scorecard
  /// The YAML of the fitted card.
  let text: String
  let fit: PointsFit
  let facts: TrainingFacts
  let pairs: [CardPair]
  let plan: CutoffPlan
}

/// Learns points on the training cutoffs and judges them on the test cutoffs.
struct FitRun {
  private let command: FitCommand
  private let policies: NightPolicies
  /// What may be chosen from, besides the card's own; nil: nothing.
  private let candidates: NightPolicies?
  /// The card with the candidates.
  private let wide: WidenedScorecardFile
  private let days: PastDays

  private static let mostTraining = 12
  private static let mostTests = 3

  init(_ command: FitCommand) throws {
    self.command = command
    let workspace = try command.past.workspaceOption.open()
    policies = try workspace.policies(scorecard: command.scorecard)
    let extra = WagewatchSchemas.text("scorecards/candidates.yaml") ?? ""
    let offered = try ScorecardFile.read(extra, file: "candidates.yaml")
    try Self.check(command.without, policies.scorecard.indicators + offered.indicators)
    wide = try WidenedScorecardFile(
      policies.runTexts.scorecard, adding: command.ownIndicators ? nil : extra,
      without: Set(command.without), file: command.scorecard ?? policies.scorecard.identifier)
    candidates =
      command.ownIndicators
      ? nil
      : policies.with(
        scorecard: offered, calendar: policies.calendar, runTexts: policies.runTexts)
    days = try PastDays(command.past, workspace, policies)
  }

  /// What is misspelt would be fitted all the same, and a hard trigger is law: both are refused.
  private static func check(_ without: [String], _ indicators: [Indicator]) throws {
    let known = Set(indicators.map(\.id) + indicators.map(\.classId))
    guard let id = without.first(where: { !known.contains($0) }) else { return }
    throw CommandFailure(
      zh: "--without \(id)：评分表和备选指标中没有这项指标或这个类别（硬性触发不能去掉）。没有拟合，未作改动。\n"
        + "  指标和类别的 id 见：wagewatch score explain，备选的见 candidates.yaml（规模为 size）。",
      en:
        "--without \(id): neither the card nor the candidates have such an indicator or class (a hard "
        + "trigger stays). Nothing was fitted or changed.\n"
        + "  See their ids in wagewatch score explain, and in candidates.yaml (size is one).")
  }

  func report() throws -> FitReport {
    let (train, test) = try cutoffs()
    var table = FittingTable(wide.card)
    let features = try command.features.map { try FeatureFile($0, wide.card) }
    for (place, day) in train.cutoffs.enumerated() {
      let sample = try sample(day)
      let outcome = try outcome(sample, train)
      table.add(sample, day: place) { outcome($0)?.cameTrue }
      try features?.add(sample, set: "train", outcome: outcome)
    }
    var fit = try refused { () throws(FitRefusal) in
      try PointsFit(table, pointsOfDouble: command.doubleOdds, choice: Self.choice(train))
    }
    let tiers = fit.settle(table, wide.card)
    let facts = try facts(table, fit, train)
    let file = try file(tiers, fit, facts)
    let text = try file.text(
      from: wide.text, wide.card,
      file: command.scorecard ?? policies.scorecard.identifier)
    let fitted = policies.with(
      scorecard: try ScorecardFile.read(text, file: command.name), calendar: policies.calendar,
      runTexts: RunPolicyTexts(scorecard: text, calendar: policies.runTexts.calendar))
    let pairs = try test.cutoffs.map { try pair($0, fitted, test, features) }
    try features?.finish()
    return FitReport(
      card: policies.scorecard, wide: wide.card, fitted: fitted.scorecard, text: text,
      fit: fit, facts: facts, pairs: pairs, plan: test)
  }

  private func pair(
    _ day: Day, _ fitted: NightPolicies, _ test: CutoffPlan, _ features: FeatureFile?
  ) throws -> CardPair {
    let other = try days.sample(fitted, day, keepsReadings: false)
    guard let features else {
      tell(day)
      return try days.pair(try days.sample(policies, day, keepsReadings: false), other)
    }
    let sample = try sample(day)
    guard sample.firms.map(\.id) == other.firms.map(\.id) else { throw Self.changed }
    try features.add(sample, fitted: other, set: "test", outcome: try outcome(sample, test))
    return try days.pair(sample, other)
  }

  /// The firms of a past day by the card that the fit begins with, and all that was measured of them.
  private func sample(_ day: Day) throws -> CutoffSample {
    tell(day)
    let own = try days.sample(policies, day, keepsReadings: true)
    let other = try candidates.map { try days.sample($0, day, keepsReadings: true) } ?? own
    let ids = wide.card.triggers.map(\.id) + wide.card.indicators.map(\.id)
    guard let sample = own.joined(with: other, columns: ids) else { throw Self.changed }
    return sample
  }

  private static let changed = CommandFailure(
    zh: "拟合期间有新数据入库，前后企业不一致。没有得出任何估计。\n  请再运行一次。",
    en:
      "files came in meanwhile: the firms are no longer the same. Nothing was estimated.\n  Run it again."
  )

  /// The last third of the training days tries what was learned on those whose labels were over by then.
  private static func choice(_ train: CutoffPlan) -> RidgeChoice? {
    let days = train.cutoffs
    let from = days.count - max(1, days.count / 3)
    let learned = days.prefix { train.end($0) <= days[from] }.count
    return learned > 0 ? RidgeChoice(learned: 0..<learned, tried: from..<days.count) : nil
  }

  private func outcome(
    _ sample: CutoffSample, _ plan: CutoffPlan
  ) throws -> (SampledFirm) -> FeatureFile.Outcome? {
    let members = try days.members(sample)
    let (outcomes, label) = (days.known.outcomes, days.cohort.label)
    let end = plan.end(sample.cutoff)
    return { firm in
      members.contains(firm.id)
        ? FeatureFile.Outcome(
          day: outcomes.day(of: label, firm: firm.id, from: sample.cutoff, until: end)) : nil
    }
  }

  /// Every training label is over by the first test cutoff.
  private func cutoffs() throws -> (train: CutoffPlan, test: CutoffPlan) {
    let usual = try days.plan(command.test, judging: [policies.scorecard])
    let test =
      command.test.isEmpty
      ? days.planned(usual.cutoffs.suffix(Self.mostTests)) : usual
    guard let first = test.cutoffs.first else { throw Self.noTraining(test.horizon) }
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
      fittedFrom: policies.scorecard.identifier, without: Set(command.without).sorted(),
      cutoffs: train.cutoffs,
      learnedUntil: train.cutoffs.map { train.end($0).adding(days: -1) }.max()
        ?? train.end(
          train.cutoffs[0]),
      label: days.cohort.label.rawValue, complaintsCounted: days.known.complaintRule,
      horizon: "\(train.horizon)", cohort: days.cohort.sql,
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
        source: Bilingual(
          zh: "拟合所得，训练中各级别的家数与 \(facts.fittedFrom) 相同",
          en: "fitted, as many firms of the training in each tier as by \(facts.fittedFrom)")),
      bins: fit.bins(wide.card),
      source: Bilingual(
        zh: "分值和阈值均为拟合所得，见 training；硬性触发的阈值同 \(facts.fittedFrom)",
        en: "points and thresholds fitted, see training; a trigger's thresholds as in "
          + facts.fittedFrom),
      training: facts)
  }

  private func tell(_ day: Day) {
    let console = CommandContext.current.console
    guard console.isTerminal else { return }
    console.error(
      Bilingual(zh: "评分：\(day)", en: "scoring as of \(day)").text(command.output.language))
  }
}
