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

      For cron, after the night: on the 7th, 14th, 21st and last day there is something to write, on \
      the others only what a missed day left. A report that is written is left alone.
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
    let made = try workspace.openDatabase().read { snapshot -> [MadeReport] in
      let maker = try ReportMaker(workspace, snapshot, language: language, asOf: day)
      let first = try snapshot.firstCaseDay()
      guard first != nil else { return [] }
      return try DueReport.all(workspace, policy: maker.policy, since: first, asOf: day)
        .filter { $0.status(by: day) == .due }.reversed()
        .map { try maker.make($0.name, $0.period) }
    }
    let console = CommandContext.current.console
    for report in made {
      for format in format {
        let file = ReportFile(
          workspace, name: report.fileName, format: format, language: language)
        _ = try file.write(report.text(format, language), dryRun: dryRun)
        console.out(file.name + "\n")
      }
    }
    console.error(
      Bilingual(zh: "写出 \(made.count) 份报告", en: "\(made.count) reports written")
        .text(languageOption.language))
    try MadeReport.judge(made.flatMap(\.findings), failOn, languageOption.language)
  }
}
