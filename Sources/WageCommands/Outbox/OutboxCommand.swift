import ArgumentParser
import NightlyRun
import PolicyFiles
import WageDomain
import WageStore

/// `wagewatch outbox`
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "Follow-ups of clocks: what waits, what was sent, and sending it.",
    discussion: "EXAMPLE: wagewatch outbox list --status pending",
    subcommands: [OutboxListCommand.self, OutboxSendCommand.self])
}

/// `wagewatch outbox list`
struct OutboxListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the follow-ups and where each stands.",
    discussion: """
      EXAMPLE: wagewatch outbox list --status failed --json

      A message is sent once every target in wagewatch.yaml has it. One is withdrawn, and not sent, when \
      its clock has ended, the case has left that body, is settled or is about another firm, or its day has \
      passed; one that was sent and was never due, as was recorded since, or went to another firm, is \
      sent-in-error: somebody has to call.
      """)

  @Option(
    help: "Only these: pending, sent, failed, withdrawn or sent-in-error.",
    transform: WordArgument.parse)
  var status: OutboxStatus?
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspaceOption.open()
    let targets = workspace.outboxTargets.map(\.name)
    let messages = try workspace.openDatabase().read { try $0.outbox(asOf: day) }
      .filter { status == nil || $0.status(at: targets) == status }
    var listing = Listing(
      noun: "messages", columns: OutboxRows.columns(output.language, CaseNames(workspace)),
      rows: messages.map { OutboxRows.row($0, targets, output.language) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: OutboxRows.keys)
  }
}

/// `wagewatch outbox send`
struct OutboxSendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send the follow-ups to the targets that wagewatch.yaml names.",
    discussion: """
      EXAMPLE: wagewatch outbox send --dry-run

      No message goes to a target before a dry run has shown it, with --limit and --offset only the rows \
      that they leave; the others stay and are told as not shown. What was promised by a day that has passed, \
      or is for a firm that the case is not about any more, is not sent, and withdrawn. A message is tried \
      again, ever later, until its receiver has it; a receiver drops repeats by message_id. Exit code 2 when \
      one could not be delivered.
      """)

  @Flag(help: "Show what would go where, and send nothing.") var dryRun = false
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.pastDay(isDryRun: dryRun)
    let workspace = try workspaceOption.open()
    let lock = try workspace.lock()
    defer { withExtendedLifetime(lock) {} }
    let workflow = try workspace.workflow()
    let sender = OutboxSender(
      database: try workspace.openDatabase(), targets: workspace.outboxTargets,
      starts: workflow.startReminders, retryMinutes: workflow.retryMinutes,
      now: CommandContext.current.now)
    let deliveries = try dryRun ? sender.rehearse(asOf: day) : sender.send(asOf: day)
    var listing = Listing(
      noun: "deliveries",
      columns: OutboxRows.deliveryColumns(output.language, CaseNames(workspace)),
      rows: deliveries.map { OutboxRows.row($0, output.language) })
    listing.header = ["as_of": .string(day.description), "dry_run": .bool(dryRun)]
    listing.write(output, keys: OutboxRows.deliveryKeys)
    guard !dryRun else { return try sender.noteShown(output.page(deliveries)) }
    try failOn.judge(warnings: 0, errors: deliveries.count(where: \.isUndelivered))
  }
}

extension Workspace {
  var outboxTargets: [OutboxTarget] {
    OutboxTarget.targets(configuration.outbox, folder: folder)
  }
}
