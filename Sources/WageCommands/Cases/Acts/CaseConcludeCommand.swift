import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case conclude NO`
struct CaseConcludeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conclude",
    abstract: "Record that the authority decided; only money or an agreement resolves the case.",
    discussion: "EXAMPLE: wagewatch case conclude 2026-000001 --by arbitration")

  @Argument(help: "The case number.") var number: String
  @Option(help: "An authority that the case was taken to.", transform: WordArgument.parse)
  var by: Forum
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .concluded(by)) }
}
