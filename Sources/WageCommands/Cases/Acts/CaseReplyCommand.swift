import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case reply NO`
struct CaseReplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Record the body's written reply; it stops the reply clock and resolves nothing.",
    discussion: "EXAMPLE: wagewatch case reply 2026-000001 --text 'Verified, paid by Friday.'")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "The reply; kept in the protected tables.") var text: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(text, "--text")
    try options.run(
      number, act: .replied(Reply(textHash: TextHash.sha256(text))), text: text)
  }
}
