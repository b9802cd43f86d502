import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// What every verb takes that changes the list.
struct PunishActOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day it counts from (default: today).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?

  @OptionGroup var actor: ActorOption

  @Flag(help: "Check and print, but change nothing.")
  var dryRun = false

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  /// Runs the work in one transaction and tells where the entry stands.
  func run(
    _ work: (StoreTransaction, PunishmentPolicy, CaseEntry) throws
      -> (number: String, status: PunishmentStatus)
  ) throws {
    let entry = CaseEntry(actor: actor.name, on: on, now: CommandContext.current.now())
    let workspace = try workspace.open()
    let policy = try workspace.punishmentPolicy()
    let database = try workspace.openDatabase()
    let (number, status) = try (dryRun ? database.rehearse : database.write) {
      try work($0, policy, entry)
    }
    tell(number, status)
  }

  private func tell(_ number: String, _ status: PunishmentStatus) {
    let tail = dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : .same("")
    let state = status.state.title
    let text =
      status.removal.map { ground in
        Bilingual(
          zh: "\(number)：\(state.zh)，\(ground.title.zh)",
          en: "\(number): \(state.en), \(ground.title.en)")
      }
      ?? Bilingual(
        zh: "\(number)：\(state.zh)，期限至 \(status.endsOn)"
          + (status.removableFrom.map { "，\($0) 起可提前移出" } ?? ""),
        en: "\(number): \(state.en), term to \(status.endsOn)"
          + (status.removableFrom.map { ", may be removed early from \($0)" } ?? ""))
    CommandContext.current.console.error(
      Bilingual(zh: text.zh + tail.zh, en: text.en + tail.en).text(languageOption.language))
  }
}

extension Workspace {
  /// - Throws: ``CommandFailure`` under a workflow policy without the section.
  func punishmentPolicy() throws -> PunishmentPolicy {
    guard let policy = try workflow().punishment else {
      throw CommandFailure(
        zh: "流程规则没有 punishment 一节，不保存惩戒名单。未作改动。\n  请从随附的流程规则抄入该节。",
        en: """
          the workflow policy has no section punishment, so no list is kept. Nothing was changed.
            Copy the section from the shipped workflow.
          """)
    }
    return policy
  }
}
