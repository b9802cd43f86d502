import ArgumentParser
import NightlyRun
import RiskEvaluation
import RiskScoring
import WageDomain
import WageStore

/// `wagewatch drift`
struct DriftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Which feeds, indicators, points and tiers are no longer distributed as they were.",
    discussion: """
      EXAMPLE: wagewatch drift --as-of 2026-10-31 --months 6

      Holds each of the last months that have ended against the month before them all, by the \
      population stability index: from 0.10 moved, from 0.25 changed. Points, tiers and measured \
      values are those of the month's last day, as it was known then; a feed's values those of the \
      month, as known now. What is missing, silent or zero has a bin of its own, and an empty bin \
      counts as half a firm. Where so few firms move by 0.10 by chance, it is too few to say.

      A feed whose numbers no longer mean the same is named: the middle firm's value at eight times \
      or an eighth of the month before, a fifth of the firms more or fewer with a zero, a fifth of \
      them without a row.
      """)

  @Option(help: ArgumentHelp("How many months that have ended, 1 to 36.", valueName: "n"))
  var months = 6

  @Option(help: "Places beside the whole district: county or town.")
  var by: DriftPlace = .county

  @Option(help: ArgumentHelp("Score with this file instead.", valueName: "file"))
  var scorecard: String?

  @Flag(help: "Also what is stable, and what is too few to say.")
  var all = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard 1...36 ~= months else {
      throw ValidationError(
        zh: "--months 应为 1 到 36 的数。",
        en: "--months takes a number from 1 to 36.")
    }
  }

  func run() throws {
    let workspace = try workspaceOption.open()
    let policies = try workspace.policies(scorecard: scorecard)
    let database = try workspace.openDatabase()
    let day = try asOf.day()
    let run = DriftRun(
      database: database, policies: policies, asOf: day, months: months, place: by)
    let found = try run.findings()
    let rows = DriftRows(language: output.language, all: all)
    rows.listing(found, run, day).write(output, keys: DriftRows.keys)
    for note in rows.notes(found) { CommandContext.current.console.error(note) }
  }
}

/// The places that firms are counted in beside the whole district.
enum DriftPlace: String, CaseIterable, ExpressibleByArgument {
  case county, town

  /// Empty where the register does not say.
  func places(_ townCode: String?) -> [String] {
    guard let townCode, townCode.utf8.count >= 6 else { return [] }
    return [self == .town ? townCode : String(townCode.prefix(6))]
  }
}

/// One thing of one month beside the reference month.
struct DriftFinding {
  enum What {
    case figure(DriftFigure)
    /// A feed's measure beside the month before.
    case meaning(Measure, before: Month, MeaningChange)
    /// A month that the feed did not deliver.
    case notDelivered(Measure)
  }

  let month: Month
  let what: What
}

/// All that was compared.
struct DriftFindings {
  let rows: [DriftFinding]
  /// The feeds that were late at the end of a month, the reference month among them: what is measured by
  /// them is silent there, which is no drift of the firms.
  let late: [(month: Month, feeds: [Feed])]
}

/// Reads the months one after the other: of the reference only what is needed is kept.
struct DriftRun {
  let database: WageDatabase
  let policies: NightPolicies
  let asOf: Day
  let months: Int
  let place: DriftPlace

  /// The last month that has ended by the day.
  var last: Month { asOf == asOf.month.lastDay ? asOf.month : asOf.month.adding(months: -1) }
  var reference: Month { last.adding(months: -months) }

  /// By month, points and tiers first, then indicators, then measures.
  func findings() throws -> DriftFindings {
    let (ofFirms, late) = try sampled()
    let ofFeeds = try measured()
    return DriftFindings(
      rows: (reference.adding(months: 1)...last).flatMap { month in
        (ofFirms + ofFeeds).filter { $0.month == month }
      }, late: late.filter { !$0.feeds.isEmpty })
  }

  private func sampled() throws -> ([DriftFinding], late: [(month: Month, feeds: [Feed])]) {
    let stage = SampleStage(
      database: database, policies: policies,
      plan: SampleStage.Plan(
        wagesRule: nil, complaintRule: .every, historyMonths: 1, keepsReadings: true))
    let first = try stage.sample(asOf: reference.lastDay)
    guard !first.firms.isEmpty else {
      throw CommandFailure(
        zh: """
          参照月末 \(reference.lastDay) 尚无一家已知的企业，应至少有一家。没有得出任何估计。
            请用较小的 --months，或较晚的 --as-of。
          """,
        en: """
          no firm was known on \(reference.lastDay), the end of the reference month, expected at least \
          one. Nothing was estimated.
            Take fewer --months, or a later --as-of.
          """)
    }
    let place = place
    let drift = SampleDrift(reference: first) { place.places($0.register.townCode) }
    var late = [(month: reference, feeds: first.lateFeeds)]
    var found: [DriftFinding] = []
    for month in reference.adding(months: 1)...last {
      let sample = try stage.sample(asOf: month.lastDay)
      late.append((month, sample.lateFeeds))
      found += drift.figures(sample).map { DriftFinding(month: month, what: .figure($0)) }
    }
    return (found, late)
  }

  private func measured() throws -> [DriftFinding] {
    let stage = MeasureStage(database: database, policies: policies, asOf: asOf)
    return try stage.feeds().flatMap { feed in
      try stage.histories(feed, months: reference...last) { place.places($0?.townCode) }
        .flatMap(findings)
    }
  }

  private func findings(_ history: MeasureHistory) -> [DriftFinding] {
    history.months.indices.dropFirst().flatMap { month -> [DriftFinding] in
      let own = history.months[month]
      guard history.isDelivered[month] else {
        return [DriftFinding(month: own, what: .notDelivered(history.measure))]
      }
      let meaning = history.meaning(of: month)
      return (meaning?.changes ?? []).map { change in
        let before = meaning?.before ?? own
        return DriftFinding(
          month: own, what: .meaning(history.measure, before: before, change))
      }
        + history.figures(reference: 0, month: month).map {
          DriftFinding(month: own, what: .figure($0))
        }
    }
  }
}
