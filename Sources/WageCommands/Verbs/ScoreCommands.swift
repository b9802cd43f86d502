import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch score`
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score every firm, or explain the scorecard.",
    subcommands: [ScoreRunCommand.self, ScoreExplainCommand.self],
    defaultSubcommand: ScoreRunCommand.self)
}

/// `wagewatch score run`, also as `wagewatch score`
struct ScoreRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Score every firm as it was known on a day, in one dated run.",
    discussion: """
      EXAMPLE: wagewatch score run --as-of 2026-10-21

      The same inputs give the same run: nothing is written a second time.
      """)

  @Option(help: ArgumentHelp("Score with this file instead.", valueName: "file"))
  var scorecard: String?

  @Flag(help: "Print what the run would say and undo it.")
  var dryRun = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let workspace = try workspaceOption.open()
    let policies = try workspace.policies(scorecard: scorecard)
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let stage = ScoreStage(
      database: try workspace.openDatabase(), policies: policies, asOf: try asOf.day(),
      now: CommandContext.current.now)
    let report = try stage.run(dryRun: dryRun)
    CommandContext.current.console.error(
      ScoreText.summary(report, isDryRun: dryRun).text(languageOption.language))
  }
}

/// A run in a sentence.
enum ScoreText {
  static func summary(_ report: ScoreStage.Report, isDryRun: Bool = false) -> Bilingual {
    let tiers = Tier.allCases.reversed()
    let zh = tiers.map { "\($0.name.zh) \(report.firms[$0] ?? 0)" }.joined(separator: "，")
    let en = tiers.map { "\(report.firms[$0] ?? 0) \($0.name.en)" }.joined(separator: ", ")
    let late = report.dataLate.map(\.rawValue).joined(separator: ", ")
    let held = report.held
    return Bilingual(
      zh: """
        \(isDryRun ? "（试运行，未写入）" : "")评分 \(report.run.asOf)（第 \(report.run.id) 次，\
        \(report.run.scorecard)）\(report.isUnchanged ? "，输入未变" : "")：\(zh)\
        \(held == 0 ? "" : "；其中 \(held) 家原因已消除、级别尚未下调")\
        \(late.isEmpty ? "" : "；数据迟到：\(late)")
        """,
      en: """
        \(isDryRun ? "(dry run, nothing written) " : "")Scored as of \(report.run.asOf) (run \
        \(report.run.id), \(report.run.scorecard)\(report.isUnchanged ? ", inputs unchanged" : "")): \
        \(en)\(held == 0 ? "" : "; \(held) of them stay though their cause has gone")\
        \(late.isEmpty ? "" : "; data late: \(late)")
        """)
  }
}

/// `wagewatch flagged`
struct FlaggedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flagged",
    abstract: "List the firms to visit, worst first, each with its reasons.",
    discussion: """
      EXAMPLE: wagewatch flagged --tier red --tier orange --capacity 30

      Reads the last run up to the day; `wagewatch score` or `wagewatch nightly` makes one.
      """)

  @Option(help: "Only this tier: red, orange or yellow (repeatable).", transform: Self.tier)
  var tier: [Tier] = []

  @Option(help: ArgumentHelp("Only this town (9 digits) or county (6).", valueName: "code"))
  var town: String?

  @Option(help: ArgumentHelp("Only this industry, e.g. C or 17.", valueName: "code"))
  var industry: String?

  @Option(help: ArgumentHelp("As many visits as the district can make.", valueName: "n"))
  var capacity: Int?

  @Option(help: "After the tier: risk, persons or amount.")
  var order: Order = .risk

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  enum Order: String, CaseIterable, ExpressibleByArgument {
    case risk, persons, amount

    var order: FlaggedQuery.Order {
      switch self {
      case .risk: .risk
      case .persons: .persons
      case .amount: .amount
      }
    }
  }

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let day = try asOf.day()
    let (run, firms, warnings) = try database.read { snapshot in
      let run = try RunToShow.last(in: snapshot, asOf: day)
      return (
        run, try snapshot.flaggedFirms(run: run, query), try snapshot.openWarnings(asOf: day)
      )
    }
    let rows = firms.enumerated().map { index, firm in
      FlaggedRows.row(
        firm, rank: index + 1, language: output.language, warning: warnings[firm.firmId])
    }
    Listing(
      noun: "firms", columns: FlaggedRows.columns(output.language), rows: rows,
      header: [
        "as_of": .string(day.description), "run": .integer(run.id),
        "scorecard": .string(run.scorecard), "run_as_of": .string(run.asOf.description),
      ]
    ).write(output, keys: FlaggedRows.keys)
    CommandContext.current.console.error(
      Bilingual(
        zh: "第 \(run.id) 次评分，截至 \(run.asOf)，\(run.scorecard)",
        en: "run \(run.id) as of \(run.asOf), \(run.scorecard)"
      ).text(output.language))
  }

  func validate() throws {
    if let town, TownCode(town) == nil, CountyCode(town) == nil {
      throw ValidationError("'\(town)' is no town (9 digits) or county (6 digits).")
    }
    if let capacity, capacity < 1 { throw ValidationError("--capacity takes a number from 1.") }
  }

  private var query: FlaggedQuery {
    var query = FlaggedQuery()
    query.tiers = tier
    query.town = town
    query.industry = industry
    query.order = order.order
    query.limit = capacity
    query.includesEvidence = output.form != .table
    return query
  }

  private static func tier(_ text: String) throws -> Tier {
    guard let tier = Tier(rawValue: text), tier != .green else {
      throw ValidationError("'\(text)' is not a tier; expected red, orange or yellow.")
    }
    return tier
  }
}

/// The run that a reading verb shows.
enum RunToShow {
  /// - Throws: ``CommandFailure`` naming `score` when there is no run yet.
  static func last(in snapshot: StoreSnapshot, asOf day: Day) throws -> ScoreRun {
    if let run = try snapshot.lastRun(asOf: day) { return run }
    throw CommandFailure(
      zh: """
        截至 \(day) 尚未评分。
          请先运行 `wagewatch score --as-of \(day)` 或 `wagewatch nightly`。
        """,
      en: """
        no score run up to \(day) in this workspace.
          Run `wagewatch score --as-of \(day)`, or `wagewatch nightly`, first.
        """)
  }
}
