import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch retention`
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "How long personal data is kept after its end, and its erasure.",
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

  /// What the policy gives no term: it is kept, and nobody should overlook that.
  static func tellUnnamed(_ policy: WorkflowPolicy, _ language: Language) {
    let unnamed = HeldKind.allCases.filter { policy.otherRetentions[$0] == nil }
    guard !unnamed.isEmpty else { return }
    let zh = unnamed.map { "\($0.title.zh)（\($0.rawValue)）" }.joined(separator: "、")
    let en = unnamed.map(\.rawValue).joined(separator: ", ")
    CommandContext.current.console.error(
      Bilingual(
        zh: "流程规则 \(policy.version) 的 retention 没有写明：\(zh)，一直保存",
        en: "the section retention of \(policy.version) does not name \(en): kept until it does"
      ).text(language))
  }
}

/// `wagewatch retention list`
struct RetentionListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what holds personal data and is kept no longer.",
    discussion: """
      EXAMPLE: wagewatch retention list --all --as-of 2029-12-31

      Cases; complaints that opened none; removed entries of the punishment list; incidents that ended; \
      phones of past duty; reasons of looks at personal data. Each term stands in the workflow's section \
      retention.
      """)

  @Flag(help: "Everything that ended, what is still kept and what was erased among it.")
  var all = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let rule = try RetentionCommand.rule(rules)
    let policy = rules.history.policy
    let (cases, held) = try workspace.openDatabase().read {
      (
        try $0.retentions(asOf: day, rule: rule),
        try $0.heldRecords(asOf: day, rules: policy.otherRetentions)
      )
    }
    let rows =
      cases.filter { all || $0.isDue(day) }.map { RetentionRows.row($0, asOf: day) }
      + held.filter { all || $0.isDue(day) }.map { RetentionRows.row($0, asOf: day) }
    var listing = Listing(
      noun: "retentions", columns: RetentionRows.columns(output.language), rows: rows)
    listing.header = [
      "as_of": .string(day.description), "policy": .string(policy.version),
      "years": .integer(Int64(rule.years)),
    ]
    listing.write(output, keys: RetentionRows.keys)
    RetentionCommand.tellUnnamed(policy, output.language)
  }
}
