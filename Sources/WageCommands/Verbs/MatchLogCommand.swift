import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch match merge CODE`
struct MatchMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make a firm count as another from a day on.",
    discussion: """
      EXAMPLE: wagewatch match merge 91330503NX882BMR18 --into 91330501NXM1K0NR50 --reason 'New code'

      One firm with two codes, or one taken over. Rows under the old code, also those still to come, \
      count for the firm that goes on as of that day and later; days before stay as they were. Both \
      keep their ids. `match undo` takes it back.
      """)

  @Argument(help: "The code that is no more.", transform: CreditCodeArgument.parse)
  var code: CreditCode
  @Option(
    help: ArgumentHelp("The firm that goes on.", valueName: "code"),
    transform: CreditCodeArgument.parse)
  var into: CreditCode
  @Option(
    help: ArgumentHelp("From when (default: today).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?
  @Option(help: "Why; kept with the decision.") var reason: String
  @OptionGroup var options: MatchOptions

  func run() throws {
    let entry = options.entry(reason: reason)
    let day = on ?? entry.now.day
    guard day <= entry.now.day else {
      throw CommandFailure(
        zh: "--on \(day) 晚于今天 \(entry.now.day)。未作改动。\n  请写今天或以前的日期。",
        en: """
          --on \(day) is later than today, \(entry.now.day). Nothing was changed.
            Name today or a day before.
          """)
    }
    try options.run { transaction, desk, _ in
      let firms = try [code, into].map { try firm($0, transaction.snapshot) }
      return try desk.merge(firms[0], into: firms[1], since: day, entry: entry)
    } telling: { outcome in
      Bilingual(
        zh: """
          \(code)：自 \(day) 起并入 \(into)，\(outcome.entered) 行待匹配的数据随之入库\
          \(MatchText.also(outcome).zh)
          """,
        en: """
          \(code): counts as \(into) from \(day); \
          \(outcome.entered.counted("waiting row")) found their firm\(MatchText.also(outcome).en)
          """)
    }
  }

  private func firm(_ code: CreditCode, _ snapshot: StoreSnapshot) throws -> Int64 {
    guard let id = try snapshot.firmId(code) else {
      throw CommandFailure(
        zh: "\(code)：没有此代码的企业。未作改动。\n  请先读入含该企业的登记文件，然后再运行。",
        en: """
          \(code): no firm with this code is known. Nothing was changed.
            Load the register file that names it, then run again.
          """)
    }
    return id
  }
}

/// `wagewatch match undo EVENT`
struct MatchUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take one event of `match log` back, as if it had never been.",
    discussion: """
      EXAMPLE: wagewatch match undo 31 --reason 'Wrong firm'

      An acceptance, a refusal, a split or a merge; of several about one entry or firm the last first. \
      The event stays on record, with who took it back.
      """)

  @Argument(help: "The event's id in `match log`.") var event: Int64
  @Option(help: "Why; kept with the decision.") var reason: String
  @OptionGroup var options: MatchOptions

  func run() throws {
    try options.run { _, desk, _ in
      try desk.undo(event, entry: options.entry(reason: reason))
    } telling: { outcome in
      Bilingual(
        zh: "事件 \(event)：已撤销，\(MatchText.rows(outcome).zh)",
        en: "event \(event): taken back; \(MatchText.rows(outcome).en)")
    }
  }
}

/// `wagewatch match log`
struct MatchLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the decisions about rows and firms, newest first.",
    discussion: "EXAMPLE: wagewatch match log --limit 20")

  @Flag(help: "What rules did by themselves too.")
  var all = false

  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let events = try workspaceOption.open().openDatabase().read {
      try $0.matchEvents(automatic: all)
    }
    Listing(noun: "events", columns: Self.columns(output.language), rows: events.map(Self.row))
      .write(output, keys: Self.keys)
  }

  private static let keys = [
    "id", "kind", "match", "name", "account_no", "credit_code", "into", "since", "undoes",
    "undone_by", "actor", "reason", "recorded_at",
  ]

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("id", zh: "编号", en: "id", isNumber: true),
      .init(zh: "决定", en: "kind") { row in
        let kind = row["kind"].cell
        return MatchEventKind(rawValue: kind).map { MatchText.kind($0).text(language) } ?? kind
      },
      .init("match", zh: "条目", en: "match", isNumber: true),
      .init("name", zh: "名称", en: "name"), .init("account_no", zh: "户号", en: "account"),
      .init("credit_code", zh: "企业", en: "firm"), .init("into", zh: "并入", en: "into"),
      .init("since", zh: "起始日", en: "since"), .init("undoes", zh: "撤销", en: "undoes"),
      .init("undone_by", zh: "被撤销", en: "undone by"),
      .init("actor", zh: "经办人", en: "actor"),
      .init(zh: "理由", en: "why") { row in
        row["actor"].cell == MatchEntry.automaticActor
          ? MatchText.rule(row["reason"].cell).text(language) : row["reason"].cell
      },
    ]
  }

  private static func row(_ event: MatchEvent) -> JSONValue {
    .object([
      "id": .integer(event.id), "kind": .string(event.kind.rawValue),
      "match": .optional(event.groupId), "name": .optional(event.name),
      "account_no": .optional(event.accountNo), "credit_code": .optional(event.creditCode),
      "into": .optional(event.intoCode), "since": .optional(event.sinceOn),
      "undoes": .optional(event.undoes), "undone_by": .optional(event.undoneBy),
      "actor": .string(event.actor), "reason": .string(event.reason),
      "recorded_at": .string(event.recordedAt),
    ])
  }
}
