import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case merge NO --into NO`
struct CaseMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge a case into the one registered first about the same grievance.",
    discussion: "EXAMPLE: wagewatch case merge 2026-000007 --into 2026-000003")

  @Argument(help: "The case that ends here.", transform: CaseNumberArgument.parse)
  var number: String
  @Option(
    help: ArgumentHelp("The case that carries on.", valueName: "number"),
    transform: CaseNumberArgument.parse)
  var into: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(into, with: number) { transaction, rules, entry in
      try transaction.merge(number, into: into, entry: entry, rules: rules)
    }
  }
}
