import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch match`
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract:
      "Whose rows without a credit code are, and which firms are one: look, decide, take back.",
    subcommands: [
      MatchListCommand.self, MatchAcceptCommand.self, MatchRefuseCommand.self,
      MatchSplitCommand.self, MatchMergeCommand.self, MatchUndoCommand.self, MatchLogCommand.self,
    ],
    defaultSubcommand: MatchListCommand.self)
}

/// What every verb that decides takes.
struct MatchOptions: ParsableArguments {
  @OptionGroup var actor: ActorOption

  @Flag(help: "Do everything, print what would happen, and undo it.")
  var dryRun = false

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func entry(reason: String) -> MatchEntry {
    let context = CommandContext.current
    return MatchEntry(actor: actor.name, reason: reason, now: context.now())
  }

  /// Runs a decision while nothing else runs in the workspace, and tells it, the follow-ups to firms that it
  /// withdraws, and what it puts out of place in the punishment list.
  func run<Value>(
    _ work: (StoreTransaction, MatchDesk, PlaceNames) throws -> Value,
    telling text: (Value) -> Bilingual
  ) throws {
    let workspace = try workspace.open()
    let context = CommandContext.current
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let places = PlaceNames(try workspace.regions())
    let stage = MatchStage(
      database: try workspace.openDatabase(), feeds: try Workspace.feeds(), places: places,
      now: context.now)
    let (value, messages, misplaced) = try stage.decide(dryRun: dryRun) { transaction, desk in
      let before = try transaction.snapshot.misplacedPunishments()
      let value = try work(transaction, desk, places)
      try transaction.withdrawFromOtherFirms(now: context.now())
      return (
        value, try transaction.withdrawnMessages(),
        try transaction.snapshot.misplacedPunishments().filter { !before.contains($0) }
      )
    }
    tell(text(value))
    let names = CaseNames(workspace)
    for message in messages {
      context.console.error(message.withdrawnText(names).text(languageOption.language))
    }
    for entry in misplaced { entry.tell(languageOption.language) }
  }

  private func tell(_ text: Bilingual) {
    let tail = dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : nil
    let language = languageOption.language
    CommandContext.current.console.error(text.text(language) + (tail?.text(language) ?? ""))
  }
}

/// `wagewatch match accept ID`
struct MatchAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Say whose the rows are; they enter the store, later ones follow by themselves.",
    discussion: """
      EXAMPLE: wagewatch match accept 12 --first

      The rows count from the day they were known, with their own file and line. Later rows of the \
      account that another firm got because it had the account follow, and are named. `match undo` \
      takes it back. --first takes the first suggestion only where it is clear: no second one for the same \
      reason, no other place than the row's, no other number, nothing in brackets or behind 公司 that \
      the other name lacks, and a name that only looks alike by 60 % or more; else name the firm with \
      --firm.
      """)

  @Argument(help: "The entry's id in `match list`.") var id: Int64
  @Option(help: ArgumentHelp("The firm's credit code.", valueName: "code")) var firm: String?
  @Flag(help: "The first firm that is suggested, where it is clear.") var first = false
  @Option(help: "Why; kept with the decision.") var reason: String?
  @OptionGroup var options: MatchOptions

  func validate() throws {
    guard first != (firm != nil) else {
      throw ValidationError(
        zh: "请写明这些行属于谁：--firm 代码，或 --first。",
        en: "Say whose the rows are: --firm CODE, or --first.")
    }
  }

  func run() throws {
    try options.run { transaction, desk, places in
      let (firm, why) = try chosen(transaction.snapshot, places)
      let entry = options.entry(reason: reason ?? why)
      let outcome = try desk.accept(id, firm: firm.id, entry: entry)
      return (firm, outcome, try Self.followers(try transaction.snapshot.matchGroup(id), desk))
    } telling: { firm, outcome, followers in
      Bilingual(
        zh: """
          match \(id)：归入 \(firm.code)，\(MatchText.entered(outcome).zh)\
          \(MatchText.also(outcome).zh)；\
          \(followers.zh)
          """,
        en: """
          match \(id): \(firm.code), \(MatchText.entered(outcome).en)\
          \(MatchText.also(outcome).en); \(followers.en)
          """)
    }
  }

  private static func followers(
    _ group: MatchGroup?, _ desk: MatchDesk
  ) throws -> Bilingual {
    guard let group, group.name != nil else {
      return Bilingual(zh: "以后同户号的行自动归入", en: "later rows of the account follow")
    }
    let follows = try desk.followsName(of: group)
    switch (group.accountNo != nil, follows) {
    case (true, true):
      return Bilingual(zh: "以后同户号、同名称的行自动归入", en: "later rows of the account or name follow")
    case (false, true):
      return Bilingual(zh: "以后同名称的行自动归入", en: "later rows of the name follow")
    case (true, false):
      return Bilingual(
        zh: "以后同户号的行自动归入；名称不足以认定一家企业，同名的行仍待匹配",
        en: "later rows of the account follow; the name tells no one firm, other rows of it wait")
    case (false, false):
      return Bilingual(
        zh: "名称不足以认定一家企业，以后同名的行仍待匹配",
        en: "the name tells no one firm, other rows of it wait")
    }
  }

  private func chosen(
    _ snapshot: StoreSnapshot, _ places: PlaceNames
  ) throws -> (firm: (id: Int64, code: String), reason: String) {
    if let text = firm {
      guard let code = try? CreditCode(text) else {
        throw ValidationError(
          zh: "“\(text)”不是统一社会信用代码；应为 18 位并通过校验。",
          en: "'\(text)' is not a credit code; expected 18 characters that check.")
      }
      guard let id = try snapshot.firmId(code) else {
        throw CommandFailure(
          zh: """
            match \(id)：没有代码为 \(code.text) 的企业。未作改动。
              请先读入含该企业的登记文件或带其代码的行，然后再运行。
            """,
          en: """
            match \(id): no firm of the code \(code.text) is known. Nothing was changed.
              Load the register file that names it, or a row with its code, then run again.
            """)
      }
      return ((id, code.text), "by code")
    }
    guard let group = try snapshot.matchGroup(id) else { throw MatchError.unknownGroup(id) }
    if group.status == .matched { throw MatchError.alreadyMatched(id) }
    if group.status == .refused { throw MatchError.alreadyRefused(id) }
    let queued = try snapshot.queue([group], places: places).first
    guard let best = queued?.clearFirst else {
      throw CommandFailure(unclear(queued?.suggestions ?? []))
    }
    return ((best.firmId, best.creditCode), best.reason.code)
  }

  private func unclear(_ suggestions: [SuggestedFirm]) -> Bilingual {
    func list(_ reason: (MatchReason) -> String, _ separator: String) -> String {
      suggestions.prefix(2).map { "\($0.creditCode) \(reason($0.reason))" }
        .joined(separator: separator)
    }
    let (zh, en) =
      suggestions.isEmpty
      ? ("没有足够相近的企业可建议", "no firm is near enough to be suggested")
      : (
        "首个建议不够明确：" + list({ $0.text.zh }, "；"),
        "the first suggestion is not clear: " + list({ $0.text.en }, "; ")
      )
    let place =
      suggestions.first?.isPlaceInDoubt == true
      ? Bilingual(
        zh: "；首个建议的所在地与该行所写不同，可能是另一家企业",
        en: "; the first stands in another place than the row says and may be another firm")
      : suggestions.first?.doubt.map {
        Bilingual(zh: "；" + $0.text.zh, en: "; " + $0.text.en)
      } ?? .same("")
    return Bilingual(
      zh: """
        match \(id)：\(zh)\(place.zh)。未作改动。
          请指明企业：`wagewatch match accept \(id) --firm CODE`。
        """,
      en: """
        match \(id): \(en)\(place.en). Nothing was changed.
          Name the firm: `wagewatch match accept \(id) --firm CODE`.
        """)
  }
}

/// `wagewatch match refuse ID`
struct MatchRefuseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse",
    abstract: "Take an entry out of the queue: its rows belong to no firm of ours.",
    discussion: """
      EXAMPLE: wagewatch match refuse 12 --reason 'A private household'

      The rows stay on record, later ones join them. `match split` puts the entry back.
      """)

  @Argument(help: "The entry's id in `match list`.") var id: Int64
  @Option(help: "Why; kept with the decision.") var reason: String
  @OptionGroup var options: MatchOptions

  func run() throws {
    try options.run { _, desk, _ in
      try desk.refuse(id, entry: options.entry(reason: reason))
    } telling: { outcome in
      Bilingual(
        zh: "match \(id)：不予匹配，\(outcome.refused) 行移出队列，仍留存备查",
        en: """
          match \(id): refused; \(outcome.refused.counted("row")) left the queue, still on record
          """)
    }
  }
}

/// `wagewatch match split ID`
struct MatchSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Take an entry's rows away from their firm.",
    discussion: """
      EXAMPLE: wagewatch match split 12 --reason 'The meter is the neighbour'\\''s'

      Whoever gave them to it, a person or a rule: what the rows said is withdrawn as if it had never \
      been there, and they wait again. No rule matches them to that firm by itself any more. A refused \
      entry goes back into the queue. `match undo` takes the split itself back.
      """)

  @Argument(help: "The entry's id in `match list --all`.") var id: Int64
  @Option(help: "Why; kept with the decision.") var reason: String
  @OptionGroup var options: MatchOptions

  func run() throws {
    try options.run { _, desk, _ in
      try desk.split(id, entry: options.entry(reason: reason))
    } telling: { outcome in
      Bilingual(
        zh: "match \(id)：已撤销，\(MatchText.rows(outcome).zh)",
        en: "match \(id): taken back; \(MatchText.rows(outcome).en)")
    }
  }
}
