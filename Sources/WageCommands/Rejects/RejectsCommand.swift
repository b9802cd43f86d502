import ArgumentParser
import NightlyRun
import SignalIngest
import WageDomain
import WageStore

/// `wagewatch rejects`
struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects",
    abstract: "Rows that were set aside: why, what became of them, and how to send them in again.",
    subcommands: [
      RejectsListCommand.self, RejectsShowCommand.self, RejectsExportCommand.self,
      RejectsRetryCommand.self, RejectsDropCommand.self,
    ], defaultSubcommand: RejectsListCommand.self)
}

/// `wagewatch rejects list`
struct RejectsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the rows set aside, or count them by file, column, code or feed.",
    discussion: """
      EXAMPLE: wagewatch rejects list --status open --by file --by code

      Personal data is masked. `rejects show ID` tells the whole story of one; `rejects export` \
      writes files that can be corrected and sent in again.
      """)

  @OptionGroup var filter: RejectFilterOptions

  @Option(help: "Only open, retried or dropped.")
  var status: Status?

  @Option(
    help: "Count instead of listing: by file, column, code or feed (repeatable).",
    transform: WordArgument.parse)
  var by: [RejectSummary.Key] = []

  @OptionGroup var unmask: UnmaskOptions
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  enum Status: String, CaseIterable, ExpressibleByArgument {
    case open, retried, dropped
  }

  func validate() throws {
    guard Set(by).count == by.count else {
      throw ValidationError(
        zh: "--by 每个词只写一次。",
        en: "--by takes each word once.")
    }
  }

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    guard by.isEmpty else { return try summarise(database) }
    let total = try database.read { try $0.rejectCount(query) }
    try unmask.record(
      "rejects list", rows: min(output.limit ?? total, max(0, total - output.offset)), in: database)
    let feeds = try Workspace.feeds()
    try database.read { snapshot in
      let findings = unmask.unmask ? UnmaskedFindings(snapshot, feeds: feeds) : nil
      try StreamedListing(
        noun: "rejects", columns: RejectRows.columns(output.language), keys: RejectRows.keys,
        total: try snapshot.rejectCount(query),
        forEach: { limit, offset, visit in
          try snapshot.forEachReject(
            query, isUnmasked: unmask.unmask, limit: limit, offset: offset
          ) { try visit(RejectRows.row($0, output.language, found: findings?.found($0))) }
        }
      ).write(output)
    }
  }

  private var query: RejectQuery {
    var query = filter.query
    query.status = status?.rawValue
    return query
  }

  private func summarise(_ database: WageDatabase) throws {
    let groups = try database.read { try $0.rejectSummary(query, by: by) }
    let columns = by.map { Listing.Column($0.rawValue, zh: $0.title.zh, en: $0.title.en) }
    let rows = groups.map { group in
      JSONValue.object(
        zip(by, group.values).map { .init(key: $0.rawValue, value: .optional($1)) } + [
          .init(key: "rejects", value: .integer(Int64(group.rejects))),
          .init(key: "open", value: .integer(Int64(group.open))),
          .init(key: "first_id", value: .integer(group.firstId)),
        ])
    }
    Listing(
      noun: "groups",
      columns: columns + [
        .init("rejects", zh: "退回", en: "rejects", isNumber: true),
        .init("open", zh: "未处理", en: "open", isNumber: true),
        .init("first_id", zh: "首条编号", en: "first id", isNumber: true),
      ], rows: rows,
      header: ["rejects": .integer(Int64(groups.reduce(0) { $0 + $1.rejects }))]
    ).write(output, keys: by.map(\.rawValue) + ["rejects", "open", "first_id"])
  }
}

extension RejectSummary.Key {
  var title: Bilingual {
    switch self {
    case .feed: Bilingual(zh: "来源", en: "feed")
    case .file: Bilingual(zh: "文件", en: "file")
    case .column: Bilingual(zh: "列", en: "column")
    case .code: Bilingual(zh: "代码", en: "code")
    }
  }
}

