import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch retention apply`
struct RetentionApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Erase the complainants that are kept no longer; it cannot be undone.",
    discussion: """
      EXAMPLE: wagewatch retention apply --dry-run

      --confirm erases names, identity numbers, phones, places, what complainants wrote, and the replies \
      and reasons of the case, in the database and its log. Numbers, amounts and events stay, so that \
      reports and `verify` come out as before. Backups and the agencies' files are yours to erase.
      """)

  @Flag(help: "Say what would be erased, and erase nothing.") var dryRun = false
  @Flag(help: "Erase.") var confirm = false
  @OptionGroup var actor: ActorOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard dryRun != confirm else {
      throw ValidationError("Say --dry-run to see what would be erased, or --confirm to erase it.")
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
    var isLogEmpty = true
    func apply(_ transaction: StoreTransaction) throws -> ([CaseRetention], RejectRetention) {
      let erased = try transaction.eraseParties(
        asOf: day, rule: rule, policy: policy, entry: entry, rules: rules)
      let rejects = try transaction.snapshot.rejectRetention(asOf: day, rule: rule)
      try transaction.erase(rejects, policy: policy, actor: actor.name, at: now)
      return (erased, rejects)
    }
    let erased: [CaseRetention]
    let rejects: RejectRetention
    if dryRun {
      (erased, rejects) = try database.rehearse(apply)
    } else {
      ((erased, rejects), isLogEmpty) = try database.erase(apply)
    }
    var listing = Listing(
      noun: "retentions", columns: RetentionRows.columns(output.language),
      rows: erased.map { RetentionRows.row($0, asOf: day) })
    listing.header = [
      "as_of": .string(day.description), "policy": .string(policy),
      "years": .integer(Int64(rule.years)), "erased": .bool(!dryRun),
      "rejects": .integer(Int64(rejects.rejects.count)),
    ]
    listing.write(output, keys: RetentionRows.keys)
    tell(erased, rejects.rejects.count, isLogEmpty)
  }

  private func tell(_ erased: [CaseRetention], _ rejects: Int, _ isLogEmpty: Bool) {
    let parties = erased.reduce(0) { $0 + $1.parties }
    let console = CommandContext.current.console
    let text =
      dryRun
      ? Bilingual(
        zh: "（演练，未改动）将删除 \(erased.count) 个案件的 \(parties) 名反映人、\(rejects) 条退回行的原文",
        en: "(dry run, nothing changed) \(parties) complainants of \(erased.count) cases and the "
          + "text of \(rejects) rejected rows would be erased"
      )
      : Bilingual(
        zh: "已删除 \(erased.count) 个案件的 \(parties) 名反映人、\(rejects) 条退回行的原文",
        en: "\(parties) complainants of \(erased.count) cases and the text of \(rejects) rejected "
          + "rows erased")
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
