import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch verify`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Recompute the chains of cases, warnings and incidents and all that follows, and compare.",
    discussion: """
      EXAMPLE: wagewatch verify --head HASH

      Keep the printed heads outside the workspace: only with one is a chain's rewritten tail found.
      """)

  @Option(help: "A head that an earlier run printed.") var head: String?
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let (result, warned, gathered) = try workspace.openDatabase().read { snapshot in
      let warned = try snapshot.verifyWarnings(head: head)
      let gathered = try snapshot.verifyIncidents(head: head)
      // A head is of one chain or another.
      let caseHead = warned.hasHead || gathered.hasHead ? nil : head
      return (try snapshot.verifyCases(head: caseHead, rules: rules), warned, gathered)
    }
    let findings = result.findings + warned.findings + gathered.findings
    var listing = Listing(
      noun: "findings",
      columns: [
        .init("seq", zh: "事件", en: "event", isNumber: true),
        .init("case_no", zh: "案号或预警", en: "case or warning"), .init("found", zh: "发现", en: "found"),
        .init("expected", zh: "应为", en: "expected"),
      ],
      rows: findings.map { finding in
        .object([
          "seq": .optional(finding.seq), "case_no": .optional(finding.caseNo),
          "found": .string(finding.found.text(output.language)),
          "expected": .string(finding.expected.text(output.language)),
        ])
      })
    listing.header = [
      "events": .integer(Int64(result.events)), "cases": .integer(Int64(result.cases)),
      "head": .string(result.head), "warning_events": .integer(Int64(warned.events)),
      "warnings": .integer(Int64(warned.warnings)), "warning_head": .string(warned.head),
      "incident_events": .integer(Int64(gathered.events)),
      "incident_head": .string(gathered.head),
    ]
    listing.write(output, keys: ["seq", "case_no", "found", "expected"])
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(result.events) 个事件，\(result.cases) 个案件，链头 \(result.head)",
        en: "\(result.events) events, \(result.cases) cases, head \(result.head)"
      ).text(output.language))
    if warned.events > 0 {
      CommandContext.current.console.error(
        Bilingual(
          zh: "预警：\(warned.events) 个事件，\(warned.warnings) 条预警，链头 \(warned.head)",
          en: "Warnings: \(warned.events) events, \(warned.warnings) warnings, head \(warned.head)"
        ).text(output.language))
    }
    if gathered.events > 0 {
      CommandContext.current.console.error(
        Bilingual(
          zh: "群体事件：\(gathered.events) 个记录，链头 \(gathered.head)",
          en: "Incidents: \(gathered.events) events, head \(gathered.head)"
        ).text(output.language))
    }
    let moved = findings.count(where: \.isMovedDueDay)
    try failOn.judge(warnings: moved, errors: findings.count - moved)
  }
}
