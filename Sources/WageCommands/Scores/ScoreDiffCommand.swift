import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch score diff [RUN] [RUN]`
struct ScoreDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Which firms entered, left or moved between two runs, and by which indicators.",
    discussion: """
      EXAMPLE: wagewatch score diff 40 41 --lang en

      A run is the number that `flagged` and `score` print, or a day: the last run up to it. Without \
      any, the last two runs; with one, that run and the one before it. A firm's reasons are stored \
      where it is flagged or just was; others are computed again, and left out where the run's inputs \
      are no longer there.
      """)

  @Argument(help: ArgumentHelp("The earlier run, then the later one.", valueName: "run"))
  var runs: [String] = []

  @OptionGroup var scope: ScoreScopeOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard runs.count <= 2 else {
      throw ValidationError(
        zh: "score diff 比较两次运行。",
        en: "score diff compares two runs.")
    }
    for run in runs where Int64(run) == nil && Day(run) == nil {
      throw ValidationError(
        zh: "“\(run)”既不是运行编号，也不是日期（YYYY-MM-DD）。",
        en: "'\(run)' is neither a run's number nor a day (YYYY-MM-DD).")
    }
  }

  func run() throws {
    let workspace = try workspaceOption.open()
    let database = try workspace.openDatabase()
    let day = try asOf.day()
    let (before, after) = try database.read { try pair(in: $0, day) }
    let diff = try ScoreDiff.stored(
      before, after, scope: scope.scope, database: database,
      policies: { run in try database.read { try workspace.policies(of: run, in: $0) } },
      now: CommandContext.current.now)
    let cards = [after, before].compactMap { run in
      (try? database.read { try workspace.policies(of: run, in: $0) })?.scorecard
    }
    try ScoreDiffListing(
      diff: diff, scorecards: cards, scope: scope.scope, asOf: day, output: output
    ).write(database)
  }

  private func pair(
    in snapshot: StoreSnapshot, _ day: Day
  ) throws -> (before: ScoreRun, after: ScoreRun) {
    let named = try runs.map { try run($0, in: snapshot) }
    if named.count == 2 { return (named[0], named[1]) }
    let after = try named.first ?? RunToShow.last(in: snapshot, asOf: day)
    guard let before = try snapshot.run(before: after) else {
      throw CommandFailure(
        zh: """
          第 \(after.id) 次评分（\(after.asOf)）之前没有别的评分，无从比较。
            再次评分后运行，或写明两次评分：`wagewatch score diff 1 2`。
          """,
        en: """
          no run before run \(after.id) (as of \(after.asOf)): there is nothing to compare it with.
            Run it again after the next night, or name two runs: `wagewatch score diff 1 2`.
          """)
    }
    return (before, after)
  }

  private func run(_ text: String, in snapshot: StoreSnapshot) throws -> ScoreRun {
    let found =
      try Int64(text).map { try snapshot.run(id: $0) }
      ?? Day(text).flatMap { try snapshot.lastRun(asOf: $0) }
    if let found { return found }
    let last = try snapshot.lastRun(asOf: try asOf.day())
    throw CommandFailure(
      zh: """
        没有第 \(text) 次评分。未作比较。
          \(last.map { "最近一次是第 \($0.id) 次（\($0.asOf)）；" } ?? "")`wagewatch flagged` 会写明它所依据的评分。
        """,
      en: """
        no run \(text). Nothing was compared.
          \(last.map { "The last one is run \($0.id) (as of \($0.asOf)); " } ?? "")`wagewatch flagged` names \
        the run it shows.
        """)
  }
}
