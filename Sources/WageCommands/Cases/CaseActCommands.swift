import ArgumentParser
import CaseHandling
import Foundation
import WageDomain
import WageStore

/// `wagewatch case receive NO`
struct CaseReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract: "Record that the visitors were received, at the level their number demands.",
    discussion: "EXAMPLE: wagewatch case receive 2026-000001 --level leader")

  @Argument(help: "The case number.") var number: String
  @Option(
    help: "Who received them: officer, leader or principal (default: as demanded).",
    transform: WordArgument.parse)
  var level: CaseLevel?
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(number) { transaction, rules, entry in
      let events = try transaction.snapshot.events(ofCase: number).map(\.event)
      let demanded = try rules.status(of: events).receptionLevel
      return try transaction.act(
        .received(level ?? demanded), onCase: number, entry: entry, rules: rules)
    }
  }
}

/// `wagewatch case dispatch NO`
struct CaseDispatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispatch",
    abstract: "Send a transfer order (转办单) to one responsible body; its 5 days begin.",
    discussion: "EXAMPLE: wagewatch case dispatch 2026-000001 --body housing")

  @Argument(help: "The case number.") var number: String
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
        throw CommandFailure(
          zh: """
            案件 \(number)：没有责任主体 \(body)，应为其中之一：\(bodies)。未作改动。
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

/// `wagewatch case reply NO`
struct CaseReplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Record the body's written reply; it stops the reply clock and resolves nothing.",
    discussion: "EXAMPLE: wagewatch case reply 2026-000001 --text 'Verified, paid by Friday.'")

  @Argument(help: "The case number.") var number: String
  @Option(help: "The reply; kept in the protected tables.") var text: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(
      number, act: .replied(Reply(textHash: TextHash.sha256(text))), text: text)
  }
}

/// `wagewatch case resolve NO`
struct CaseResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Record that the wages are paid, or that a repayment agreement is signed.",
    discussion: "EXAMPLE: wagewatch case resolve 2026-000001 --paid")

  @Argument(help: "The case number.") var number: String
  @Flag(help: "The worker has the wages.") var paid = false
  @Option(help: ArgumentHelp("The signed agreement.", valueName: "file")) var agreement: String?
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard paid != (agreement != nil) else {
      throw ValidationError("Say how: --paid, or --agreement FILE. Nothing else resolves a case.")
    }
  }

  func run() throws {
    try options.run(number, act: .resolved(try resolution()))
  }

  private func resolution() throws -> Resolution {
    guard let agreement else { return .wagesPaid }
    guard let bytes = FileManager.default.contents(atPath: agreement), !bytes.isEmpty else {
      throw CommandFailure(
        zh: """
          \(agreement)：不存在、为空或无法读取；应为已签的还款协议。未作改动。
            请用 --agreement FILE 指明文件。
          """,
        en: """
          \(agreement): not there, empty, or cannot be read; expected the signed agreement. \
          Nothing was changed.
            Name the file with --agreement FILE.
          """)
    }
    return .repaymentAgreement(fileHash: bytes.withUnsafeBytes { FileHash.sha256($0) })
  }
}

/// `wagewatch case escalate NO`
struct CaseEscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Take a case to inspection, regulator, conference, police or arbitration.",
    discussion: "EXAMPLE: wagewatch case escalate 2026-000001 --to inspection --reason 'Refused'")

  @Argument(help: "The case number.") var number: String
  @Option(
    help: "inspection, regulator, conference, police or arbitration.",
    transform: WordArgument.parse)
  var to: Forum
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    let escalation = Escalation(forum: to, reasonHash: TextHash.sha256(reason))
    try options.run(number, act: .escalated(escalation), text: reason)
  }
}

/// `wagewatch case close NO`
struct CaseCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a case that is resolved.",
    discussion: "EXAMPLE: wagewatch case close 2026-000001")

  @Argument(help: "The case number.") var number: String
  @OptionGroup var options: CaseActOptions

  func run() throws { try options.run(number, act: .closed) }
}

/// `wagewatch case merge NO --into NO`
struct CaseMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge a case into the one registered first about the same grievance.",
    discussion: "EXAMPLE: wagewatch case merge 2026-000007 --into 2026-000003")

  @Argument(help: "The case that ends here.") var number: String
  @Option(help: ArgumentHelp("The case that carries on.", valueName: "number")) var into: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try options.run(into) { transaction, rules, entry in
      try transaction.merge(number, into: into, entry: entry, rules: rules)
    }
  }
}
