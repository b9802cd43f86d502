import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch nightly`
struct NightlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: "Ingest the inbox, score every firm, move every case; print who to visit and what is due.",
    discussion: """
      EXAMPLE: wagewatch nightly --as-of 2026-10-21

      Safe to run again at any time: the same night twice changes nothing, and a night that was cut \
      off is completed. Exit code 65 when a file was refused, 75 when another run is at work.
      """)

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let workspace = try workspaceOption.open()
    let policies = try workspace.policies()
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let database = try workspace.openDatabase()
    let day = try asOf.day()
    let language = languageOption.language
    let printer = IngestPrinter(language: language)
    let night = Nightly(
      database: database, policies: policies, asOf: day, now: CommandContext.current.now)
    let report = try night.run(
      try workspace.files(in: workspace.inbox), progress: printer.tell)
    try NightPrinter(database: database, policies: policies, asOf: day, language: language)
      .write(report, printer)
    try fail(report)
  }

  /// A failed stage is told with its own words; a refused file only by the exit code.
  private func fail(_ report: Nightly.Report) throws {
    if let failure = report.failures.first {
      let told = CommandFailure(failure.error) ?? CommandFailure("\(failure.error)")
      throw CommandFailure(
        "stage \(failure.stage) failed; the other stages ran. \(told.message)",
        exitCode: told.exitCode)
    }
    if report.ingest?.refusals.isEmpty == false {
      throw CommandFailure("", exitCode: CommandExit.fileRefused)
    }
  }
}
