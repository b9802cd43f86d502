import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case pay NO`
struct CasePayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pay",
    abstract: "Record that an instalment of the repayment agreement was paid.",
    discussion: "EXAMPLE: wagewatch case pay 2026-000001 --instalment 1 --on 2026-12-15")

  @Argument(help: "The case number.") var number: String
  @Option(help: "Which instalment, from 1, as `case show` numbers them.") var instalment: Int
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .instalmentPaid(instalment)) }
}
