import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch verify`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute the chain of case events and all that follows from it, and compare.",
    discussion: """
      EXAMPLE: wagewatch verify --head HASH

      Keep the printed head outside the workspace: only with it is a rewritten tail found.
      """)

  @Option(help: "A head that an earlier run printed.") var head: String?
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let result = try workspace.openDatabase().read {
      try $0.verifyCases(head: head, rules: rules)
    }
    var listing = Listing(
      noun: "findings",
      columns: [
        .init("seq", zh: "事件", en: "event", isNumber: true),
        .init("case_no", zh: "案号", en: "case"), .init("found", zh: "发现", en: "found"),
        .init("expected", zh: "应为", en: "expected"),
      ],
      rows: result.findings.map { finding in
        .object([
          "seq": .optional(finding.seq), "case_no": .optional(finding.caseNo),
          "found": .string(finding.found), "expected": .string(finding.expected),
        ])
      })
    listing.header = [
      "events": .integer(Int64(result.events)), "cases": .integer(Int64(result.cases)),
      "head": .string(result.head),
    ]
    listing.write(output, keys: ["seq", "case_no", "found", "expected"])
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(result.events) 个事件，\(result.cases) 个案件，链头 \(result.head)",
        en: "\(result.events) events, \(result.cases) cases, head \(result.head)"
      ).text(output.language))
    try failOn.judge(warnings: 0, errors: result.findings.count)
  }
}
