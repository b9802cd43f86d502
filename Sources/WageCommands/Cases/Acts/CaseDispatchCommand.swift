import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case dispatch NO`
struct CaseDispatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispatch",
    abstract: "Send a transfer order (转办单) to one responsible body; its 5 days begin.",
    discussion: "EXAMPLE: wagewatch case dispatch 2026-000001 --body housing")

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "The body's id (default: by the routing policy).") var body: String?
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(number) { transaction, rules, entry in
      let day = entry.on ?? entry.now.day
      _ = try transaction.snapshot.events(ofCase: number)
      let decision = try decision(transaction.snapshot, rules, day)
      let order = TransferOrder(
        number: try transaction.nextOrderNo(year: day.year), body: decision.body,
        helper: decision.helper, rule: decision.rule)
      return try transaction.act(.dispatched(order), onCase: number, entry: entry, rules: rules)
    }
  }

  private func decision(
    _ snapshot: StoreSnapshot, _ rules: WorkflowRules, _ day: Day
  ) throws -> (body: String, helper: String?, rule: String?) {
    if let body {
      guard rules.routing.body(body) != nil else {
        let bodies = rules.routing.bodies.map(\.id).joined(separator: ", ")
        let named = rules.routing.bodies.map { "\($0.id)（\($0.name.zh)）" }.joined(separator: "、")
        throw CommandFailure(
          zh: """
            案件 \(number)：没有责任主体 \(body)，应为其中之一：\(named)。未作改动。
              请写其中之一，或把它加入分派规则。
            """,
          en: """
            case \(number): there is no body \(body); expected one of \(bodies). Nothing was changed.
              Name one of them, or add the body to the routing policy.
            """)
      }
      return (body, nil, nil)
    }
    switch try snapshot.route(number, asOf: day, rules: rules) {
    case .to(let decision): return (decision.body, decision.helper, decision.rule)
    case .holdingPen(let why):
      throw CommandFailure(
        zh: """
          案件 \(number)：\(why.zh)。未作改动。
            请指明责任主体：`wagewatch case dispatch \(number) --body BODY`。
          """,
        en: """
          case \(number): \(why.en). Nothing was changed.
            Name the body: `wagewatch case dispatch \(number) --body BODY`.
          """)
    }
  }
}
