import Foundation
import NightlyRun
import PolicyFiles
import RiskScoring
import SignalIngest
import WageDomain
import WageStore
import WagewatchSchemas

/// A district's folder: configuration, database, inbox, policies.
struct Workspace {
  /// Absolute, without a slash at the end.
  let folder: String
  let configuration: WorkspaceConfiguration

  static let configurationName = "wagewatch.yaml"
  static let databaseName = "wagewatch.sqlite"

  /// - Throws: ``CommandFailure`` naming `init` where there is no workspace.
  static func open(_ folder: String) throws -> Workspace {
    let folder = URL(fileURLWithPath: folder).standardizedFileURL.path
    let file = folder + "/" + configurationName
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw CommandFailure(
        zh: """
          \(folder) 不是工作区：没有 \(configurationName) 或无法读取。
            用 `wagewatch init DIR` 新建，或用 --workspace DIR 指明。
          """,
        en: """
          no workspace in \(folder): \(configurationName) is not there or cannot be read.
            Make one with `wagewatch init DIR`, or name one with --workspace DIR.
          """)
    }
    return Workspace(
      folder: folder,
      configuration: try WorkspaceFile.read(text, file: configurationName))
  }

  var inbox: String { path(configuration.inbox) }

  /// The database as it is; only `init` makes one.
  ///
  /// - Throws: ``CommandFailure`` where it is missing or empty: an empty one in its place would give
  ///   numbers of cases and warnings a second time.
  func openDatabase() throws -> WageDatabase {
    guard !lacksDatabase else { throw withoutDatabase }
    return try makeDatabase()
  }

  /// Opens the database, made anew where there is none.
  func makeDatabase() throws -> WageDatabase { try WageDatabase(path: path(Self.databaseName)) }

  /// No database is there, or a file without a byte in its place.
  var lacksDatabase: Bool {
    let values = try? URL(fileURLWithPath: path(Self.databaseName))
      .resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
    guard let values else { return true }
    return values.isRegularFile == true && values.fileSize == 0
  }

  private var withoutDatabase: CommandFailure {
    let database = path(Self.databaseName)
    let isEmpty = FileManager.default.fileExists(atPath: database)
    let what =
      isEmpty
      ? Bilingual(zh: "数据库是空文件", en: "the database is empty")
      : Bilingual(zh: "没有数据库", en: "there is no database")
    return CommandFailure(
      zh: """
        \(database)：\(what.zh)。未读取，未作改动。
          请把备份放回此处；要从空库重新开始，运行 `wagewatch init \(folder)`：案号和预警号将从 1 重新编起。
        """,
      en: """
        \(database): \(what.en). Nothing was read or changed.
          Restore the backup to this place; or start with an empty one by `wagewatch init \(folder)`: \
        cases and warnings are then numbered from 1 again.
        """)
  }

  func lock() throws -> RunLock {
    do throws(RunLockError) {
      return try RunLock(folder: folder)
    } catch {
      switch error {
      case .held: throw CommandFailure(error.text, exitCode: CommandExit.locked)
      case .cannotWrite: throw CommandFailure(error.text)
      }
    }
  }

  /// All policies, checked; `scorecard` is a file that replaces the workspace's own.
  ///
  /// - Returns: the policies of a night.
  /// - Throws: `PolicyFaults` of the first file at fault; ``CommandFailure`` when one is missing.
  func policies(scorecard: String? = nil) throws -> NightPolicies {
    let card = scorecard ?? path(configuration.scorecard)
    let contents = try [card, path(configuration.calendar)].map(policyText)
    return NightPolicies(
      scorecard: try ScorecardFile.read(contents[0], file: scorecard ?? configuration.scorecard),
      calendar: try CalendarFile.parse(contents[1], file: configuration.calendar),
      feeds: try Self.feeds(),
      workflow: try workflow(), routing: try routing(),
      keyDates: try keyDates(),
      places: try places(), casesFrom: configuration.casesFrom,
      runTexts: RunPolicyTexts(scorecard: contents[0], calendar: contents[1]),
      feedTexts: WagewatchSchemas.files(in: "feeds").map(\.text))
  }

  /// The policies with the scorecard and calendar that a run was made with; the workspace's own for
  /// a run made before they were kept.
  func policies(of run: ScoreRun, in snapshot: StoreSnapshot) throws -> NightPolicies {
    let own = try policies()
    guard let texts = try snapshot.policyTexts(of: run) else { return own }
    let name = "run \(run.id)"
    return own.with(
      scorecard: try ScorecardFile.read(texts.scorecard, file: "\(name): \(run.scorecard)"),
      calendar: try CalendarFile.parse(texts.calendar, file: "\(name): \(run.calendar)"),
      runTexts: texts)
  }

  /// - Returns: nil where the configuration names no `key_dates`.
  func keyDates() throws -> KeyDatePolicy? {
    try configuration.keyDates.map { try KeyDateFile.read(policyText(path($0)), file: $0) }
  }

  /// The scorecard alone, checked.
  func scorecard() throws -> Scorecard {
    try ScorecardFile.read(
      policyText(path(configuration.scorecard)), file: configuration.scorecard)
  }

  func workflow() throws -> WorkflowPolicy {
    try WorkflowFile.read(
      policyText(path(configuration.workflow)), file: configuration.workflow)
  }

  func routing() throws -> RoutingPolicy {
    try RoutingFile.read(policyText(path(configuration.routing)), file: configuration.routing)
  }

  /// The notices of the workspace's calendar.
  func calendarEntries() throws -> [CalendarEntry] {
    try CalendarFile.parse(
      policyText(path(configuration.calendar)), file: configuration.calendar)
  }

  func regions() throws -> RegionTable {
    try RegionFile.parse(policyText(path(configuration.regions)), file: configuration.regions)
  }

  /// Names of places within firms' names.
  func places() throws -> PlaceNames { PlaceNames(try regions()) }

  static func feeds() throws -> FeedSchemas {
    try FeedSchemas(files: WagewatchSchemas.files(in: "feeds"))
  }

  /// The agency files of a folder, the inbox or another.
  ///
  /// - Throws: ``CommandFailure`` where it is not there or cannot be read.
  func agencyFolder(_ folder: String) throws -> AgencyFolder {
    try AgencyFolder(folder, name: nameInLedger)
  }

  /// Relative to the workspace where the file lies in it, else as given.
  func nameInLedger(_ path: String) -> String {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    return absolute.hasPrefix(folder + "/")
      ? String(absolute.dropFirst(folder.utf8.count + 1)) : path
  }

  func path(_ name: String) -> String { name.hasPrefix("/") ? name : folder + "/" + name }

  func policyText(_ path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(
        zh: """
          \(path)：规则文件不存在或无法读取。未作改动。
            请放回该文件（`wagewatch init` 会在新目录写出原版），或在 \(Self.configurationName) 中改写。
          """,
        en: """
          \(path): the policy file is not there or cannot be read. Nothing was changed.
            Put it back (`wagewatch init` writes the shipped one into a new folder), or name another in \
          \(Self.configurationName).
          """)
    }
    return text
  }
}
