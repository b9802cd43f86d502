import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case withdraw NO`
struct CaseWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Record that the complainant took the complaint back.",
    discussion: "EXAMPLE: wagewatch case withdraw 2026-000001 --reason 'Filed by mistake.'")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    try options.run(
      number, act: .withdrawn(Withdrawal(reasonHash: TextHash.sha256(reason))), text: reason)
  }
}
