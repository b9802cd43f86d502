import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case close NO`
struct CaseCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a case that is resolved.",
    discussion: "EXAMPLE: wagewatch case close 2026-000001")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .closed) }
}
