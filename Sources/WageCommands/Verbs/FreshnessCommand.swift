import ArgumentParser
import NightlyRun
import SignalIngest
import WageDomain
import WageStore

/// `wagewatch freshness`
struct FreshnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freshness",
    abstract: "How many days ago each feed last came, against the limits in its schema.",
    discussion: """
      EXAMPLE: wagewatch freshness --history --feed payroll

      Days count from the end of the last month delivered; of feeds without months, from the last \
      day that their rows tell of or their file names cover. A feed that never came has the status \
      error and no last_period. Stale feeds are warnings: exit code 2 with --fail-on warn; one that \
      never came is none, it may not have been agreed upon.
      """)

  @Flag(help: "List how late each past month came instead.")
  var history = false

  @Option(help: "Only this feed.", transform: WordArgument.parse)
  var feed: Feed?

  @OptionGroup var failOn: FailOnOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let day = try asOf.day()
    let schemas = try Workspace.feeds()
    let report = try database.read { try FreshnessReport($0, feeds: schemas, asOf: day) }
    let feeds = report.feeds.filter { feed == nil || $0.feed == feed }
    if history {
      let months = report.history.filter { feed == nil || $0.feed == feed }
      write(
        "months", FreshnessRows.monthColumns(output.language), months.map(FreshnessRows.row), day)
    } else {
      write(
        "freshness", FreshnessRows.columns(output.language), feeds.map(FreshnessRows.row), day)
    }
    try failOn.judge(warnings: feeds.filter(\.isStale).count, errors: 0)
  }

  private func write(
    _ noun: String, _ columns: [Listing.Column], _ rows: [JSONValue], _ day: Day
  ) {
    Listing(
      noun: noun, columns: columns, rows: rows,
      header: ["as_of": .string(day.description)]
    ).write(output, keys: rows.first?.keys ?? FreshnessRows.keys)
  }
}

/// Feeds and months as rows of a list.
enum FreshnessRows {
  static let keys = ["feed", "last_period", "last_known_on", "days", "warn", "error", "status"]

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .feed(language),
      .init("last_period", zh: "最新月份", en: "last period"),
      .init("last_known_on", zh: "获知日期", en: "last known on"),
      .init("days", zh: "天数", en: "days", isNumber: true),
      .init("warn", zh: "预警", en: "warn", isNumber: true),
      .init("error", zh: "超限", en: "error", isNumber: true),
      .init(zh: "状态", en: "status") { row in shown(row).text(language) },
    ]
  }

  static func monthColumns(_ language: Language) -> [Listing.Column] {
    [
      .feed(language), .init("period", zh: "月份", en: "period"),
      .init("known_on", zh: "获知日期", en: "known on"),
      .init("days", zh: "天数", en: "days", isNumber: true),
      .init(zh: "状态", en: "status") { row in shown(row).text(language) },
    ]
  }

  /// A feed that never came is beyond every limit, and has no day to say so.
  private static func shown(_ row: JSONValue) -> Bilingual {
    let status = status(row["status"].cell)
    guard row.keys.contains("last_period"), row["days"] == .null else { return status }
    return Bilingual(zh: "\(status.zh)，从未报送", en: "\(status.en), never came")
  }

  static func status(_ status: String) -> Bilingual {
    switch status {
    case "fresh": Bilingual(zh: "正常", en: "fresh")
    case "warn": Bilingual(zh: "预警", en: "warn")
    case "error": Bilingual(zh: "超限", en: "error")
    default: .same(status)
    }
  }

  static func row(_ feed: FeedFreshness) -> JSONValue {
    .object([
      "feed": .string(feed.feed.rawValue), "last_period": .optional(feed.lastPeriod?.description),
      "last_known_on": .optional(feed.lastKnownOn?.description), "days": .optional(feed.days),
      "warn": .integer(Int64(feed.limits.warnDays)),
      "error": .integer(Int64(feed.limits.errorDays)), "status": .string(feed.status.rawValue),
    ])
  }

  static func row(_ month: MonthArrival) -> JSONValue {
    .object([
      "feed": .string(month.feed.rawValue), "period": .string(month.month.description),
      "known_on": .string(month.knownOn.description), "days": .integer(Int64(month.days)),
      "status": .string(month.status.rawValue),
    ])
  }
}

/// Stale feeds in the night's result.
enum FreshnessText {
  /// A line for each stale feed, and one for all that never came.
  static func lines(_ feeds: [FeedFreshness]) -> [Bilingual] {
    let stale = feeds.filter(\.isStale).map { feed in
      let last = feed.lastPeriod?.description ?? feed.lastKnownOn?.description ?? "-"
      let (days, limits) = (feed.days ?? 0, feed.limits)
      guard feed.status == .error else {
        return Bilingual(
          zh:
            "数据偏晚：\(feed.feed.title.zh) 最新 \(last)，已 \(days) 天，过 \(limits.warnDays) 天提醒，过 \(limits.errorDays) 天才算迟到",
          en:
            "Data behind: \(feed.feed.rawValue), last \(last), \(days.counted("day")) ago, expected within \(limits.warnDays), late after \(limits.errorDays)"
        )
      }
      return Bilingual(
        zh: "数据迟到：\(feed.feed.title.zh) 最新 \(last)，已 \(days) 天，限 \(limits.errorDays) 天",
        en:
          "Data late: \(feed.feed.rawValue), last \(last), \(days.counted("day")) ago, limit \(limits.errorDays)"
      )
    }
    let never = feeds.filter(\.neverCame).map(\.feed).names
    guard !never.en.isEmpty else { return stale }
    return stale + [Bilingual(zh: "从未报送：\(never.zh)", en: "Never came: \(never.en)")]
  }
}

extension [Feed] {
  /// All of them in one line.
  var names: Bilingual {
    Bilingual(
      zh: map(\.title.zh).joined(separator: "、"), en: map(\.title.en).joined(separator: ", "))
  }
}

extension Listing.Column {
  /// A feed by its title; JSON keeps the name.
  static func feed(_ language: Language) -> Listing.Column {
    .init(zh: "来源", en: "feed") { row in
      let name = row["feed"].cell
      return Feed(rawValue: name)?.title.text(language) ?? name
    }
  }
}
