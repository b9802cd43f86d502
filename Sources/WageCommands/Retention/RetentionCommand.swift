import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch retention`
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "How long complainants are kept after their case ended, and their erasure.",
    discussion: "EXAMPLE: wagewatch retention list",
    subcommands: [RetentionListCommand.self, RetentionApplyCommand.self])

  /// - Throws: ``CommandFailure`` where the workflow does not say how long.
  static func rule(_ rules: WorkflowRules) throws -> RetentionRule {
    if let rule = rules.history.policy.retention { return rule }
    let policy = rules.history.policy.version
    throw CommandFailure(
      zh: "流程规则 \(policy) 没有 retention 一节，不知道保存几年。未作改动。\n  请照内置规则补上该节。",
      en: """
        the workflow \(policy) has no section retention: for how many years is not known. Nothing was \
        changed.
          Add the section as in the shipped workflow.
        """)
  }
}

/// `wagewatch retention list`
struct RetentionListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the cases whose complainants are kept no longer.",
    discussion: "EXAMPLE: wagewatch retention list --all --as-of 2029-12-31")

  @Flag(help: "Every finished case, those still kept and those erased among them.") var all = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let rule = try RetentionCommand.rule(rules)
    let cases = try workspace.openDatabase().read { try $0.retentions(asOf: day, rule: rule) }
    var listing = Listing(
      noun: "retentions", columns: RetentionRows.columns(output.language),
      rows: cases.filter { all || $0.isDue(day) }.map { RetentionRows.row($0, asOf: day) })
    listing.header = [
      "as_of": .string(day.description), "policy": .string(rules.history.policy.version),
      "years": .integer(Int64(rule.years)),
    ]
    listing.write(output, keys: RetentionRows.keys)
  }
}

/// Finished cases and how long they are kept, as rows.
enum RetentionRows {
  static let keys = [
    "case_no", "state", "ended_on", "kept_until", "complaints", "parties", "status", "erased_on",
  ]

  static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("case_no", zh: "案号", en: "case"), .caseState(language),
      .init("ended_on", zh: "办结日", en: "ended on"),
      .init("kept_until", zh: "保存至", en: "kept until"),
      .init("complaints", zh: "投诉", en: "complaints", isNumber: true),
      .init("parties", zh: "反映人", en: "complainants", isNumber: true),
      .init(zh: "情况", en: "status") { row in
        Status(rawValue: row["status"].cell)?.title.text(language) ?? ""
      }, .init("erased_on", zh: "删除日", en: "erased on"),
    ]
  }

  static func row(_ one: CaseRetention, asOf day: Day) -> JSONValue {
    let status: Status = one.erasedOn != nil ? .erased : one.isDue(day) ? .due : .kept
    return .object([
      "case_no": .string(one.caseNo), "state": .string(one.state.rawValue),
      "ended_on": .string(one.endedOn.description),
      "kept_until": .string(one.keptUntil.description),
      "complaints": .integer(Int64(one.complaints)), "parties": .integer(Int64(one.parties)),
      "status": .string(status.rawValue), "erased_on": .optional(one.erasedOn?.description),
    ])
  }

  private enum Status: String {
    case kept, due, erased

    var title: Bilingual {
      switch self {
      case .kept: Bilingual(zh: "保存中", en: "kept")
      case .due: Bilingual(zh: "应删除", en: "due")
      case .erased: Bilingual(zh: "已删除", en: "erased")
      }
    }
  }
}
