import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case reopen NO`
struct CaseReopenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Take up a case again that was resolved, closed or withdrawn; its clocks start anew.",
    discussion: "EXAMPLE: wagewatch case reopen 2026-000001 --reason 'Nothing was paid.'")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    try options.run(
      number, act: .reopened(Reopening(reasonHash: TextHash.sha256(reason))), text: reason)
  }
}
