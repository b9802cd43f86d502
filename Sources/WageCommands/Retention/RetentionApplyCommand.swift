import ArgumentParser
import CaseHandling
import SignalIngest
import WageDomain
import WageStore

/// `wagewatch retention apply`
struct RetentionApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Erase personal data that is kept no longer; it cannot be undone.",
    discussion: """
      EXAMPLE: wagewatch retention apply --dry-run

      --confirm erases what a dry run as of that day or a later one has shown: of cases and complaints names, identity numbers, \
      phones, places, what complainants wrote, replies and reasons; of the punishment list persons, \
      promises and reasons; of incidents place, result and reasons; phones of past duty; reasons of looks. In the \
      database and its log. Numbers, amounts and events stay, so that reports and `verify` come out as \
      before. Backups, the agencies' files, pages that `case document` wrote (named where they are in \
      reports/), the outbox file and exports are yours to erase.
      """)

  @Flag(help: "Say what would be erased, and erase nothing.") var dryRun = false
  @Flag(help: "Erase.") var confirm = false
  @OptionGroup var actor: ActorOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard dryRun != confirm else {
      throw ValidationError(
        zh: "请写 --dry-run 查看将删除什么，或 --confirm 删除。",
        en: "Say --dry-run to see what would be erased, or --confirm to erase it.")
    }
  }

  func run() throws {
    let now = CommandContext.current.now()
    let day = try asOf.day()
    guard day <= now.day else {
      throw CommandFailure(
        zh: "--as-of \(day) 晚于今天 \(now.day)：保存期限未到的不能删除。未作改动。",
        en: "--as-of \(day) is later than today, \(now.day): what is still kept is not erased. "
          + "Nothing was changed.")
    }
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: now.day)
    let rule = try RetentionCommand.rule(rules)
    let database = try workspace.openDatabase()
    let policy = rules.history.policy.version
    let entry = CaseEntry(actor: actor.name, on: nil, now: now)
    let feeds = try Workspace.feeds()
    let protected = Feed.allCases.filter { feeds[$0]?.hasPersonalData ?? false }
    var isLogEmpty = true
    func apply(_ transaction: StoreTransaction) throws -> Erased {
      let cases = try transaction.eraseParties(
        asOf: day, rule: rule, policy: policy, entry: entry, rules: rules)
      let held = try transaction.eraseHeld(
        asOf: day, rules: rules.history.policy.otherRetentions, policy: policy, entry: entry)
      let rejects = try transaction.snapshot.rejectRetention(
        asOf: day, rule: rule, feeds: protected)
      try transaction.erase(rejects, policy: policy, actor: actor.name, at: now)
      return Erased(cases: cases, held: held, rejects: rejects.rejects.count)
    }
    let erased: Erased
    if dryRun {
      erased = try database.rehearse(apply)
      try database.write { try $0.noteRetentionShown(asOf: day, policy: policy, at: now) }
    } else {
      guard try database.read({ try $0.isRetentionShown(asOf: day, policy: policy) }) else {
        throw Self.unseen(day, policy)
      }
      (erased, isLogEmpty) = try database.erase(apply)
    }
    var listing = Listing(
      noun: "retentions", columns: RetentionRows.columns(output.language),
      rows: erased.cases.map { RetentionRows.row($0, asOf: day) }
        + erased.held.map { RetentionRows.row($0, asOf: day) })
    listing.header = [
      "as_of": .string(day.description), "policy": .string(policy),
      "years": .integer(Int64(rule.years)), "erased": .bool(!dryRun),
      "rejects": .integer(Int64(erased.rejects)),
    ]
    listing.write(output, keys: RetentionRows.keys)
    tell(erased, isLogEmpty)
    let numbers = try database.read { snapshot in
      try erased.cases.flatMap { try snapshot.documentNumbers(ofCase: $0.caseNo) }
    }
    tell(WrittenDocuments(folder: workspace.folder + "/reports").files(of: numbers))
    RetentionCommand.tellUnnamed(rules.history.policy, output.language)
  }

  private static func unseen(_ day: Day, _ policy: String) -> CommandFailure {
    CommandFailure(
      zh: """
        尚无试运行显示 \(day) 按 \(policy) 将删除什么。未删除任何数据。
          请先查看：`wagewatch retention apply --dry-run --as-of \(day)`，再用 --confirm 删除。
        """,
      en: """
        no dry run has shown yet what \(policy) would erase as of \(day). Nothing was erased.
          See it with `wagewatch retention apply --dry-run --as-of \(day)`, then say --confirm.
        """)
  }

  /// What was erased, as it stood before.
  private struct Erased {
    let cases: [CaseRetention]
    let held: [HeldRecord]
    /// Rejected rows.
    let rejects: Int
  }

  private func tell(_ documents: [String]) {
    guard !documents.isEmpty else { return }
    let list = documents.map { "  \($0)" }.joined(separator: "\n")
    CommandContext.current.console.error(
      Bilingual(
        zh: "已写出的案件文书不由本命令删除，请自行销毁（连同打印件和写到别处的）：\n\(list)",
        en:
          "Pages of these cases were written and are not erased: destroy them, with prints and copies:"
          + "\n\(list)"
      ).text(output.language))
  }

  private func tell(_ erased: Erased, _ isLogEmpty: Bool) {
    let (cases, rejects) = (erased.cases.count, erased.rejects)
    let parties = erased.cases.reduce(0) { $0 + $1.parties }
    let others = RetentionRows.counts(erased.held)
    let (zh, en) = (others.map { "；\($0.zh)" } ?? "", others.map { "; \($0.en)" } ?? "")
    let console = CommandContext.current.console
    let whose = "\(parties.counted("complainant")) of \(cases.counted("case"))"
    let text =
      dryRun
      ? Bilingual(
        zh: "（演练，未改动）将删除 \(cases) 个案件的 \(parties) 名反映人、\(rejects) 条退回行的原文\(zh)",
        en: "(dry run, nothing changed) \(whose) and the "
          + "text of \(rejects.counted("rejected row")) would be erased\(en)"
      )
      : Bilingual(
        zh: "已删除 \(cases) 个案件的 \(parties) 名反映人、\(rejects) 条退回行的原文\(zh)",
        en: "\(whose) and the text of \(rejects.counted("rejected row")) erased\(en)")
    console.error(text.text(output.language))
    guard !isLogEmpty else { return }
    console.error(
      Bilingual(
        zh: "另有程序在读数据库，-wal 文件中还有旧页；请等它结束后再运行任一写入命令。",
        en: "Another program is reading the database: old pages are left in the -wal file. "
          + "Run this again once it is done."
      ).text(output.language))
  }
}
