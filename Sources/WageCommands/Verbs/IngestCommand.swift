import ArgumentParser
import Foundation
import NightlyRun
import SignalIngest
import WageDomain
import WageStore

/// `wagewatch ingest [FILE|DIR|-]...`
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Load agency files; rows that cannot be read are set aside with their reasons.",
    discussion: """
      EXAMPLE: wagewatch ingest electricity_2026-10.csv --as-of 2026-11-05

      Without arguments, the files of inbox/. Files are read by the day they were known, of a day firms \
      and projects first, then by name; what came of them is told by day and name. A file is one \
      transaction: wholly in, its bad rows set aside, or wholly out. The same bytes twice change nothing. \
      Between days and at the end, rows without a credit code that waited for a firm are tried again.
      """)

  @Argument(help: "Files, folders, or - for standard input (default: inbox/).")
  var paths: [String] = []

  @Option(help: "The feed of every file (default: from the file's name).", transform: Self.feed)
  var feed: Feed?

  @Flag(help: "Do everything, print what would happen, and undo it.")
  var dryRun = false

  @OptionGroup var failOn: FailOnOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.toldDay(isDryRun: dryRun, languageOption.language)
    let workspace = try workspaceOption.open()
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let stage = IngestStage(
      database: try workspace.openDatabase(), feeds: try Workspace.feeds(),
      places: PlaceNames(try workspace.regions()), asOf: day,
      now: CommandContext.current.now)
    let printer = IngestPrinter(language: languageOption.language, isDryRun: dryRun)
    let (files, leftAlone) = try inputs(workspace)
    defer { Self.removeStandardInput(files) }
    let told = OutcomesByName(files, asOf: day, tell: printer.tell)
    defer { told.finish() }
    let report = try stage.run(
      files.inReadingOrder(asOf: day), feed: feed, matching: true, dryRun: dryRun,
      progress: told.add)
    printer.tell(leftAlone)
    printer.summarise(report)
    if let match = try report.match?.get() { printer.tell(match) }
    if !report.refusals.isEmpty {
      throw CommandFailure(exitCode: CommandExit.fileRefused)
    }
    try failOn.judge(warnings: report.warningCount, errors: 0)
  }

  /// A file that is named is read, whatever its name.
  private func inputs(
    _ workspace: Workspace
  ) throws -> (files: [InputFile], leftAlone: [AgencyFolder.LeftAlone]) {
    var files: [InputFile] = []
    var leftAlone: [AgencyFolder.LeftAlone] = []
    for path in paths.isEmpty ? [workspace.inbox] : paths {
      if path == "-" {
        files.append(try standardInput())
      } else if paths.isEmpty || AgencyFolder.isFolder(path) {
        let folder = try workspace.agencyFolder(path)
        files += folder.files
        leftAlone += folder.leftAlone
      } else {
        files.append(InputFile(path: path, name: workspace.nameInLedger(path)))
      }
    }
    return (files, leftAlone)
  }

  /// Standard input has no name to read the feed from, and cannot be mapped: it goes through a file.
  private func standardInput() throws -> InputFile {
    guard feed != nil else {
      throw ValidationError(
        zh: "标准输入没有文件名：请用 --feed 写明是哪个数据源。",
        en: "Standard input has no name: say which feed it is with --feed.")
    }
    let path = NSTemporaryDirectory() + "/wagewatch-\(UUID().uuidString).csv"
    // It may hold complainants: for this user only, and not for longer than the run.
    let isWritten = FileManager.default.createFile(
      atPath: path, contents: FileHandle.standardInput.readDataToEndOfFile(),
      attributes: [.posixPermissions: 0o600])
    guard isWritten else {
      throw CommandFailure(
        zh: """
          标准输入无法存入 \(NSTemporaryDirectory())。未作改动。
            请在该处腾出空间，或用 TMPDIR 另指目录，然后再运行。
          """,
        en: """
          standard input could not be kept in \(NSTemporaryDirectory()). Nothing was changed.
            Free some space there, or name another folder in TMPDIR, then run again.
          """)
    }
    return InputFile(path: path, name: Self.standardInputName)
  }

  private static let standardInputName = "-"

  private static func removeStandardInput(_ files: [InputFile]) {
    for file in files where file.name == standardInputName {
      try? FileManager.default.removeItem(atPath: file.path)
    }
  }

  private static func feed(_ text: String) throws -> Feed {
    guard let feed = Feed(rawValue: text) else {
      let feeds = Feed.allCases.sorted().map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        zh: "“\(text)”不是数据源；应为其中之一：\(feeds)。",
        en: "'\(text)' is not a feed; expected one of \(feeds).")
    }
    return feed
  }
}
