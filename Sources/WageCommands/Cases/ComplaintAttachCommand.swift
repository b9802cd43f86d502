import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch complaint attach NO`
struct ComplaintAttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Put a complaint into an existing case: the same grievance by another channel.",
    discussion: """
      EXAMPLE: wagewatch complaint attach 110-88 --case 2026-000003

      Its own case, when it has one, is merged into the other; all numbers stay with the case that \
      carries on, the one registered first.
      """)

  @Argument(help: "The complaint's number.") var number: String
  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The case that it belongs to.", valueName: "number"),
    transform: CaseNumberArgument.parse)
  var caseNo: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(caseNo, withCaseOf: number) { transaction, rules, entry in
      try transaction.attach(number, to: caseNo, entry: entry, rules: rules)
    }
  }
}
