import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch case conclude NO`
struct CaseConcludeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conclude",
    abstract: "Record that the authority decided; only money or an agreement resolves the case.",
    discussion: """
      EXAMPLE: wagewatch case conclude 2026-000001 --by conference --present housing --present 公安分局 \
      --decision 'The contractor pays by Friday; else the account advances.'

      What was decided, and of a conference who was there, stands on its record (`case document --kind \
      conference`); both are kept in the protected tables.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "An authority that the case was taken to.", transform: WordArgument.parse)
  var by: Forum
  @Option(help: "What was decided; kept in the protected tables.") var decision: String?
  @Option(
    help: ArgumentHelp(
      "A body that was there: its id of the routing policy, or a name; only --by conference.",
      valueName: "body"))
  var present: [String] = []
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard present.isEmpty || by == .conference && decision != nil else {
      throw ValidationError(
        zh: "--present 与 --by conference、--decision 一起使用。",
        en: "--present goes with --by conference and --decision.")
    }
  }

  func run() throws {
    try WrittenText.check(decision, "--decision")
    for body in present { try WrittenText.check(body, "--present") }
    let text = decision.map { decision in
      by == .conference ? ConferenceRecord(present: present, decision: decision).text : decision
    }
    try options.run(
      number, act: .concluded(by, textHash: text.map(TextHash.sha256)), text: text)
  }
}
