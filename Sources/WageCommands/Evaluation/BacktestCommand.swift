import ArgumentParser
import RiskEvaluation
import WageDomain

/// `wagewatch backtest`
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Rank entities by what was known on past days, and count what came true.",
    discussion: """
      EXAMPLE: wagewatch backtest --events claims.csv --entity employer_id --date docket_date \
      --cutoff 2021-01-01 --k 500

      Reads a CSV table of dated events; no workspace is needed. Of each cutoff the cohort is every \
      entity with an event in the history before it, the label a new event in the horizon from it on. \
      Five rankings stand side by side: the plain count, a random list, the last event first, the \
      count with a half-life of a year, and count and recency with weights fitted on earlier cutoffs \
      only. Equal scores have no order, so figures of the first k are given as worst, mean and best.
      """)

  @Option(help: ArgumentHelp("The table, a CSV file with a header.", valueName: "file"))
  var events: String

  @Option(help: ArgumentHelp("The column that names the entity.", valueName: "column"))
  var entity: String

  @Option(help: ArgumentHelp("The column of the day, YYYY-MM-DD.", valueName: "column"))
  var date: String

  @Option(help: ArgumentHelp("A column of amounts; an empty cell is none.", valueName: "column"))
  var value: String?

  @Option(
    help: ArgumentHelp(
      "The day as of which entities are ranked; may be given several times.",
      valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var cutoff: [Day]

  @Option(help: "How far back events count: months, like 24m.") var history = MonthSpan(months: 24)
  @Option(help: "How far ahead the label looks: months, like 6m.") var horizon = MonthSpan(
    months: 6)

  @Option(help: "How many are visited; may be given several times.") var k: [Int] = [100, 500]

  @Option(help: "Of the draws behind the intervals.") var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard k.allSatisfy({ $0 > 0 }) else { throw ValidationError("--k takes numbers above 0.") }
    guard !cutoff.isEmpty else { throw ValidationError("Missing expected argument '--cutoff'.") }
  }

  func run() throws {
    let table = try EventTable(file: events, entity: entity, date: date, value: value)
    let plan = EventBacktest.Plan(
      cutoffs: cutoff, history: history.months, horizon: horizon.months, ks: k, seed: seed)
    let figures: [CutoffFigures]
    do throws(EvaluationRefusal) {
      figures = try EventBacktest(table.events, plan).run()
    } catch {
      throw CommandFailure(
        zh: "\(events)：\(error.text.zh)。没有得出任何估计。",
        en: "\(events): \(error.text.en). Nothing was estimated.")
    }
    let rows = BacktestRows(plan: plan, language: output.language)
    rows.listing(figures, table).write(output, keys: BacktestRows.keys)
    table.tellFaults(output.language)
    for line in rows.notes(figures) { CommandContext.current.console.error(line) }
  }
}

/// A number of months as a flag takes it: `24m`.
struct MonthSpan: ExpressibleByArgument {
  let months: Int

  init(months: Int) { self.months = months }

  init?(argument: String) {
    guard argument.hasSuffix("m"), let months = Int(argument.dropLast()),
      (1...1200).contains(months)
    else { return nil }
    self.months = months
  }

  var defaultValueDescription: String { "\(months)m" }
}
