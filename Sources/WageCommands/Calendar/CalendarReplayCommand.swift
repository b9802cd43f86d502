import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch calendar replay`
struct CalendarReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Which due days a new or changed notice moves; record it with --apply.",
    discussion: """
      EXAMPLE: wagewatch calendar replay --apply

      Compares every stored due day with the one counted by the calendar as published by --as-of. \
      --apply appends one event `rescheduled` for each moved clock and stores the day, all in one \
      transaction; twice changes nothing. Where the next event of a case comes first, the night or the \
      verb that writes it records the move itself.
      """)

  @Flag(help: "Record the moved due days.") var apply = false
  @Flag(help: "With --apply: check and print, but change nothing.") var dryRun = false
  @OptionGroup var actor: ActorOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    // What is recorded stays: a notice that has not come is for looking ahead alone.
    let day = try asOf.pastDay(isDryRun: !apply || dryRun)
    let workspace = try workspaceOption.open()
    let rules = try workspace.caseRules(asOf: day)
    let database = try workspace.openDatabase()
    let (moves, sentInError) =
      try apply
      ? applied(database, rules)
      : (database.read { try $0.movedDueDays(rules: rules) }, 0)
    let isApplied = apply && !dryRun
    var listing = Listing(
      noun: "moves", columns: CalendarRows.moveColumns(output.language, CaseNames(rules)),
      rows: moves.map { CalendarRows.move($0, isApplied: isApplied, output.language) })
    listing.header = [
      "as_of": .string(day.description), "calendar": .string(rules.calendar.version),
    ]
    listing.write(output, keys: CalendarRows.moveKeys)
    tell(moves, isApplied)
    if sentInError > 0 {
      CommandContext.current.console.error(
        OutboxMessage.sentInErrorText(sentInError).text(output.language))
    }
  }

  /// - Returns: what moved, and how many follow-ups had been sent with a day that moved.
  private func applied(
    _ database: WageDatabase, _ rules: WorkflowRules
  ) throws -> (moves: [DueDayMove], sentInError: Int) {
    let now = CommandContext.current.now()
    return try (dryRun ? database.rehearse : database.write) { transaction in
      let moves = try transaction.snapshot.movedDueDays(rules: rules)
      try transaction.reschedule(moves, actor: actor.name, rules: rules, now: now)
      return (moves, transaction.sentInError)
    }
  }

  private func tell(_ moves: [DueDayMove], _ isApplied: Bool) {
    guard !moves.isEmpty else { return }
    let text =
      isApplied
      ? Bilingual(zh: "已记入各案", en: "recorded in their cases")
      : Bilingual(
        zh: "未改动；记入各案：wagewatch calendar replay --apply",
        en: "nothing was changed; record them with `wagewatch calendar replay --apply`")
    CommandContext.current.console.error(text.text(output.language))
  }
}
