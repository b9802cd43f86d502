import ArgumentParser
import NightlyRun
import RiskEvaluation
import RiskScoring
import WageDomain
import WageStore

/// `wagewatch compare`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Two scorecards on the same past days: which ranks better, and who enters or leaves.",
    discussion: """
      EXAMPLE: wagewatch compare --scorecard policies/scorecard.yaml --scorecard fitted.yaml --k 30

      Scores the workspace by both cards as of each cutoff, in memory. The interval of the difference \
      comes from drawing firms, each whole with both its scores. The lists compared are the first k \
      above green of the first --k, by tier, points and credit code; --firms lists who enters and \
      who leaves. With one --scorecard the first card is the workspace's own.
      """)

  @Option(help: ArgumentHelp("A card's file: the first, then the second.", valueName: "file"))
  var scorecard: [String] = []

  @Option(
    help: ArgumentHelp(
      "The day as of which firms are ranked; several times (default: the last months known that no card "
        + "learned from).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var cutoff: [Day] = []

  @Flag(help: "List the firms that enter or leave instead.")
  var firms = false

  @OptionGroup var past: PastDaysOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...2).contains(scorecard.count) else {
      throw ValidationError(
        zh: "compare 的 --scorecard 写一次或两次。",
        en: "compare takes --scorecard once or twice.")
    }
  }

  func run() throws {
    let workspace = try past.workspaceOption.open()
    let first = try workspace.policies(scorecard: scorecard.count == 2 ? scorecard[0] : nil)
    let second = try workspace.policies(scorecard: scorecard[scorecard.count - 1])
    let days = try PastDays(past, workspace, first)
    let plan = try days.plan(cutoff, judging: [first, second].map(\.scorecard))
    let pairs = try plan.cutoffs.map { day in
      try days.pair(
        days.sample(first, day, keepsReadings: false),
        days.sample(second, day, keepsReadings: false))
    }
    let rows = CardPairRows(pairs: pairs, plan: plan, language: output.language)
    let mean = rows.mean
    if firms {
      firmListing(pairs, plan).write(output, keys: Self.firmKeys)
    } else {
      Listing(
        noun: "cutoffs", columns: rows.columns, rows: rows.rows,
        header: [
          "as_of": .string(try past.asOf.day().description),
          "first": .string(first.scorecard.identifier),
          "second": .string(second.scorecard.identifier),
          "label": .string(days.cohort.label.rawValue),
          "complaints_counted": .string(days.known.complaintRule.rawValue),
          "cohort_sql": .string(days.cohort.sql),
          "horizon_months": plan.horizon.monthsJSON, "horizon_days": plan.horizon.daysJSON,
          "seed": .integer(Int64(clamping: plan.seed)), "draws": .integer(Int64(plan.rounds)),
          "mean": rows.meanJSON(mean),
        ]
      ).write(output, keys: CardPairRows.keys)
    }
    CommandContext.current.console.error(rows.meanText(mean))
  }

  private static let firmKeys = [
    "cutoff", "change", "credit_code", "points_first", "points_second", "tier_first",
    "tier_second", "came_true",
  ]

  private func firmListing(_ pairs: [CardPair], _ plan: CutoffPlan) -> Listing {
    let language = output.language
    func tier(_ key: String) -> (JSONValue) -> String {
      { Tier(rawValue: $0[key].cell)?.name.text(language) ?? "" }
    }
    return Listing(
      noun: "firms",
      columns: [
        .init("cutoff", zh: "截点", en: "cutoff"),
        .init(zh: "变化", en: "change") { row in
          (row["change"].cell == "entered"
            ? Bilingual(zh: "列入", en: "entered") : Bilingual(zh: "移出", en: "left"))
            .text(language)
        },
        .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
        .init("points_first", zh: "前者得分", en: "points, first", isNumber: true),
        .init("points_second", zh: "后者得分", en: "points, second", isNumber: true),
        .init(zh: "前者级别", en: "tier, first", cell: tier("tier_first")),
        .init(zh: "后者级别", en: "tier, second", cell: tier("tier_second")),
        .init(zh: "其后为正", en: "came true") { row in
          row["came_true"] == .bool(true)
            ? Bilingual(zh: "是", en: "yes").text(language) : ""
        },
      ],
      rows: pairs.flatMap { pair in
        pair.moves.map { move in
          .object([
            "cutoff": .string(pair.cutoff.description),
            "change": .string(move.isEntering ? "entered" : "left"),
            "credit_code": .string(move.creditCode),
            "points_first": .integer(Int64(move.points[0])),
            "points_second": .integer(Int64(move.points[1])),
            "tier_first": .string(move.tiers[0].rawValue),
            "tier_second": .string(move.tiers[1].rawValue),
            "came_true": .bool(move.cameTrue),
          ])
        }
      }, header: ["k": .string(plan.capacities.first?.text ?? "")])
  }
}
