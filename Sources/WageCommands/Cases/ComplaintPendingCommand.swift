import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch complaint pending`
struct ComplaintPendingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pending",
    abstract: "List the holding pen: cases without a body, or whose firm nobody knows.",
    discussion: """
      EXAMPLE: wagewatch complaint pending --as-of 2026-10-31

      A case stays here until a body is named (`case dispatch --body`), its firm is known (`match accept`, \
      `complaint assign`), or it is withdrawn with a reason. Its clock is the policy's.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let cases = try workspace.openDatabase().read { try $0.pendingCases(asOf: day, rules: rules) }
    var listing = Listing(
      noun: "pending", columns: PendingRows.columns(output.language),
      rows: cases.map { PendingRows.row($0, output.language) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: PendingRows.keys)
    for lack in PendingRows.withoutClock(cases) {
      CommandContext.current.console.error(lack.text(output.language))
    }
  }
}

/// The holding pen as rows.
enum PendingRows {
  static let keys = [
    "case_no", "lack", "clock", "since_on", "due_on", "days_left", "state", "why", "complaints",
    "firm_name", "town_code", "persons",
  ]

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("due_on", zh: "到期", en: "due on"),
      .init("days_left", zh: "剩余天数", en: "days left", isNumber: true),
      .init("case_no", zh: "案号", en: "case"),
      .init(zh: "缺", en: "lacks") { row in
        CaseLack(rawValue: row["lack"].cell)?.title.text(language) ?? ""
      },
      .init("since_on", zh: "自", en: "since"), .caseState(language),
      .init("complaints", zh: "投诉", en: "complaints"),
      .init("firm_name", zh: "单位", en: "firm"), .init("why", zh: "原因", en: "why"),
    ]
  }

  static func row(_ pending: PendingCase, _ language: Language) -> JSONValue {
    .object([
      "case_no": .string(pending.caseNo), "lack": .string(pending.lack.rawValue),
      "clock": .optional(pending.clock), "since_on": .string(pending.sinceOn.description),
      "due_on": .optional(pending.dueOn?.description),
      "days_left": .optional(pending.daysLeft.map(Int64.init)),
      "state": .string(pending.state.rawValue), "why": .string(pending.why.text(language)),
      "complaints": .string(pending.complaints.joined(separator: " ")),
      "firm_name": .optional(pending.firmName), "town_code": .optional(pending.town?.description),
      "persons": .optional(pending.persons),
    ])
  }

  /// A workflow from before the pen had clocks: its cases are listed all the same.
  static func withoutClock(_ cases: [PendingCase]) -> [Bilingual] {
    CaseLack.allCases.filter { lack in cases.contains { $0.lack == lack && $0.clock == nil } }
      .map { lack in
        Bilingual(
          zh: "流程规则没有 while: \(lack.rawValue) 的时限，上列案件没有到期日；请照内置规则补上。",
          en:
            "The workflow has no clock with while: \(lack.rawValue), so these cases have no due day; "
            + "add it as in the shipped one.")
      }
  }
}
