import ArgumentParser
import Foundation
import NightlyRun
import PolicyFiles
import WageDomain
import WageStore

/// `wagewatch nightly`
struct NightlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract:
      "Ingest the inbox, score every firm, move every case; print who to visit and what is due.",
    discussion: """
      EXAMPLE: wagewatch nightly --as-of 2026-10-21

      Safe to run again at any time: the same night twice changes nothing, and a night that was cut \
      off is completed. The reports that became due in the last 31 days are written to `reports/`, in \
      Chinese unless --lang says otherwise. Exit code 65 when a file was refused that no night before had refused, 75 when \
      another run is at work. A file left in the inbox that was refused before is only counted: \
      `files list --status refused` names it.
      """)

  @Flag(help: "Run the night on a copy of the database, print it, and throw the copy away.")
  var dryRun = false

  @OptionGroup var failOn: FailOnOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.toldDay(isDryRun: dryRun, languageOption.language)
    let workspace = try workspaceOption.open()
    let policies = try workspace.policies()
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let database = try workspace.openDatabase()
    guard dryRun else { return try run(workspace, database, policies, day) }
    let copy = try RehearsalCopy(of: database)
    defer { copy.remove() }
    CommandContext.current.console.error(
      Bilingual(zh: "（试运行：写入副本，原库不变）", en: "(dry run: on a copy, the workspace does not change)")
        .text(languageOption.language))
    try run(workspace, copy.database, policies, day)
  }

  /// Reports that were due longer ago are left to `report write-due`: a district may be loaded with
  /// years of its past.
  private static let reportDays = 31

  private func run(
    _ workspace: Workspace, _ database: WageDatabase, _ policies: NightPolicies, _ day: Day
  ) throws {
    let language = languageOption.language
    let printer = IngestPrinter(language: language, tellsOnlyNews: true)
    let night = Nightly(
      database: database, policies: policies, asOf: day, now: CommandContext.current.now)
    let due = DueReports(
      workspace: workspace, language: languageOption.lang == nil ? .chinese : language, asOf: day,
      since: day.adding(days: -Self.reportDays), dryRun: dryRun)
    let inbox = try workspace.agencyFolder(workspace.inbox)
    let told = OutcomesByName(inbox.files, asOf: day, tell: printer.tell)
    defer { told.finish() }
    let report = try night.run(
      inbox.files.inReadingOrder(asOf: day), progress: told.add,
      reports: { try due.write(from: database).files })
    printer.tell(inbox.leftAlone)
    if let shared = SharedFiles(of: workspace) {
      CommandContext.current.console.error(shared.told.text(language))
    }
    try NightPrinter(
      database: database, rules: try workspace.caseRules(asOf: CommandContext.current.now().day),
      asOf: day, language: language,
      names: CaseNames(policies.workflow, policies.routing, try? workspace.regions()),
      keyDates: policies.keyDates.map {
        (policy: $0, calendar: policies.calendar(asOf: day))
      }, workflowFile: workspace.configuration.workflow, isRehearsal: dryRun
    ).write(report, printer)
    try fail(report)
    try failOn.judge(warnings: warnings(report), errors: 0)
  }

  /// Rows that found their firm in the same night are no warning; those of nights before still are.
  private func warnings(_ report: Nightly.Report) -> Int {
    let ingested = report.ingest.map { $0.warningCount - $0.counts.waiting } ?? 0
    let waiting = report.match?.waiting ?? report.ingest?.counts.waiting ?? 0
    return ingested + waiting + report.freshness.filter(\.isStale).count
  }

  /// What of the night there is none of, and where what there was stands.
  private static func leftOut(_ stage: String) -> Bilingual {
    switch stage {
    case "score":
      Bilingual(
        zh: "：今夜没有新的走访名单，也不发预警，其他各步已运行；上一份名单见 wagewatch flagged",
        en: ": tonight there is no new visit list and no warning fires; the other stages ran. "
          + "The list before stands in `wagewatch flagged`")
    default: Bilingual(zh: "，其他各步已运行", en: "; the other stages ran")
    }
  }

  /// A failed stage is told with its own words; a refused file only by the exit code.
  private func fail(_ report: Nightly.Report) throws {
    if let failure = report.failures.first {
      let told = CommandFailure(failure.error) ?? CommandFailure(.same("\(failure.error)"))
      throw CommandFailure(
        zh: "\(failure.stage) 一步失败\(Self.leftOut(failure.stage).zh)。\(told.message.zh)",
        en: "stage \(failure.stage) failed\(Self.leftOut(failure.stage).en). \(told.message.en)",
        exitCode: told.exitCode)
    }
    if let ingest = report.ingest, ingest.newRefusals > 0 {
      throw CommandFailure(exitCode: CommandExit.fileRefused)
    }
  }
}

/// A copy of the workspace's database in the temporary folder.
private struct RehearsalCopy {
  let database: WageDatabase
  private let folder: URL

  init(of original: WageDatabase) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "wagewatch-\(UUID().uuidString)")
    // The copy holds complainants: for this user only.
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = folder.appending(path: Workspace.databaseName).path
    try original.copy(to: path)
    database = try WageDatabase(path: path)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
