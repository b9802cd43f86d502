import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case fast-track NO`
struct CaseFastTrackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fast-track",
    abstract: "Say which of the three kinds of fast-track claims (速裁) a case is, and why.",
    discussion: """
      EXAMPLE: wagewatch case fast-track 2026-000001

      Nothing is written: `case escalate NO --to fast-track --kind KIND` takes the case there. What is \
      not decided a person chooses with --kind.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    guard let policy = rules.history.policy.fastTrack else { throw Self.noPolicy }
    let answers = try workspace.openDatabase().read { snapshot in
      let all = try snapshot.events(ofCase: number).map(\.event)
      let events = all.inEffect(by: day)
      guard !events.isEmpty else { throw CaseShowCommand.notYet(number, day, all.openedOn) }
      return policy.answers(for: try rules.status(of: events), on: day)
    }
    let language = output.language
    var listing = Listing(
      noun: "kinds",
      columns: [
        .init(zh: "种类", en: "kind") { row in
          FastTrackKind(rawValue: row["kind"].cell)?.title.text(language) ?? ""
        },
        .init(zh: "结论", en: "verdict") { row in
          FastTrackAnswer.Verdict(rawValue: row["verdict"].cell)?.title.text(language) ?? ""
        }, .init("reason", zh: "理由", en: "reason"),
      ],
      rows: answers.map { answer in
        .object([
          "kind": .string(answer.kind.rawValue), "verdict": .string(answer.verdict.rawValue),
          "reason": .string(answer.reason.text(language)),
        ])
      })
    listing.header = ["as_of": .string(day.description), "case_no": .string(number)]
    listing.write(output, keys: ["kind", "verdict", "reason"])
  }

  private static var noPolicy: CommandFailure {
    CommandFailure(
      zh: "流程规则没有 fast_track 一节，无从判断。\n  请从随附的流程规则抄入该节。",
      en: """
        the workflow policy has no section fast_track, so there is nothing to judge by.
          Copy the section from the shipped workflow.
        """)
  }
}
