import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case accept NO`
struct CaseAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Record that the authority took the case on.",
    discussion: "EXAMPLE: wagewatch case accept 2026-000001 --by inspection")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "An authority that the case was taken to.", transform: WordArgument.parse)
  var by: Forum
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .accepted(by)) }
}
