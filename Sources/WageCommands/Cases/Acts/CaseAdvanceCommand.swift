import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case advance NO`
struct CaseAdvanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance",
    abstract: "Pay wages of a case from the district's petition account (信访专户).",
    discussion: """
      EXAMPLE: wagewatch case advance 2026-000001 --amount 36000 --reason 'Wage sheet signed by both'

      Only a case before the joint conference that is unresolved after its five working days, at most \
      what is unpaid, and never more than the account holds. The case's event and the account's \
      movement are written together. `case recover` books what the responsible body pays back.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(
    help: ArgumentHelp("How much, in yuan with at most two decimals.", valueName: "yuan"),
    transform: AmountArgument.parse)
  var amount: Money
  @Option(help: "Why facts and amount are clear; kept in the protected tables.")
  var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    var account: FundAccount?
    try options.run(number) { transaction, rules, entry in
      let resolves = rules.history.policy.fund?.resolvesWhenCovered ?? false
      let status = try transaction.advance(
        amount, inCase: number, reason: reason, resolves: resolves, entry: entry, rules: rules)
      account = try transaction.snapshot.fundAccount(asOf: entry.now.day)
      return status
    }
    if let account { FundText.tell(account, ofCase: number, options.languageOption.language) }
  }
}
