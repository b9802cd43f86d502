import ArgumentParser
import NightlyRun
import RiskScoring
import WageDomain
import WageStore

/// `wagewatch score run`, also as `wagewatch score`
struct ScoreRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Score every firm as it was known on a day, in one dated run.",
    discussion: """
      EXAMPLE: wagewatch score run --scorecard trial.yaml --dry-run --capacity 30

      The same inputs give the same run: nothing is written a second time. With --scorecard it is a \
      run of its own, under that card's name; being the last of its day it is what `flagged` shows, \
      until the next run under the workspace's own card.

      --dry-run writes nothing. It lists which firms would enter and leave the list, change tier or \
      points, and by which indicators: with --scorecard against the workspace's own card on the same \
      day, so that only the card makes a difference; without it against the last run.
      """)

  @Option(help: ArgumentHelp("Score with this file instead.", valueName: "file"))
  var scorecard: String?

  @Option(help: "What computes the scores; embedded, this program itself, is all there is.")
  var engine: ScoreEngine = .embedded

  @Flag(help: "Write nothing; list what would change.")
  var dryRun = false

  @OptionGroup var scope: ScoreScopeOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !dryRun else { return }
    let isList = output.form != .table || output.limit != nil || output.offset > 0
    if isList || scope.capacity != nil || scope.all {
      throw ValidationError(
        zh: "--json、--nl、--csv、--limit、--offset、--capacity、--all 只用于 --dry-run 的清单。",
        en:
          "--json, --nl, --csv, --limit, --offset, --capacity and --all are about what --dry-run lists."
      )
    }
  }

  func run() throws {
    let workspace = try workspaceOption.open()
    let policies = try workspace.policies(scorecard: scorecard)
    guard !dryRun else { return try rehearse(workspace, policies) }
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let database = try workspace.openDatabase()
    let report = try stage(database, policies, try asOf.day()).run()
    let console = CommandContext.current.console
    console.error(ScoreText.summary(report).text(output.language))
    if let told = try database.read({ try ScoreText.namesake(report.run, in: $0) }) {
      console.error(told.text(output.language))
    }
  }

  private func rehearse(_ workspace: Workspace, _ policies: NightPolicies) throws {
    let database = try workspace.openDatabase()
    let day = try asOf.day()
    let last = try database.read { try $0.lastRun(asOf: day) }
    let candidate = stage(database, policies, day)
    var isSameName = false
    var cards = [policies.scorecard]
    let (diff, run): (ScoreDiff, RehearsedRun)
    if scorecard != nil {
      let own = try workspace.policies()
      cards.append(own.scorecard)
      isSameName =
        own.scorecard.identifier == policies.scorecard.identifier && own.texts != policies.texts
      (diff, run) = try ScoreDiff.rehearsed(
        candidate, against: stage(database, own, day), scope: scope.scope, last: last)
    } else {
      (diff, run) = try ScoreDiff.rehearsed(
        candidate, since: last,
        earlier: { run in
          let policies = try database.read { try workspace.policies(of: run, in: $0) }
          return stage(database, policies, run.asOf)
        },
        scope: scope.scope, database: database)
    }
    let console = CommandContext.current.console
    try ScoreDiffListing(
      diff: diff, scorecards: cards, scope: scope.scope, asOf: day, output: output
    ).write(database)
    console.error(ScoreText.summary(run).text(output.language))
    if isSameName { console.error(Self.sameName(run.scorecard).text(output.language)) }
  }

  private func stage(_ database: WageDatabase, _ policies: NightPolicies, _ day: Day) -> ScoreStage
  {
    ScoreStage(
      database: database, policies: policies, asOf: day, now: CommandContext.current.now)
  }

  private static func sameName(_ scorecard: String) -> Bilingual {
    Bilingual(
      zh: "两份评分表内容不同，名称都是 \(scorecard)：启用前请调高新表的 version",
      en: "two different scorecards are both called \(scorecard): raise `version` in the new one "
        + "before it is used")
  }
}

/// Which firms a comparison of runs lists.
struct ScoreScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The list is the first n by risk (default: all flagged).", valueName: "n"))
  var capacity: Int?

  @Flag(help: "Also firms on neither list whose points changed.")
  var all = false

  var scope: ScoreDiff.Scope { ScoreDiff.Scope(capacity: capacity, includesAll: all) }

  mutating func validate() throws {
    if let capacity, capacity < 1 {
      throw ValidationError(
        zh: "--capacity 应为 1 以上的数。",
        en: "--capacity takes a number from 1.")
    }
  }
}

/// What computes the scores.
enum ScoreEngine: String, CaseIterable, ExpressibleByArgument {
  /// This program, on the workspace's own database.
  case embedded
}
