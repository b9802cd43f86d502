import ArgumentParser
import Foundation
import PolicyFiles
import RiskScoring
import WageDomain

/// `wagewatch score explain`
struct ScoreExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print a scorecard as a person reads it, or all its faults.",
    discussion: """
      EXAMPLE: wagewatch score explain --scorecard trial.yaml --lang en

      Without --scorecard it is the workspace's own. --json-schema prints the JSON Schema by which an \
      editor checks a scorecard while it is written.
      """)

  @Option(help: ArgumentHelp("This file instead; no workspace is needed.", valueName: "file"))
  var scorecard: String?

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

  private func card() throws -> Scorecard {
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
