import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch report write-due`
struct ReportWriteDueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write-due",
    abstract:
      "Write every report that is due and not written yet, in Chinese unless --lang says otherwise.",
    discussion: """
      EXAMPLE: wagewatch report write-due --as-of 2026-10-21

      The night does this for the reports of the last 31 days; here all of them are written, of a \
      district that was loaded with its past too. A report that is written is left alone.
      """)

  @Option(help: "html, md, csv or json; may be given several times.")
  var format: [ReportFormat] = [.html]

  @Flag(help: "Say what would be written, and write nothing.") var dryRun = false
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let workspace = try workspaceOption.open()
    let day = try asOf.day()
    let language: Language = languageOption.lang == nil ? .chinese : languageOption.language
    let due = try DueReports(
      workspace: workspace, language: language, asOf: day, formats: format, dryRun: dryRun
    ).write(from: workspace.openDatabase())
    let console = CommandContext.current.console
    for file in due.files { console.out(file + "\n") }
    let count = due.files.count / max(1, format.count)
    console.error(
      Bilingual(zh: "写出 \(count) 份报告", en: "\(count.counted("report")) written")
        .text(languageOption.language))
    try MadeReport.judge(due.findings, failOn, languageOption.language)
  }
}
