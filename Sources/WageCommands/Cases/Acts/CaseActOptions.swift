import ArgumentParser
import CaseHandling
import NightlyRun
import WageDomain
import WageStore

/// What every verb that changes cases takes.
struct CaseEntryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day it counts from (default: now).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?

  @OptionGroup var actor: ActorOption

  @Flag(help: "Check and print, but change nothing.")
  var dryRun = false

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  var entry: CaseEntry {
    let context = CommandContext.current
    return CaseEntry(actor: actor.name, on: on, now: context.now())
  }
}

/// What every verb that changes one case takes.
struct CaseActOptions: ParsableArguments {
  @OptionGroup var entryOptions: CaseEntryOptions

  @Option(
    help: ArgumentHelp(
      "The last event of the case that you saw; refused when another came since.",
      valueName: "seq"))
  var seen: Int64?

  @Flag(help: "One JSON object: where the case stands, and what others recorded.")
  var json = false

  var workspace: WorkspaceOption { entryOptions.workspace }
  var languageOption: LanguageOption { entryOptions.languageOption }

  /// Opens the workspace, runs the work in one transaction, and tells where the case stands and what
  /// other officers did to it.
  ///
  /// - Parameters:
  ///   - caseNo: the case that it is done to.
  ///   - other: a second case that it is about.
  ///   - work: what is done, in the transaction.
  /// - Throws: `CommandFailure` in both languages.
  func run(
    _ caseNo: String, with other: String? = nil,
    _ work: (StoreTransaction, WorkflowRules, CaseEntry) throws -> CaseStatus
  ) throws {
    try run({ _ in caseNo }, with: { _ in other }, work)
  }

  /// As ``run(_:with:_:)``, where the second case is the one that a complaint is in.
  func run(
    _ caseNo: String, withCaseOf number: String,
    _ work: (StoreTransaction, WorkflowRules, CaseEntry) throws -> CaseStatus
  ) throws {
    try run({ _ in caseNo }, with: { try $0.caseNo(ofComplaint: number) }, work)
  }

  /// As ``run(_:with:_:)``, for the case that a complaint is in when the work begins; of one that is in
  /// none the work alone is done.
  func run(
    ofComplaint number: String,
    _ work: (StoreTransaction, WorkflowRules, CaseEntry) throws -> CaseStatus?
  ) throws {
    try run({ try $0.caseNo(ofComplaint: number) }, with: { _ in nil }, work)
  }

  private func run(
    _ find: (StoreSnapshot) throws -> String?, with other: (StoreSnapshot) throws -> String?,
    _ work: (StoreTransaction, WorkflowRules, CaseEntry) throws -> CaseStatus?
  ) throws {
    try WrittenText.check(entryOptions.actor.actor, "--actor")
    let entry = entryOptions.entry
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: entry.now.day)
    let database = try workspace.openDatabase()
    let names = CaseNames(rules, try? workspace.regions())
    do {
      let done = try (entryOptions.dryRun ? database.rehearse : database.write) {
        try self.done($0, find($0.snapshot), other($0.snapshot), rules, entry, work)
      }
      let console = CommandContext.current.console
      let language = entryOptions.languageOption.language
      if json { console.out((done?.json ?? withoutCase).pretty + "\n") }
      for line in done?.lines(names) ?? [] { console.error(line.text(language)) }
    } catch let fault as RefusedAct {
      throw CommandFailure(fault.text(names))
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

  /// What stands for the case of a complaint that is in none.
  private var withoutCase: JSONValue {
    .object([
      "schema": .integer(1), "case_no": .null, "dry_run": .bool(entryOptions.dryRun),
    ])
  }

  private func done(
    _ transaction: StoreTransaction, _ caseNo: String?, _ other: String?, _ rules: WorkflowRules,
    _ entry: CaseEntry, _ work: (StoreTransaction, WorkflowRules, CaseEntry) throws -> CaseStatus?
  ) throws -> CaseActDone? {
    guard let caseNo else {
      _ = try work(transaction, rules, entry)
      return nil
    }
    let snapshot = transaction.snapshot
    let before = try snapshot.recorded(inCase: caseNo)
    let numbers = [caseNo] + [other].compactMap(\.self).filter { $0 != caseNo }
    let others = try numbers.flatMap {
      try snapshot.eventsOfOthers(inCase: $0, than: entry.actor, now: entry.now)
    }
    if let seen { try snapshot.expectNothing(after: seen, inCase: caseNo) }
    let done: CaseStatus?
    do { done = try work(transaction, rules, entry) } catch let fault as CaseStoreError {
      guard case .illegal(let refused, _) = fault else { throw fault }
      throw RefusedAct(
        fault: fault,
        others: try Set(numbers + [refused]).sorted().flatMap { number in
          let fresh = try snapshot.eventsOfOthers(
            inCase: number, than: entry.actor, now: entry.now)
          let last = try snapshot.lastEventOfOther(inCase: number, than: entry.actor)
          return fresh.isEmpty ? [last].compactMap(\.self) : fresh
        })
    }
    guard let status = done else { return nil }
    if seen == nil { try transaction.expectNoRival(after: before, inCase: caseNo, entry: entry) }
    let mootBefore =
      before.isEmpty ? [] : try rules.status(of: before.map(\.event)).course.moot
    return CaseActDone(
      caseNo: caseNo, status: status, isDryRun: entryOptions.dryRun,
      others: others.filter { $0.caseNo != caseNo || $0.seq > seen ?? 0 },
      own: try snapshot.recorded(inCase: caseNo).filter { $0.seq > before.last?.seq ?? 0 },
      messages: try transaction.withdrawnMessages(),
      moot: status.course.moot.filter { !mootBefore.contains($0) })
  }
}

/// An act that a case cannot take, perhaps for what another officer did to it.
private struct RefusedAct: Error {
  let fault: CaseStoreError
  let others: [RecordedEvent]

  /// The fault, then who did what when.
  func text(_ names: CaseNames) -> Bilingual {
    others.map(\.toldToOthers).reduce(fault.text(names)) {
      Bilingual(zh: "\($0.zh)\n\($1.zh)", en: "\($0.en)\n\($1.en)")
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
