import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case pay NO`
struct CasePayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pay",
    abstract: "Record that wages were paid: an instalment of the agreement, or any other sum.",
    discussion: """
      EXAMPLE: wagewatch case pay 2026-000001 --instalment 1 --on 2026-12-15

      --amount records what came outside of the agreement in force: with no agreement, or for one that \
      was broken, given up or replaced. It counts as paid, so that less may be advanced; it resolves nothing.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Which instalment, from 1, as `case show` numbers them.") var instalment: Int?
  @Option(
    help: ArgumentHelp("How much, in yuan with at most two decimals.", valueName: "yuan"),
    transform: AmountArgument.parse)
  var amount: Money?
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard (instalment == nil) != (amount == nil) else {
      throw ValidationError(
        zh: "请写明付了什么：--instalment N 或 --amount 元，二者取一。",
        en: "Say what was paid: --instalment N, or --amount YUAN, one of them.")
    }
  }

  func run() throws {
    if let amount {
      try options.run(number, act: .paid(amount))
    } else if let instalment {
      try options.run(number, act: .instalmentPaid(instalment))
    }
  }
}