/// `wagewatch rejects retry`
struct RejectsRetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Read open rejects again as they are, after a schema or policy has changed.",
    discussion: """
      EXAMPLE: wagewatch rejects retry --feed firms --code not-in-list

      What is good now goes in under its own file, line and known-on day; the counts of that file \
      follow. The rest stays open, with the reason it has now.
      """)

  @Argument(help: "The rejects (default: every open one).") var ids: [Int64] = []
  @OptionGroup var filter: RejectFilterOptions
  @Flag(help: "Do everything, print what would happen, and undo it.") var dryRun = false
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let workspace = try workspaceOption.open()
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let database = try workspace.openDatabase()
    var query = filter.query
    query.ids = ids
    try RejectIds.checkOpen(ids, database)
    let (feeds, places) = (try Workspace.feeds(), try workspace.places())
    let now = CommandContext.current.now
    let report = try RejectRetry(database: database, feeds: feeds, places: places, now: now)
      .run(query, dryRun: dryRun)
    let outcomes = report.outcomes
    tell(outcomes)
    IngestPrinter(language: languageOption.language, isDryRun: dryRun).tell(report.match)
    if outcomes.contains(where: { $0.fault != nil }) {
      throw CommandFailure(exitCode: CommandExit.refused)
    }
  }

  private func tell(_ outcomes: [RejectRetry.Outcome]) {
    let console = CommandContext.current.console
    let language = languageOption.language
    for outcome in outcomes where outcome.loaded > 0 || outcome.fault != nil {
      let why = outcome.fault.map { " \($0.text(language))" } ?? ""
      console.error(
        Bilingual(
          zh: "\(outcome.file)：入库 \(outcome.loaded) 行，仍退回 \(outcome.stillBad) 行\(why)",
          en:
            "\(outcome.file): \(outcome.loaded.counted("row")) in, \(outcome.stillBad) still set aside\(why)"
        ).text(language))
    }
    let loaded = outcomes.reduce(0) { $0 + $1.loaded }
    let bad = outcomes.reduce(0) { $0 + $1.stillBad }
    console.error(
      Bilingual(
        zh: "\(dryRun ? "（试运行，未写入）" : "")重读 \(loaded + bad) 行：入库 \(loaded)，仍退回 \(bad)",
        en: """
          \(dryRun ? "(dry run, nothing written) " : "")\((loaded + bad).counted("reject")) read again: \
          \(loaded) in, \(bad) still set aside
          """
      ).text(language))
  }
}

/// `wagewatch rejects drop`
struct RejectsDropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop",
    abstract: "Give up rejects that nobody will correct; the reason is recorded.",
    discussion: "EXAMPLE: wagewatch rejects drop 17 18 --reason \"test rows of the meter office\"")

  @Argument(help: "The rejects.") var ids: [Int64]
  @Option(help: ArgumentHelp("Why they are given up.", valueName: "text")) var reason: String
  @OptionGroup var actor: ActorOption
  @Flag(help: "Check and print, but change nothing.") var dryRun = false
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError(
        zh: "--reason 须写明文字：与您的姓名一并记录。",
        en: "--reason must say something: it is recorded with your name.")
    }
  }

  func run() throws {
    let workspace = try workspaceOption.open()
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let database = try workspace.openDatabase()
    try RejectIds.checkOpen(ids, database)
    _ = try (dryRun ? database.rehearse : database.write) {
      try $0.dropRejects(
        ids, reason: reason, actor: actor.name, at: CommandContext.current.now())
    }
    let count = Set(ids).count
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(dryRun ? "（试运行，未写入）" : "")已放弃 \(count) 行",
        en: "\(dryRun ? "(dry run, nothing written) " : "")\(count.counted("reject")) dropped"
      ).text(languageOption.language))
  }
}

/// Numbers of rejects as a person gives them.
enum RejectIds {
  /// - Throws: ``CommandFailure`` naming those that are no open rejects; nothing is done then.
  static func checkOpen(_ ids: [Int64], _ database: WageDatabase) throws {
    guard !ids.isEmpty else { return }
    var query = RejectQuery()
    query.ids = ids
    var open: Set<Int64> = []
    var others: [Int64: String] = [:]
    try database.read { snapshot in
      try snapshot.forEachReject(query) { reject in
        if reject.status == "open" {
          open.insert(reject.id)
        } else {
          others[reject.id] = reject.status
        }
      }
    }
    let wrong = Set(ids).subtracting(open).sorted()
    guard !wrong.isEmpty else { return }
    let states = wrong.map { ($0, others[$0].map(RejectRows.status) ?? RejectRows.unknown) }
    let told = Bilingual(
      zh: states.map { "\($0.0)（\($0.1.zh)）" }.joined(separator: "、"),
      en: states.map { "\($0.0) (\($0.1.en))" }.joined(separator: ", "))
    throw CommandFailure(
      zh: """
        不是未处理的退回：\(told.zh)。未作改动。
          编号见 `wagewatch rejects list --status open`。
        """,
      en: """
        no open reject: \(told.en). Nothing was changed.
          `wagewatch rejects list --status open` lists the numbers.
        """)
  }
}
