import ArgumentParser
import Foundation
import PolicyFiles
import RiskScoring
import WageDomain
import WageStore

/// `wagewatch score explain`
struct ScoreExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print a scorecard as a person reads it, or all its faults.",
    discussion: """
      EXAMPLE: wagewatch score explain --scorecard trial.yaml --lang en

      Without --scorecard it is the workspace's own, with --run that of a score run, as it was \
      then. --json-schema prints the JSON Schema by which an \
      editor checks a scorecard while it is written.
      """)

  @Option(help: ArgumentHelp("This file instead; no workspace is needed.", valueName: "file"))
  var scorecard: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("The scorecard that this run was made with.", valueName: "n"))
  var runNumber: Int64?

  @Flag(help: "One JSON object.")
  var json = false

  @Flag(help: "The JSON Schema of scorecards instead.")
  var jsonSchema = false

  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let console = CommandContext.current.console
    if jsonSchema {
      console.out(ScorecardSchema.text + "\n")
      return
    }
    let card = try card()
    let language = languageOption.language
    console.out(
      json ? ScorecardJSON.value(card, language).pretty + "\n" : ScorecardPage(card, language).text)
    console.error(
      ScorecardPage.summary(card).text(language))
  }

  func validate() throws {
    guard runNumber != nil, scorecard != nil else { return }
    throw ValidationError(
      zh: "--run 和 --scorecard 指两张评分卡；请写其中之一。",
      en: "--run and --scorecard name two scorecards; give one.")
  }

  private func card(ofRun id: Int64) throws -> Scorecard {
    let workspace = try workspaceOption.open()
    let database = try workspace.openDatabase()
    let found = try database.read { snapshot in
      try snapshot.run(id: id).map { ($0, try snapshot.policyTexts(of: $0)) }
    }
    guard let (run, texts) = found else {
      throw CommandFailure(
        zh: """
          没有第 \(id) 次评分。未打印任何内容。
            `wagewatch flagged` 会写明它所依据的评分。
          """,
        en: """
          no run \(id). Nothing was printed.
            `wagewatch flagged` names the run it shows.
          """)
    }
    guard let texts else {
      throw CommandFailure(
        zh: """
          第 \(id) 次评分（\(run.scorecard)）早于评分表存档，当时的评分表没有存下。未打印任何内容。
            请用 --scorecard 指明当时的文件。
          """,
        en: """
          run \(id) (\(run.scorecard)) is older than the keeping of scorecards: its own was not kept. Nothing was printed.
            Name the file of then with --scorecard.
          """)
    }
    return try ScorecardFile.read(texts.scorecard, file: "run \(id): \(run.scorecard)")
  }

  private func card() throws -> Scorecard {
    if let runNumber { return try card(ofRun: runNumber) }
    guard let scorecard else { return try workspaceOption.open().scorecard() }
    guard let text = try? String(contentsOfFile: scorecard, encoding: .utf8) else {
      throw CommandFailure(
        zh: """
          \(scorecard)：评分表不存在或无法读取。未打印任何内容。
            请指定一个 YAML 文件，例如工作区的 policies/scorecard.yaml。
          """,
        en: """
          \(scorecard): the scorecard is not there or cannot be read. Nothing was printed.
            Name a YAML file, such as policies/scorecard.yaml of a workspace.
          """)
    }
    return try ScorecardFile.read(text, file: scorecard)
  }
}
