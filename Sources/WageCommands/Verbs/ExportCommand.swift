import ArgumentParser
import DataPackage
import Foundation
import SignalIngest
import WageDomain
import WagewatchSchemas

/// `wagewatch export DIR`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what agencies sent as a Frictionless data package, without personal data.",
    discussion: """
      EXAMPLE: wagewatch export package --as-of 2026-10-21

      datapackage.json, a schema for each feed, and data/FEED_NUMBER.csv for every file that was \
      loaded, each row with the day it became known. `wagewatch ingest package/data` in a new \
      workspace gives the same signals as of every day; rows that wait for a firm wait again. \
      Rejected rows stay out.
      """)

  @Argument(help: "A folder that does not exist yet, or is empty.")
  var dir: String

  @Option(help: "Only this feed; may be given several times.", transform: WordArgument.parse)
  var feed: [Feed] = []

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    if let names = try? FileManager.default.contentsOfDirectory(atPath: dir), !names.isEmpty {
      throw CommandFailure(
        "\(dir) is not empty. Nothing was written.\n  Name a new or empty folder.")
    }
    let files = WagewatchSchemas.files(in: "feeds")
    let texts = Feed.allCases.map { feed in
      (feed, files.first { $0.path.hasSuffix("/\(feed.rawValue).json") }?.text ?? "")
    }
    let package = DataPackage(
      database: database, feeds: try FeedSchemas(files: files),
      schemaTexts: Dictionary(uniqueKeysWithValues: texts), asOf: try asOf.day())
    let report = try package.write(to: dir, feeds: feed.isEmpty ? Feed.allCases : feed)
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(report.files) 个文件，\(report.rows) 行，写入 \(dir)；个人信息未导出",
        en: "\(report.files) files, \(report.rows) rows, in \(dir); personal data stays out"
      ).text(languageOption.language))
  }
}
