import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case escalate NO`
struct CaseEscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Take a case to another authority.",
    discussion: "EXAMPLE: wagewatch case escalate 2026-000001 --to inspection --reason 'Refused'")

  @Argument(help: "The case number.") var number: String
  @Option(
    help: "inspection, regulator, conference, police, arbitration, fast-track or county.",
    transform: WordArgument.parse)
  var to: Forum
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @Option(help: ArgumentHelp("The county's six digits; only --to county.", valueName: "code"))
  var county: String?
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard (to == .county) == (county != nil) else {
      throw ValidationError("--county CODE goes with --to county, and --to county with it.")
    }
    let isCode = county.map { $0.utf8.count == 6 && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isCode ?? true else {
      throw ValidationError("'\(county ?? "")' is no county; expected six digits.")
    }
  }

  func run() throws {
    try WrittenText.check(reason, "--reason")
    let escalation = Escalation(
      forum: to, reasonHash: TextHash.sha256(reason), county: county)
    try options.run(number, act: .escalated(escalation), text: reason)
  }
}
