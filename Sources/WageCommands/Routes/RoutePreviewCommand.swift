import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch route preview`
struct RoutePreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Tell which body would answer, by which rule; nothing is sent.",
    discussion: """
      EXAMPLE: wagewatch route preview --kind housing --town 330503100

      With a case number: what the rules say of that case today.
      """)

  @Argument(
    help: "A case number, instead of --kind, --funded and --town.",
    transform: CaseNumberArgument.parse)
  var number: String?
  @Option(help: "The project's kind (default: no project).", transform: WordArgument.parse)
  var kind: ProjectKind?
  @Flag(help: "The district invests in the project itself.") var funded = false
  @Option(help: ArgumentHelp("The town of the place of work.", valueName: "code")) var town: String?
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard number == nil || (kind == nil && !funded && town == nil) else {
      throw ValidationError(
        zh: "请写案号，或 --kind、--funded、--town，不能都写。",
        en: "Give a case number, or --kind, --funded and --town, not both.")
    }
    _ = try town.map(TownArgument.parse)
  }

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: day)
    let routing =
      if let number {
        try workspace.openDatabase().read { snapshot in
          _ = try snapshot.events(ofCase: number)
          return try snapshot.route(number, asOf: day, rules: rules)
        }
      } else {
        rules.route(
          RoutingQuestion(
            kind: kind, districtFunded: funded, town: town.flatMap { TownCode($0) }))
      }
    let console = CommandContext.current.console
    let shown = Shown(routing, rules)
    console.out(
      json ? shown.json.pretty + "\n" : shown.text.text(languageOption.language) + "\n")
  }

  private struct Shown {
    let json: JSONValue
    let text: Bilingual

    init(_ routing: Routing, _ rules: WorkflowRules) {
      let decision: RouteDecision?
      switch routing {
      case .to(let found):
        decision = found
        let contact = rules.routing.body(found.body)?.contact ?? ""
        text = Bilingual(
          zh: "\(found.reason.zh)（\(contact)）", en: "\(found.reason.en) (\(found.body), \(contact))"
        )
      case .holdingPen(let why):
        decision = nil
        text = Bilingual(zh: "待人工分派：\(why.zh)", en: "waits for a person: \(why.en)")
      }
      json = .object([
        "schema": .integer(1), "body": .optional(decision?.body),
        "helper": .optional(decision?.helper), "rule": .optional(decision?.rule),
        "contact": .optional(decision.flatMap { rules.routing.body($0.body)?.contact }),
        "why": .string(text.en),
      ])
    }
  }
}
