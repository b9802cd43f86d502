import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case pause NO`
struct CasePauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Let the clocks stand still that the policy lets pause, from this day on.",
    discussion: """
      EXAMPLE: wagewatch case pause 2026-000001 --reason 'The expert opinion is awaited.'

      The day of the pause is not counted; the day of `case resume` is. A pause that nobody ends is \
      over after the days that the policy allows.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    try options.run(
      number, act: .paused(Pause(reasonHash: TextHash.sha256(reason))), text: reason)
  }
}
