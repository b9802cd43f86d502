import ArgumentParser
import RiskEvaluation
import WageDomain

/// `wagewatch backtest`
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Rank firms by what was known on past days, and count what came true.",
    discussion: """
      EXAMPLE: wagewatch backtest --cutoff 2026-01-01 --cutoff 2026-02-01 --k 30 --html backtest.html

      The workspace is scored as of each cutoff, in memory: nothing is stored, and what became known \
      later has no say. Without --label two cohorts are judged: firms that owe no wages, by the first \
      unpaid pay day, and firms without a complaint about unpaid wages, by the first one. The card \
      stands beside a random list, the last complaint first, months of arrears, the list of the cutoff \
      before and each single indicator. Equal points have no order, so figures of the first k are \
      given as worst, mean and best. Lead times and the outcomes of checked warnings follow.

      --cohort is a query that gives firm ids or credit codes. It may ask the workspace's tables and \
      firmAt(firmId, creditCode, industry, townCode, persons, isGone, points, tier, unpaidMonths, \
      unpaidSince, complaints, lastComplaintOn, wageComplaints, arrearsMonths), each firm as it was \
      known on :cutoff.

      With --events no workspace is needed: a CSV table of dated events is judged, the cohort being \
      every entity with an event in the history before the cutoff, the label another one in the \
      horizon: wagewatch backtest --events claims.csv --entity employer_id --date docket_date \
      --cutoff 2021-01-01 --k 500
      """)

  @Option(
    help: ArgumentHelp(
      "The day as of which firms are ranked; several times (default: the last months known).",
      valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var cutoff: [Day] = []

  @Option(help: "How far back events count: months, like 24m.") var history = MonthSpan(months: 24)
  @Option(help: "How far ahead the label looks: months or days, like 6m or 120d.")
  var horizon = HorizonArgument(.months(6))

  @Option(
    help: ArgumentHelp(
      "How many are visited, or a share like 0.5%; several times.", valueName: "n"))
  var k: [CapacityArgument] = []

  @Option(help: "Of the draws behind the intervals.") var seed: UInt64 = 1

  @OptionGroup(title: "A workspace") var judged: WorkspaceBacktestOptions
  @OptionGroup(title: "A table of events") var table: EventBacktestOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard let events = table.events else {
      guard table.entity == nil, table.date == nil, table.value == nil else {
        throw ValidationError(
          zh: "--entity、--date、--value 与 --events FILE 一起使用。",
          en: "--entity, --date and --value go with --events FILE.")
      }
      return
    }
    guard table.entity != nil, table.date != nil else {
      throw ValidationError(
        zh: "--events \(events) 须写 --entity 和 --date，即要读的列。",
        en: "--events \(events) needs --entity and --date, the columns to read.")
    }
    guard !cutoff.isEmpty else {
      throw ValidationError(
        zh: "缺少 '--cutoff'。",
        en: "Missing expected argument '--cutoff'.")
    }
    guard k.allSatisfy({ $0.capacity.millionths == nil }) else {
      throw ValidationError(
        zh: "有 --events 时，--k 为大于 0 的数。",
        en: "--k takes numbers above 0 with --events.")
    }
    if let option = judged.given.first {
      throw ValidationError(
        zh: "\(option) 是工作区的选项，不与 --events 同用。",
        en: "\(option) is about a workspace; it does not go with --events.")
    }
  }

  func run() throws {
    if let events = table.events, let entity = table.entity, let date = table.date {
      return try judgeTable(events, entity: entity, date: date)
    }
    try WorkspaceBacktest(
      options: judged, cutoffs: cutoff, history: history.months, horizon: horizon.span,
      capacities: k, seed: seed, output: output
    ).run()
  }

  private func judgeTable(_ events: String, entity: String, date: String) throws {
    let table = try EventTable(
      file: events, entity: entity, date: date, value: table.value, asOf: try judged.asOf.day())
    let ks = k.compactMap { argument -> Int? in
      if case .firms(let count) = argument.capacity { return count }
      return nil
    }
    let plan = EventBacktest.Plan(
      cutoffs: Set(cutoff).sorted(), history: history.months, horizon: horizon.span,
      ks: ks.isEmpty ? [100, 500] : ks, seed: seed)
    let figures: [CutoffFigures]
    do throws(EvaluationRefusal) {
      figures = try EventBacktest(table.events, plan).run()
    } catch {
      table.tellFaults(output.language, isRefused: true)
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

/// What a table of events is read by.
struct EventBacktestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of dated events, a CSV file with a header.", valueName: "file"))
  var events: String?

  @Option(help: ArgumentHelp("The column that names the entity.", valueName: "column"))
  var entity: String?

  @Option(help: ArgumentHelp("The column of the day, YYYY-MM-DD.", valueName: "column"))
  var date: String?

  @Option(help: ArgumentHelp("A column of amounts; an empty cell is none.", valueName: "column"))
  var value: String?
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
