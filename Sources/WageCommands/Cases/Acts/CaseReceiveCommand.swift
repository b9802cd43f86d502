import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case receive NO`
struct CaseReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract: "Record that the visitors were received, at the level their number demands.",
    discussion: "EXAMPLE: wagewatch case receive 2026-000001 --level leader")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(
    help: "Who received them: officer, leader or principal (default: as demanded).",
    transform: WordArgument.parse)
  var level: CaseLevel?
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(number) { transaction, rules, entry in
      let events = try transaction.snapshot.events(ofCase: number).map(\.event)
      let demanded = try rules.status(of: events).receptionLevel
      return try transaction.act(
        .received(level ?? demanded), onCase: number, entry: entry, rules: rules)
    }
  }
}
