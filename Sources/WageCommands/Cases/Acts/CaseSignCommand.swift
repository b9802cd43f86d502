import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case sign NO`
struct CaseSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Record a leader's signature on the transfer order; a late reply needs one.",
    discussion: "EXAMPLE: wagewatch case sign 2026-000001 --by 'Deputy head' --level leader")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Who signed.") var by: String
  @Option(help: "leader or principal.", transform: WordArgument.parse) var level: CaseLevel
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard level != .officer else {
      throw ValidationError(
        zh: "经办人不签转办单；应为 leader 或 principal。",
        en: "An officer signs no order; expected leader or principal.")
    }
  }

  func run() throws {
    try WrittenText.check(by, "--by")
    try options.run(number, act: .signed(Signature(level: level, by: by)))
  }
}
