import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch firm CODE`
struct FirmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firm",
    abstract: "One firm: tier, reasons, cases, history; every point down to file and line.",
    discussion: """
      EXAMPLE: wagewatch firm 91330503MA2B4XYT6D --why

      Without --why: where the firm stands. With it: each reason with the values compared, the formula, \
      the lines of the agencies' files, and what would clear it; what would lower the tier; what \
      changed since the run before.
      """)

  @Argument(help: "The unified social credit code.")
  var code: String

  @Flag(help: "The reasons taken apart, with file and line.")
  var why = false

  @Flag(help: "One JSON object with all of it.")
  var json = false

  @Option(help: ArgumentHelp("Explain with this file: the card of then.", valueName: "file"))
  var scorecard: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let workspace = try workspaceOption.open()
    let database = try workspace.openDatabase()
    let day = try asOf.day()
    let code = try CreditCodeArgument.parse(code)
    guard let dossier = try database.read({ try $0.dossier(code, asOf: day) }) else {
      throw CreditCodeArgument.unknown(code, on: day)
    }
    let late = try dossier.history.first.map { run in
      try database.read { try $0.lateFeeds(runId: run.runId) }
    }
    let columns = try dossier.history.first.map { run in
      try database.read { try $0.lateColumns(runId: run.runId) }
    }
    let warnings = try database.read {
      try $0.warnings(WarningQuery(firm: dossier.id, selection: .all), asOf: day)
    }
    let page = FirmPage(
      dossier: dossier, asOf: day, language: languageOption.language, dataLate: late ?? [],
      columnsLate: columns ?? [], warnings: warnings, keyDateNames: workspace.keyDateNames,
      why: try why ? whyPage(dossier, workspace, database) : nil)
    CommandContext.current.console.out(json ? page.json.pretty + "\n" : page.text())
  }

  private func whyPage(
    _ dossier: FirmDossier, _ workspace: Workspace, _ database: WageDatabase
  ) throws -> WhyPage? {
    guard let now = dossier.history.first,
      let run = try database.read({ try $0.run(id: now.runId) })
    else { return nil }
    let policies =
      try scorecard.map { try workspace.policies(scorecard: $0) }
      ?? database.read { try workspace.policies(of: run, in: $0) }
    let stage = WhyStage(policies: policies) { try workspace.policies(of: $0, in: $1) }
    do {
      return try database.read { try stage.report(dossier, in: $0) }
        .map {
          WhyPage(
            report: $0, language: languageOption.language,
            titles: try ColumnTitles(languageOption.language))
        }
    } catch let fault as WhyFault {
      throw CommandFailure(
        zh: """
          第 \(fault.run.id) 次评分（\(fault.run.asOf)，\(fault.run.scorecard)）没有存本企业的理由，\
          而当日已知的数据此后有变（或当时的评分卡没有存下，现为 \(fault.scorecard)），无法重新计算。
            请运行 `wagewatch score --as-of \(fault.run.asOf)` 重新评分，或用 --scorecard 指明当时的评分卡。
          """,
        en: """
          run \(fault.run.id) (\(fault.run.asOf), \(fault.run.scorecard)) stored no reasons of this firm, and what \
          was known by that day has changed since (or the scorecard of then was not kept; now \(fault.scorecard)): \
          they cannot be worked out again.
            Score anew, `wagewatch score --as-of \(fault.run.asOf)`, or name the scorecard of then with --scorecard.
          """)
    }
  }
}
