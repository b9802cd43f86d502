import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch verify`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Recompute all chains of events (cases, account, list, erasures ...) and what follows.",
    discussion: """
      EXAMPLE: wagewatch verify --head HASH

      Keep the printed heads outside the workspace: only with one is a chain's rewritten tail found. \
      Complaints, complainants, follow-ups and deliveries have digests beside them, keyed with the \
      workspace's secret: who can read that and rewrites row and digest is not found. \
      A text, complaint, place or party that an event speaks of may be gone by an erasure alone. A file \
      with personal data that other users can read is a warning, with the command that mends it.
      """)

  @Option(help: "A head that an earlier run printed.") var head: String?
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let (result, missing, warned, gathered, fund, listed, erased) = try workspace.openDatabase()
      .read {
        snapshot in
        let warned = try snapshot.verifyWarnings(head: head)
        let gathered = try snapshot.verifyIncidents(head: head)
        let fund = try snapshot.verifyFund(head: head)
        let listed = try snapshot.verifyPunishments(head: head)
        let erased = try snapshot.verifyErasures(head: head)
        // A head is of one of the chains.
        let isElsewhere = [
          warned.hasHead, gathered.hasHead, fund.hasHead, listed.hasHead, erased.hasHead,
        ].contains(true)
        let cases = try snapshot.verifyCases(head: isElsewhere ? nil : head, rules: rules)
        let rows = try snapshot.verifyRows(cases) + snapshot.verifySealedRows()
        return (cases, rows, warned, gathered, fund, listed, erased)
      }
    let findings =
      result.findings + missing + warned.findings + gathered.findings + fund.findings
      + listed.findings
      + erased.findings
    let shared = SharedFiles(of: workspace)
    let rows =
      findings.map { row($0.seq, $0.caseNo, $0.found, $0.expected) }
      + [shared].compactMap(\.self).map { row(nil, nil, $0.found, $0.expected) }
    var listing = Listing(
      noun: "findings",
      columns: [
        .init("seq", zh: "事件", en: "event", isNumber: true),
        .init("case_no", zh: "案号或预警", en: "case or warning"), .init("found", zh: "发现", en: "found"),
        .init("expected", zh: "应为", en: "expected"),
      ],
      rows: rows)
    listing.header = [
      "events": .integer(Int64(result.events)), "cases": .integer(Int64(result.cases)),
      "head": .string(result.head), "warning_events": .integer(Int64(warned.events)),
      "warnings": .integer(Int64(warned.warnings)), "warning_head": .string(warned.head),
      "incident_events": .integer(Int64(gathered.events)),
      "incident_head": .string(gathered.head),
      "fund_movements": .integer(Int64(fund.movements)),
      "fund_balance_fen": .integer(fund.balanceFen), "fund_head": .string(fund.head),
      "punishment_events": .integer(Int64(listed.events)),
      "punishments": .integer(Int64(listed.entries)), "punishment_head": .string(listed.head),
      "erasure_events": .integer(Int64(erased.events)), "erasure_head": .string(erased.head),
    ]
    listing.write(output, keys: ["seq", "case_no", "found", "expected"])
    let balance = Money(fen: fund.balanceFen)
    tell(
      Bilingual(
        zh: "\(result.events) 个事件，\(result.cases) 个案件，链头 \(result.head)",
        en:
          "\(result.events.counted("event")), \(result.cases.counted("case")), head \(result.head)")
    )
    // A chain without a row has no head to keep.
    let others = [
      (
        warned.events,
        Bilingual(
          zh: "预警：\(warned.events) 个事件，\(warned.warnings) 条预警，链头 \(warned.head)",
          en:
            "Warnings: \(warned.events.counted("event")), \(warned.warnings.counted("warning")), head \(warned.head)"
        )
      ),
      (
        gathered.events,
        Bilingual(
          zh: "群体事件：\(gathered.events) 个记录，链头 \(gathered.head)",
          en: "Incidents: \(gathered.events.counted("event")), head \(gathered.head)")
      ),
      (
        fund.movements,
        Bilingual(
          zh: "专户：\(fund.movements) 笔流水，余额 \(balance) 元，链头 \(fund.head)",
          en: "Account: \(fund.movements.counted("movement")), \(balance) yuan, head \(fund.head)")
      ),
      (
        listed.events,
        Bilingual(
          zh: "惩戒名单：\(listed.events) 个事件，\(listed.entries) 条，链头 \(listed.head)",
          en:
            "List: \(listed.events.counted("event")), \(listed.entries.counted("entry", "entries")), head \(listed.head)"
        )
      ),
      (
        erased.events,
        Bilingual(
          zh: "删除个人信息：\(erased.events) 个记录，链头 \(erased.head)",
          en: "Erasures: \(erased.events.counted("event")), head \(erased.head)")
      ),
    ]
    for (rows, line) in others where rows > 0 { tell(line) }
    let moved = findings.count(where: \.isMovedDueDay)
    try failOn.judge(
      warnings: moved + (shared == nil ? 0 : 1), errors: findings.count - moved)
  }

  private func row(
    _ seq: Int64?, _ caseNo: String?, _ found: Bilingual, _ expected: Bilingual
  ) -> JSONValue {
    .object([
      "seq": .optional(seq), "case_no": .optional(caseNo),
      "found": .string(found.text(output.language)),
      "expected": .string(expected.text(output.language)),
    ])
  }

  private func tell(_ line: Bilingual) {
    CommandContext.current.console.error(line.text(output.language))
  }
}
