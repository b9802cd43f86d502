import ArgumentParser
import Foundation
import WageDomain
import WageStore
import WagewatchSchemas

/// `wagewatch init DIR`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace in a new or empty folder.",
    discussion: """
      EXAMPLE: wagewatch init district

      Writes wagewatch.yaml, wagewatch.sqlite, inbox/, reports/ and policies/ (editable copies of \
      scorecard, workflow, routing, calendar, regions, grades, key dates, incident plan). In a workspace whose database is missing \
      or empty it makes that alone: restore the backup instead where there is one.
      """)

  @Argument(help: "A folder that does not exist yet, or is empty.")
  var dir: String

  @Option(
    help: "Which policies to start from: nanxun, shaoxing or default (both scorecards and more).")
  var preset: Preset = .default

  @Option(
    help: ArgumentHelp(
      "Complaints received before this day open no case (default: all do).",
      valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var casesFrom: Day?

  @OptionGroup var languageOption: LanguageOption

  enum Preset: String, CaseIterable, ExpressibleByArgument {
    case nanxun, shaoxing, `default`
  }

  func run() throws {
    let folder = URL(fileURLWithPath: dir).standardizedFileURL.path
    if let workspace = try? Workspace.open(folder), workspace.lacksDatabase {
      return try makeDatabase(of: workspace)
    }
    try refuseUsedFolder(folder)
    let wasThere = FileManager.default.fileExists(atPath: folder)
    do {
      try write(to: folder)
    } catch {
      // Half a workspace would be refused by the next `init` as a folder in use.
      let made = wasThere ? Self.entries.map { folder + "/" + $0 } : [folder]
      for path in made { try? FileManager.default.removeItem(atPath: path) }
      throw Self.failure(error, folder)
    }
    CommandContext.current.console.error(
      Bilingual(
        zh: """
          工作区已建在 \(folder)。请把报送文件放入 \(dir)/inbox，然后运行
            wagewatch nightly --workspace \(dir)
          """,
        en: """
          Workspace made in \(folder). Put agency files into \(dir)/inbox, then run
            wagewatch nightly --workspace \(dir)
          """
      ).text(languageOption.language))
  }

  /// Of a workspace that has lost its database all else stays as it is.
  private func makeDatabase(of workspace: Workspace) throws {
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    _ = try workspace.makeDatabase()
    CommandContext.current.console.error(
      Bilingual(
        zh: """
          工作区 \(workspace.folder) 缺数据库：已新建空库，配置和规则文件未动。案号和预警号从 1 编起。
            如有备份，请先放回备份再运行。
          """,
        en: """
          The workspace \(workspace.folder) had no database: an empty one was made, its configuration and \
          policies are as they were. Cases and warnings are numbered from 1.
            If there is a backup, put it back before anything is run.
          """
      ).text(languageOption.language))
  }

  private func refuseUsedFolder(_ folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard !names.isEmpty else { return }
    let what =
      names.contains(Workspace.configurationName)
      ? Bilingual(zh: "已是工作区", en: "already holds a workspace")
      : Bilingual(zh: "不是空目录", en: "is not empty")
    throw CommandFailure(
      zh: "\(folder) \(what.zh)。未作改动。\n  请写新目录或空目录。",
      en: "\(folder) \(what.en). Nothing was changed.\n  Name a new or empty folder.")
  }

  private func write(to folder: String) throws {
    for name in Self.folders {
      try FileManager.default.createDirectory(
        atPath: folder + "/" + name, withIntermediateDirectories: true)
    }
    for policy in policies {
      try write(WagewatchSchemas.text(policy.shipped) ?? "", to: folder + "/" + policy.copy)
    }
    _ = try WageDatabase(path: folder + "/" + Workspace.databaseName)
    // Last, so that a folder with this file is a whole workspace.
    try PrivateFile.write(configurationText, to: folder + "/" + Workspace.configurationName)
  }

  private static let folders = ["inbox", "reports", "policies"]

  /// All that `init` writes directly into the folder.
  private static let entries =
    folders + [Workspace.configurationName]
    + ["", "-wal", "-shm", "-journal"].map { Workspace.databaseName + $0 }

  /// - Returns: what a person is told when a workspace could not be written and was taken away again.
  private static func failure(_ error: any Error, _ folder: String) -> any Error {
    let isFull =
      (error as? CocoaError)?.code == .fileWriteOutOfSpace || (error as? StoreError) == .diskFull
    if isFull {
      return CommandFailure(
        zh: "\(folder)：磁盘已满，工作区未建成，已写的部分已删除。\n  请腾出空间后再运行。",
        en: """
          \(folder): the disk is full. No workspace was made, and what was written is removed.
            Free some space, then run again.
          """)
    }
    guard let error = error as? CocoaError else { return error }
    return CommandFailure(
      zh: """
        \(folder)：无法写入工作区（\(error.code.rawValue)），已写的部分已删除。
          请写有权限的目录。
        """,
      en: """
        \(folder): the workspace could not be written, and what was written is removed: \
        \(error.localizedDescription)
          Name a folder that you may write to.
        """)
  }

  private func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Shipped file -> the workspace's editable copy.
  private var policies: [(shipped: String, copy: String)] {
    let place = preset == .shaoxing ? "shaoxing" : "nanxun"
    return [
      (shipped: "scorecards/\(preset.rawValue).yaml", copy: "policies/scorecard.yaml"),
      (shipped: "workflows/\(place).yaml", copy: "policies/workflow.yaml"),
      (shipped: "workflows/\(place)-routing.yaml", copy: "policies/routing.yaml"),
      (
        shipped: "grades/\(preset == .shaoxing ? "shaoxing" : "national").yaml",
        copy: "policies/grades.yaml"
      ),
      (shipped: "keydates/district.yaml", copy: "policies/key-dates.yaml"),
      (shipped: "incidents/district.yaml", copy: "policies/incident-plan.yaml"),
    ] + Self.commonPolicies
  }

  private static let commonPolicies = [
    (shipped: "scorecards/scorecard.schema.json", copy: "policies/scorecard.schema.json"),
    (shipped: "calendars/cn.csv", copy: "policies/calendar.csv"),
    (shipped: "regions/zhejiang.csv", copy: "policies/regions.csv"),
  ]

  private var configurationText: String {
    let casesFrom = casesFrom.map { "cases_from: \($0)" } ?? "# cases_from: 2026-01-01"
    let place =
      preset == .shaoxing
      ? (name: "越城区 Yuecheng", county: "330602") : (name: "南浔区 Nanxun", county: "330503")
    return """
      # A Wagewatch workspace. Paths are relative to this folder.
      district: \(place.name)
      county: "\(place.county)"
      time_zone: Asia/Shanghai
      # Complaints received before this day are history from before the district went live: they count
      # in scores and open no case. Without it every complaint opens one.
      \(casesFrom)
      # The firms that the office can visit in a week: backtest, fit and compare judge at that many.
      # weekly_visits: 30
      inbox: inbox
      # Where follow-ups of clocks are sent; without it they wait in the outbox.
      # outbox: { file: outbox.jsonl, webhook: "https://messages.example/wagewatch" }
      policies:
        scorecard: policies/scorecard.yaml
        workflow: policies/workflow.yaml
        routing: policies/routing.yaml
        calendar: policies/calendar.csv
        regions: policies/regions.csv
        grades: policies/grades.yaml
        key_dates: policies/key-dates.yaml
        incident_plan: policies/incident-plan.yaml

      """
  }
}
