import ArgumentParser
import Foundation
import WageDomain
import WageStore

/// `wagewatch report write NAME`
struct ReportWriteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write a report into reports/, in Chinese unless --lang says otherwise.",
    discussion: """
      EXAMPLE: wagewatch report write bodies --period 2026-10-w2 --format html

      The file is named after report and period, such as reports/bodies-2026-10-w2.html, with .en \
      before the ending in English. The same content again changes nothing; other content takes the \
      file's place: an earlier one is made again with --known-by.
      """)

  @OptionGroup var options: ReportOptions

  @Option(help: "html, md, csv or json; may be given several times.")
  var format: [ReportFormat] = [.html]

  @Flag(help: "Say what would be written, and write nothing.") var dryRun = false
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let workspace = try options.workspace.open()
    let day = try options.asOf.day()
    let language: Language = languageOption.lang == nil ? .chinese : languageOption.language
    let made = try workspace.openDatabase().read { snapshot in
      try ReportMaker(
        workspace, snapshot, language: language, asOf: day, knownBy: options.knownBy
      ).make(options)
    }
    for format in format {
      let file = ReportFile(
        workspace, name: made.fileName, format: format, language: language)
      let outcome = try file.write(made.text(format, language), dryRun: dryRun)
      CommandContext.current.console.out(file.name + "\n")
      CommandContext.current.console.error(outcome.title.text(languageOption.language))
    }
    try MadeReport.judge(made.findings, failOn, languageOption.language)
  }
}
