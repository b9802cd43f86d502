import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case recover NO`
struct CaseRecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Book what the responsible body paid back of wages that the account had advanced.",
    discussion: "EXAMPLE: wagewatch case recover 2026-000001 --amount 20000")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(
    help: ArgumentHelp("How much, in yuan with at most two decimals.", valueName: "yuan"),
    transform: AmountArgument.parse)
  var amount: Money
  @Option(
    help: ArgumentHelp(
      "The body that paid (default: that of the last transfer order).", valueName: "body"))
  var from: String?
  @OptionGroup var options: CaseActOptions

  func run() throws {
    var account: FundAccount?
    try options.run(number) { transaction, rules, entry in
      if let from, rules.routing.body(from) == nil {
        throw Self.unknownBody(from, rules.routing.bodies.map(\.id))
      }
      let status = try transaction.recover(
        amount, forCase: number, from: from, entry: entry, rules: rules)
      account = try transaction.snapshot.fundAccount(asOf: entry.now.day)
      return status
    }
    if let account { FundText.tell(account, ofCase: number, options.languageOption.language) }
  }

  private static func unknownBody(_ body: String, _ bodies: [String]) -> CommandFailure {
    let list = bodies.joined(separator: ", ")
    return CommandFailure(
      zh: "没有责任主体 \(body)，应为其中之一：\(list)。未作改动。\n  请写其中之一，或不写 --from。",
      en: """
        there is no body \(body); expected one of \(list). Nothing was changed.
          Name one of them, or leave --from out.
        """)
  }
}
