import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case extend NO`
struct CaseExtendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Give a running clock more days, as its policy allows, by its due day.",
    discussion: """
      EXAMPLE: wagewatch case extend 2026-000001 --days 30 --approver 'Brigade head' --reason 'Two sites'
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "How many more, counted as the clock counts.") var days: Int
  @Option(help: "Who approved.") var approver: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @Option(help: "The clock's id (default: the one that runs and may be extended).")
  var clock: String?
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(approver, "--approver")
    try WrittenText.check(reason, "--reason")
    try options.run(number) { transaction, rules, entry in
      let status = try rules.status(of: transaction.snapshot.events(ofCase: number).map(\.event))
      let running = status.clocks.filter { $0.ending == nil }
      let extendable = running.filter { rules.history.policy.clock($0.id)?.extensions != nil }
      // With none or several of them the policy's answer names those that there are.
      let chosen = clock ?? (extendable.first ?? running.first)?.id ?? ""
      if clock == nil, Set(extendable.map(\.id)).count > 1 {
        throw Self.several(number, extendable)
      }
      let more = ClockExtension(
        clock: chosen, days: days, approver: approver, reasonHash: TextHash.sha256(reason))
      return try transaction.act(
        .extended(more), onCase: number, text: reason, entry: entry, rules: rules)
    }
  }

  private static func several(_ number: String, _ clocks: [CaseClock]) -> CommandFailure {
    let ids = clocks.map(\.id).joined(separator: ", ")
    return CommandFailure(
      zh: "案件 \(number)：可延期的时限有几个：\(ids)。未作改动。\n  请用 --clock 指明。",
      en: """
        case \(number): several clocks may be extended: \(ids). Nothing was changed.
          Name one with --clock.
        """)
  }
}
