import ArgumentParser
import CaseHandling
import NightlyRun
import WageDomain
import WageStore

/// What every verb that changes a case takes.
struct CaseActOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day it counts from (default: now).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?

  @OptionGroup var actor: ActorOption

  @Option(
    help: ArgumentHelp(
      "The last event of the case that you saw; refused when another came since.",
      valueName: "seq"))
  var seen: Int64?

  @Flag(help: "Check and print, but change nothing.")
  var dryRun = false

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  var entry: CaseEntry {
    let context = CommandContext.current
    return CaseEntry(actor: actor.name, on: on, now: context.now())
  }

  /// Opens the workspace, runs the work in one transaction, and tells where the case stands.
  func run(
    _ caseNo: String,
    _ work: (StoreTransaction, WorkflowRules, CaseEntry) throws -> CaseStatus
  ) throws {
    try WrittenText.check(actor.actor, "--actor")
    let entry = entry
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: entry.now.day)
    let database = try workspace.openDatabase()
    let names = CaseNames(rules)
    do {
      let status = try (dryRun ? database.rehearse : database.write) {
        if let seen { try $0.snapshot.expectNothing(after: seen, inCase: caseNo) }
        return try work($0, rules, entry)
      }
      tell(caseNo, status, names)
    } catch let fault as CaseStoreError {
      throw CommandFailure(fault.text(names))
    }
  }

  /// For verbs whose act needs no look at the case first.
  func run(_ caseNo: String, act: CaseAct, text: String? = nil) throws {
    try run(caseNo) { transaction, rules, entry in
      try transaction.act(act, onCase: caseNo, text: text, entry: entry, rules: rules)
    }
  }

  private func tell(_ caseNo: String, _ status: CaseStatus, _ names: CaseNames) {
    let language = languageOption.language
    let next = status.nextDue.flatMap { clock in
      clock.dueOn.map { day in
        Bilingual(zh: "，\(names.clock(clock.id)) \(day) 到期", en: ", \(clock.id) due on \(day)")
      }
    }
    let tail = dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : nil
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(caseNo)：\(status.state.title.zh)，\(status.level.title.zh)",
        en: "\(caseNo): \(status.state.title.en), \(status.level.title.en)"
      ).text(language)
        + (next?.text(language) ?? "") + (tail?.text(language) ?? ""))
    for clock in status.notCountable {
      let missing = MissingNotice.text(clock.missingYear ?? 0)
      CommandContext.current.console.error(
        Bilingual(
          zh: "  \(names.clock(clock.id))：\(missing.zh)", en: "  \(clock.id): \(missing.en)"
        ).text(language))
    }
    if status.lateReplyNeedsSignature {
      CommandContext.current.console.error(
        Bilingual(
          zh: "  逾期回复：转办单上须有领导签字。",
          en: "  A reply came late: a leader's signature belongs on the order."
        ).text(language))
    }
  }
}

extension Workspace {
  /// Workflow, routing and the calendar as published by a day.
  func caseRules(asOf day: Day) throws -> WorkflowRules {
    WorkflowRules(
      policy: try workflow(), routing: try routing(),
      calendar: WorkCalendar(entries: try calendarEntries(), asOf: day))
  }
}
