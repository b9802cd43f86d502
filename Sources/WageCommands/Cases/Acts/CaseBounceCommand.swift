import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case bounce NO`
struct CaseBounceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounce",
    abstract: "Record that the body sent the case back as not its own; no clock stands still.",
    discussion: """
      EXAMPLE: wagewatch case bounce 2026-000001 --reason 'The site lies in the next town.'

      Sent back once, the case waits for a person to name another body (`case dispatch --body`). Sent \
      back twice it goes at once to the body above the last one, by the routing policy. A case that was \
      taken up again counts anew.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    try options.run(number) { transaction, rules, entry in
      try transaction.bounce(number, reason: reason, entry: entry, rules: rules)
    }
  }
}
