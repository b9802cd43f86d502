import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case callback NO`
struct CaseCallbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "callback",
    abstract: "Record what the worker says when asked whether the case is settled.",
    discussion: """
      EXAMPLE: wagewatch case callback 2026-000001 --answer satisfied

      An answer changes no state: `case reopen` takes the case up again, `case close` ends it.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "satisfied, unsatisfied or unreached.", transform: WordArgument.parse)
  var answer: CallbackAnswer
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .calledBack(answer)) }
}
