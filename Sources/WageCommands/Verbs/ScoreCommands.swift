import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch score`
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score every firm, compare two runs, or explain the scorecard.",
    subcommands: [ScoreRunCommand.self, ScoreDiffCommand.self, ScoreExplainCommand.self],
    defaultSubcommand: ScoreRunCommand.self)
}

/// A run in a sentence.
enum ScoreText {
  static func summary(_ report: ScoreStage.Report) -> Bilingual {
    let tail = tail(
      report.firms, held: report.held, report.dataLate.names(and: report.columnsLate))
    return Bilingual(
      zh: """
        评分 \(report.run.asOf)（第 \(report.run.id) 次，\(report.run.scorecard)）\
        \(report.isUnchanged ? "，输入未变" : "")：\(tail.zh)
        """,
      en: """
        Scored as of \(report.run.asOf) (run \(report.run.id), \
        \(report.run.scorecard)\(report.isUnchanged ? ", inputs unchanged" : "")): \(tail.en)
        """)
  }

  /// That a scorecard was changed without a new version.
  static func namesake(_ run: ScoreRun, in snapshot: StoreSnapshot) throws -> Bilingual? {
    try snapshot.namesake(of: run).map {
      Bilingual(
        zh: "评分表 \(run.scorecard) 的内容与第 \($0.id) 次评分（\($0.asOf)）时不同：请调高 version；此前维持的级别不再维持",
        en:
          "the scorecard \(run.scorecard) says other things than in run \($0.id) (\($0.asOf)): raise its "
          + "`version`; tiers that were held are not held any more")
    }
  }

  static func summary(_ run: RehearsedRun) -> Bilingual {
    let tail = tail(
      run.firms, held: run.held, run.dataLate.names(and: run.columnsLate))
    return Bilingual(
      zh: "（试运行，未写入）评分 \(run.asOf)（\(run.scorecard)）：\(tail.zh)",
      en: "(dry run, nothing written) Scored as of \(run.asOf) (\(run.scorecard)): \(tail.en)")
  }

  private static func tail(
    _ firms: [Tier: Int], held: HeldFirms, _ late: Bilingual
  ) -> Bilingual {
    let tiers = Tier.allCases.reversed()
    let zh = tiers.map { "\($0.name.zh) \(firms[$0] ?? 0)" }.joined(separator: "，")
    let en = tiers.map { "\(firms[$0] ?? 0) \($0.name.en)" }.joined(separator: ", ")
    return Bilingual(
      zh: zh + (held.gone == 0 ? "" : "；其中 \(held.gone) 家原因已消除、级别尚未下调")
        + (held.unknown == 0 ? "" : "；其中 \(held.unknown) 家因数据迟到不能认定原因已消除、级别维持")
        + (late.zh.isEmpty ? "" : "；数据迟到：\(late.zh)"),
      en: en + (held.gone == 0 ? "" : "; \(held.gone) of them stay though their cause has gone")
        + (held.unknown == 0
          ? "" : "; \(held.unknown) of them stay because late data cannot show their cause gone")
        + (late.en.isEmpty ? "" : "; data late: \(late.en)"))
  }
}

extension [Feed] {
  /// Feeds, and columns of others, in words; empty when there are none.
  fileprivate func names(and columns: [Measure]) -> Bilingual {
    let columns = columns.filter { !contains($0.feed) }
    let names = isEmpty ? [] : [self.names]
    return Bilingual(
      zh: (names.map(\.zh) + columns.map { "\($0.feed.title.zh)的“\($0.title.zh)”" })
        .joined(separator: "、"),
      en: (names.map(\.en) + columns.map(\.name)).joined(separator: ", "))
  }
}

/// `wagewatch flagged`
struct FlaggedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flagged",
    abstract: "List the firms to visit, worst first, each with its reasons.",
    discussion: """
      EXAMPLE: wagewatch flagged --capacity 30 --below 5 --order town-route

      Reads the last run up to the day; `wagewatch score` or `wagewatch nightly` makes one. \
      --capacity cuts what the filters leave, in the order asked for: by tier, then risk (points), \
      persons, or amount (claimed in complaints known by the day). town-route cuts by risk and \
      arranges the visits town by town. Ties end in points down, credit code up.
      """)

  @Option(help: "Only this tier: red, orange or yellow (repeatable).", transform: Self.tier)
  var tier: [Tier] = []

  @Option(help: ArgumentHelp("Only this town (9 digits) or county (6).", valueName: "code"))
  var town: String?

  @Option(help: ArgumentHelp("Only this industry, e.g. C or 17.", valueName: "code"))
  var industry: String?

  @Option(help: ArgumentHelp("As many visits as the district can make.", valueName: "n"))
  var capacity: Int?

  @Option(help: ArgumentHelp("Also the next n below the capacity's line, and why.", valueName: "n"))
  var below = 0

  @Option(
    help: "After the tier: risk, persons, amount or town-route.", transform: WordArgument.parse)
  var order: FlaggedQuery.Order = .risk

  @Option(help: "Counts by town or industry instead.")
  var summary: FlaggedSummary?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspaceOption.open()
    let database = try workspace.openDatabase()
    let day = try asOf.day()
    // The plain table has no room for names: it need not read the regions.
    let needsNames = output.form != .table || town != nil || summary != nil || order == .townRoute
    let names = CodeNames(needsNames ? try workspace.regions() : nil)
    try checkTown(names, database)
    let (run, list, warnings) = try database.read { snapshot in
      let run = try RunToShow.last(in: snapshot, asOf: day)
      return (
        run, try snapshot.visitList(run: run, query), try snapshot.openWarnings(asOf: day)
      )
    }
    let page = FlaggedPage(
      list: list, query: query, names: names, language: output.language, warnings: warnings)
    listing(page, run, day).write(output, keys: summary?.keys ?? FlaggedRows.keys)
    for remark in page.remarks {
      CommandContext.current.console.error(remark.text(output.language))
    }
    CommandContext.current.console.error(
      Bilingual(
        zh: "第 \(run.id) 次评分，截至 \(run.asOf)，\(run.scorecard)",
        en: "run \(run.id) as of \(run.asOf), \(run.scorecard)"
      ).text(output.language))
  }

  private func listing(_ page: FlaggedPage, _ run: ScoreRun, _ day: Day) -> Listing {
    let header: KeyValuePairs<String, JSONValue> = [
      "as_of": .string(day.description), "run": .integer(run.id),
      "scorecard": .string(run.scorecard), "run_as_of": .string(run.asOf.description),
      "capacity": .optional(capacity), "left_out": .integer(Int64(page.list.leftOut)),
    ]
    if let summary {
      return Listing(
        noun: summary.noun, columns: summary.columns,
        rows: summary.rows(page.list, page.names, output.language), header: header)
    }
    return Listing(
      noun: "firms", columns: page.columns, rows: page.rows, header: header,
      heading: page.heading)
  }

  func validate() throws {
    try town.map(TownArgument.checkTownOrCounty)
    if let industry, IndustryCode(industry) == nil {
      throw ValidationError(
        zh: "“\(industry)”不是 GB/T 4754 的行业：A 到 T 的字母、2 到 4 位数字，或两者。",
        en: "'\(industry)' is no industry of GB/T 4754: a letter A to T, 2 to 4 digits, or both.")
    }
    if let capacity, capacity < 1 {
      throw ValidationError(
        zh: "--capacity 应为 1 以上的数。",
        en: "--capacity takes a number from 1.")
    }
    if below < 0 {
      throw ValidationError(
        zh: "--below 应为 0 以上的数。",
        en: "--below takes a number from 0.")
    }
    if below > 0, capacity == nil {
      throw ValidationError(
        zh: "--below 须与 --capacity 一起使用。",
        en: "--below needs --capacity.")
    }
  }

  /// A town that neither the regions nor the register know is a slip of the pen, not an empty list.
  private func checkTown(_ names: CodeNames, _ database: WageDatabase) throws {
    guard let town, names.place(town) == nil,
      try !database.read({ try $0.hasFirms(inTown: town) })
    else { return }
    let near = names.neighbours(of: town)
    throw CommandFailure(
      zh: """
        没有属地 \(town)：区划表中没有，也没有企业属于它。未列出任何企业。
          \(near.isEmpty ? "请核对代码，或补入工作区的区划表。" : "该县的属地：\(near.joined(separator: "，"))")
        """,
      en: """
        no town or county \(town): the regions do not name it and no firm lies in it. Nothing was listed.
          \(near.isEmpty ? "Check the code, or add it to the workspace's regions." : "Towns of that county: \(near.joined(separator: ", "))")
        """)
  }

  private var query: FlaggedQuery {
    var query = FlaggedQuery()
    query.tiers = tier
    query.town = town.map { TownCode($0)?.description ?? $0 }
    query.industry = industry.flatMap { IndustryCode($0)?.text }
    query.order = order
    query.capacity = capacity
    query.below = summary == nil ? below : .max
    query.includesReasons = summary == nil
    query.onlyFirstReason = output.form == .table
    return query
  }

  private static func tier(_ text: String) throws -> Tier {
    guard let tier = Tier(rawValue: text), tier != .green else {
      throw ValidationError(
        zh: "“\(text)”不是等级；应为 red、orange 或 yellow。",
        en: "'\(text)' is not a tier; expected red, orange or yellow.")
    }
    return tier
  }
}

/// The run that a reading verb shows.
enum RunToShow {
  /// - Throws: ``CommandFailure`` naming `score` when there is no run yet.
  static func last(in snapshot: StoreSnapshot, asOf day: Day) throws -> ScoreRun {
    if let run = try snapshot.lastRun(asOf: day) { return run }
    throw CommandFailure(
      zh: """
        截至 \(day) 尚未评分。
          请先运行 `wagewatch score --as-of \(day)` 或 `wagewatch nightly`。
        """,
      en: """
        no score run up to \(day) in this workspace.
          Run `wagewatch score --as-of \(day)`, or `wagewatch nightly`, first.
        """)
  }
}
