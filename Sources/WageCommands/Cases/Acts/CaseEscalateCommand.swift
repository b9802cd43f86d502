import ArgumentParser
import CaseHandling
import PolicyFiles
import WageDomain
import WageStore

/// `wagewatch case escalate NO`
struct CaseEscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Take a case to another authority.",
    discussion: """
      EXAMPLE: wagewatch case escalate 2026-000001 --to inspection --reason 'Refused'

      To the police, --ground says what for: moved-assets, fled, refused-though-able, or \
      malicious-claim (a wage claim in bad faith). To the fast track, --kind says as which claim; \
      without it the first kind that `case fast-track` finds to apply is taken. To the regulator, \
      --regulator names whom `case document --kind regulator` writes to.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(
    help: "inspection, regulator, conference, police, arbitration, fast-track or county.",
    transform: WordArgument.parse)
  var to: Forum
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @Option(help: ArgumentHelp("The county's six digits; only --to county.", valueName: "code"))
  var county: String?
  @Option(
    help: "What the police are asked to look into; only --to police.",
    transform: WordArgument.parse)
  var ground: PoliceGround?
  @Option(
    help: "small-amount, unperformed-agreement or little-dispute; only --to fast-track.",
    transform: WordArgument.parse)
  var kind: FastTrackKind?
  @Option(
    help: ArgumentHelp(
      "The regulator's id of the routing policy; only --to regulator.", valueName: "body"))
  var regulator: String?
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard (to == .county) == (county != nil) else {
      throw ValidationError(
        zh: "--county CODE 与 --to county 必须同时使用。",
        en: "--county CODE goes with --to county, and --to county with it.")
    }
    let isCode = county.map { $0.utf8.count == 6 && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isCode ?? true else {
      throw ValidationError(
        zh: "“\(county ?? "")”不是县区代码，应为六位数字。",
        en: "'\(county ?? "")' is no county; expected six digits.")
    }
    guard to == .police || ground == nil else {
      throw ValidationError(
        zh: "--ground 与 --to police 一起使用。", en: "--ground goes with --to police.")
    }
    guard to == .fastTrack || kind == nil else {
      throw ValidationError(
        zh: "--kind 与 --to fast-track 一起使用。", en: "--kind goes with --to fast-track.")
    }
    guard to == .regulator || regulator == nil else {
      throw ValidationError(
        zh: "--regulator 与 --to regulator 一起使用。", en: "--regulator goes with --to regulator.")
    }
  }

  func run() throws {
    try WrittenText.check(reason, "--reason")
    try checkCounty()
    try options.run(number) { transaction, rules, entry in
      if let regulator { try KnownBody.check(regulator, "--regulator", in: rules.routing) }
      var chosen: FastTrackKind?
      if to == .fastTrack { chosen = try chosenKind(transaction.snapshot, rules, entry) }
      let escalation = Escalation(
        forum: to, reasonHash: TextHash.sha256(reason), county: county, ground: ground,
        kind: chosen, regulator: regulator)
      return try transaction.act(
        .escalated(escalation), onCase: number, text: reason, entry: entry, rules: rules)
    }
  }

  /// Another county: the own one's bodies are sent transfer orders.
  private func checkCounty() throws {
    guard let county else { return }
    let workspace = try options.workspace.open()
    guard county == workspace.configuration.county.description else {
      return try CountyArgument.check(county, in: workspace.regions())
    }
    throw CommandFailure(
      zh: """
        --county \(county)：这是本区县，不是另一区县。未作改动。
          本区县的案件请转办：wagewatch case dispatch \(number)
        """,
      en: """
        --county \(county): this is the own county, not another one. Nothing was changed.
          Send a case of its own to a body: wagewatch case dispatch \(number)
        """)
  }

  /// The kind that was chosen, or the first that applies; nil under a policy that knows no kinds.
  private func chosenKind(
    _ snapshot: StoreSnapshot, _ rules: WorkflowRules, _ entry: CaseEntry
  ) throws -> FastTrackKind? {
    guard let policy = rules.history.policy.fastTrack else { return kind }
    let status = try rules.status(of: snapshot.events(ofCase: number).map(\.event))
    let answers = policy.answers(for: status, on: entry.on ?? entry.now.day)
    let fitting = answers.filter {
      kind == nil ? $0.verdict == .applies : $0.kind == kind && $0.verdict != .doesNotApply
    }
    guard let chosen = fitting.first else { throw Self.refusal(number, kind, answers) }
    return chosen.kind
  }

  private static func refusal(
    _ number: String, _ kind: FastTrackKind?, _ answers: [FastTrackAnswer]
  ) -> CommandFailure {
    let told = answers.filter { kind == nil || $0.kind == kind }
    let zh = told.map { "\($0.kind.title.zh)：\($0.verdict.title.zh)，\($0.reason.zh)" }
    let en = told.map { "\($0.kind.rawValue): \($0.verdict.title.en), \($0.reason.en)" }
    let isOpen = answers.contains { $0.verdict == .undecided }
    return CommandFailure(
      zh: """
        案件 \(number)：不能确定为速裁案件。\(zh.joined(separator: "；"))。未作改动。
          \(isOpen ? "未定的由承办人用 --kind 选定" : "请移送劳动仲裁：--to arbitration")。
        """,
      en: """
        case \(number): no kind of fast-track claim applies. \(en.joined(separator: "; ")). \
        Nothing was changed.
          \(isOpen ? "Choose one that is not decided with --kind" : "Take it to --to arbitration").
        """)
  }
}
