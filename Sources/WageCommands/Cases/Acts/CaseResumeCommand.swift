import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case resume NO`
struct CaseResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Let the clocks run again; this day is counted.",
    discussion: "EXAMPLE: wagewatch case resume 2026-000001")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .resumed) }
}
