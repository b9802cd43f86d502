import ArgumentParser
import DataPackage
import Foundation
import SignalIngest
import WageDomain
import WageStore
import WagewatchSchemas

/// `wagewatch export DIR`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what agencies sent as a Frictionless data package, or as rows for SQL.",
    discussion: """
      EXAMPLE: wagewatch export package --as-of 2026-10-21

      DIR: datapackage.json, a schema for each feed, and data/FEED_NUMBER_PERIOD__known-DAY.csv for \
      every file that was loaded, each row with the day it became known. `wagewatch ingest \
      package/data` in a new workspace gives the same signals and freshness as of every day; rows that \
      wait for a firm wait again. Rejected rows stay out, and so do merges of firms and cases.

      --obs FILE.sqlite: every value that scoring reads as a plain row, with firm, month, unit, file, \
      line, the day it became known and the day another took its place. Personal data stays out of both.
      """)

  @Argument(help: "A folder that does not exist yet, or is empty.")
  var dir: String?

  @Option(help: ArgumentHelp("A new SQLite file of observations.", valueName: "file.sqlite"))
  var obs: String?

  @Option(
    help: "Only this feed of the package; may be given several times.",
    transform: WordArgument.parse)
  var feed: [Feed] = []

  @Flag(help: "Count what would be written, and write nothing.") var dryRun = false
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard dir != nil || obs != nil else {
      throw ValidationError(
        zh: "请写文件夹，或用 --obs FILE.sqlite 指明文件。",
        en: "Name a folder, or a file with --obs FILE.sqlite.")
    }
    guard feed.isEmpty || dir != nil else {
      throw ValidationError(
        zh: "--feed 与文件夹一起使用：--obs 文件含全部数据源。",
        en: "--feed goes with a folder: an --obs file holds every feed.")
    }
  }

  func run() throws {
    let workspace = try workspaceOption.open()
    let database = try workspace.openDatabase()
    try refuseUsed()
    let day = try asOf.day()
    if let dir { try writePackage(to: dir, database, day) }
    if let obs { try writeObservations(to: obs, workspace, database, day) }
  }

  /// Nothing is written over.
  private func refuseUsed() throws {
    if let dir, let names = try? FileManager.default.contentsOfDirectory(atPath: dir),
      !names.isEmpty
    {
      throw CommandFailure(

        zh: "\(dir) 不是空目录。未写入。\n  请写新目录或空目录。",
        en: "\(dir) is not empty. Nothing was written.\n  Name a new or empty folder.")
    }
    if let obs, FileManager.default.fileExists(atPath: obs) {
      throw CommandFailure(

        zh: "\(obs) 已存在。未写入。\n  请另写文件，或先移走。",
        en: "\(obs) is there already. Nothing was written.\n  Name a new file, or move it away.")
    }
  }

  private func writePackage(to dir: String, _ database: WageDatabase, _ day: Day) throws {
    let files = WagewatchSchemas.files(in: "feeds")
    let texts = Feed.allCases.map { feed in
      (feed, files.first { $0.path.hasSuffix("/\(feed.rawValue).json") }?.text ?? "")
    }
    let package = DataPackage(
      database: database, feeds: try FeedSchemas(files: files),
      schemaTexts: Dictionary(uniqueKeysWithValues: texts), asOf: day)
    let report = try package.write(
      to: dryRun ? nil : dir, feeds: feed.isEmpty ? Feed.allCases : feed)
    tell(
      "\(report.files) 个文件，\(report.rows) 行，写入 \(dir)；个人信息未导出",
      "\(report.files.counted("file")), \(report.rows.counted("row")), in \(dir); personal data stays out"
    )
    CommandContext.current.console.error(Self.leftOut(report).text(languageOption.language))
  }

  /// What no agency's file can say.
  private static func leftOut(_ report: DataPackage.Report) -> Bilingual {
    Bilingual(
      zh: "人工决定未导出：企业合并 \(report.merges) 项（见 `wagewatch match log`）、匹配决定、案件",
      en: """
        what people decided stays out: \(report.merges.counted("merge")) of firms (`wagewatch match log`), \
        decisions on matches, cases
        """)
  }

  private func writeObservations(
    to path: String, _ workspace: Workspace, _ database: WageDatabase, _ day: Day
  ) throws {
    let schemas = try Workspace.feeds()
    let limits = Feed.allCases.sorted().compactMap { feed in
      schemas[feed].map {
        ObservationFile.FeedLimit(
          feed: feed, warnDays: $0.freshness.warnDays, errorDays: $0.freshness.errorDays)
      }
    }
    let calendar = try workspace.calendarEntries()
    let report = try database.read {
      try ObservationFile(snapshot: $0, asOf: day, calendar: calendar, limits: limits)
        .write(to: dryRun ? nil : path)
    }
    tell(
      "\(report.observations) 个数值，其他表 \(report.rows) 行，写入 \(path)；个人信息未导出",
      """
      \(report.observations.counted("value")) and \(report.rows.counted("row")) of other tables, in \(path); personal \
      data stays out
      """)
  }

  private func tell(_ zh: String, _ en: String) {
    let mark = dryRun ? Bilingual(zh: "（试运行，未写入）", en: "(dry run, nothing written) ") : nil
    let language = languageOption.language
    CommandContext.current.console.error(
      (mark?.text(language) ?? "") + Bilingual(zh: zh, en: en).text(language))
  }
}
