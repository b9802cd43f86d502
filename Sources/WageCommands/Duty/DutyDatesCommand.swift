import ArgumentParser
import NightlyRun
import WageDomain

/// `wagewatch duty dates`
struct DutyDatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dates",
    abstract: "List the key dates ahead: their windows and the shorter limits of warnings.",
    discussion: """
      EXAMPLE: wagewatch duty dates --as-of 2026-12-20

      This year's and the next one's. A festival of a year whose holiday notice is not known has no \
      window yet.
      """)

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let policies = try workspace.open().policies()
    guard let policy = policies.keyDates else { throw Self.notConfigured }
    let calendar = policies.calendar(asOf: day)
    var rows: [JSONValue] = []
    for year in day.year...day.year + 1 {
      // What has no day yet stands last in its year.
      let windows = policy.dates.map { ($0, $0.window(in: year, calendar: calendar)) }
      rows += windows.enumerated().sorted { left, right in
        let (one, other) = (left.element.1?.on, right.element.1?.on)
        return one == other ? left.offset < right.offset : Day.isEarlier(one, other)
      }.map { row($0.element.0, $0.element.1, year, day) }
    }
    var listing = Listing(noun: "dates", columns: Self.columns(output.language), rows: rows)
    listing.header = ["as_of": .string(day.description), "policy": .string(policy.version)]
    listing.write(output, keys: ["id", "title", "year", "on", "first", "last", "state"])
  }

  static let notConfigured = CommandFailure(
    zh: """
      工作区未设重要节点：wagewatch.yaml 的 policies 中没有 key_dates。
        请补一行 `key_dates: policies/key-dates.yaml`，文件见 `wagewatch init` 所建的新工作区。
      """,
    en: """
      the workspace has no key dates: wagewatch.yaml names no key_dates among its policies.
        Add `key_dates: policies/key-dates.yaml`; `wagewatch init` writes that file into a new workspace.
      """)

  private func row(
    _ date: KeyDate, _ window: KeyDateWindow?, _ year: Int, _ day: Day
  ) -> JSONValue {
    let state =
      window.map { $0.contains(day) ? "open" : $0.first > day ? "ahead" : "past" } ?? "unknown"
    return .object([
      "id": .string(date.id), "title": .string(date.title.text(output.language)),
      "year": .integer(Int64(year)), "on": .optional(window?.on.description),
      "first": .optional(window?.first.description),
      "last": .optional(window?.last.description), "state": .string(state),
      "checks": .array(
        WarningPolicy.tiers.compactMap { tier in
          date.checks[tier].map { rule in
            .object([
              "tier": .string(tier.rawValue), "days": .integer(Int64(rule.days)),
              "kind": .string(rule.kind.rawValue),
            ])
          }
        }),
      "source": .string(date.source),
    ])
  }

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("title", zh: "节点", en: "key date"), .init("year", zh: "年", en: "year"),
      .init(zh: "日期", en: "on") { row in
        let day = row["on"].cell
        let missing = Bilingual(zh: "放假通知未公布", en: "notice not known")
        return day.isEmpty ? missing.text(language) : day
      },
      .init("first", zh: "自", en: "from"), .init("last", zh: "至", en: "to"),
      .init(zh: "状态", en: "state") { row in
        switch row["state"].cell {
        case "open": Bilingual(zh: "进行中", en: "open").text(language)
        case "ahead": Bilingual(zh: "未到", en: "ahead").text(language)
        case "past": Bilingual(zh: "已过", en: "past").text(language)
        default: Bilingual(zh: "未知", en: "unknown").text(language)
        }
      },
      .init(zh: "预警核查（天）", en: "checks (days)") { row in
        guard case .array(let checks) = row["checks"] else { return "" }
        return checks.map { check in
          let tier = Tier(rawValue: check["tier"].cell)?.name.text(language) ?? ""
          return "\(tier) \(check["days"].cell)"
        }.joined(separator: ", ")
      },
    ]
  }
}
