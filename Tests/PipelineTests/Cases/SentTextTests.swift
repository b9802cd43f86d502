import CaseHandling
import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What went out and what waits, judged by what was recorded when")
struct SentTextTests {
  private static let codes = ["91330503MA2B4XYT6D", "91330503NXQ0QRP269"]

  private static func at(_ text: String, _ hour: Int) -> Instant {
    Instant(day: CaseDatabase.day(text), secondOfDay: hour * 3600)
  }

  /// Registered at nine on 8 May and sent to its body; the night of ten put the texts into the outbox. Two
  /// firms are known, the case is about the first.
  private func registered() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    try cases.tamper(
      "INSERT INTO firm (id, creditCode, knownOn) VALUES (2, '\(Self.codes[1])', '2026-01-01')")
    try cases.add("C-1", on: "2026-05-08")
    try night(cases, "2026-05-08", at: 10)
    return cases
  }

  /// - Returns: how many texts it found to have been sent in error, its stages together.
  @discardableResult
  private func night(_ cases: CaseDatabase, _ text: String, at hour: Int = 22) throws -> Int {
    try cases.database.write {
      let (day, now) = (CaseDatabase.day(text), Self.at(text, hour))
      _ = try $0.registerAndRoute(asOf: day, rules: cases.rules, now: now)
      try $0.escalate(asOf: day, rules: cases.rules, now: now)
      try $0.withdrawOutdated(asOf: day, rules: cases.rules, now: now)
      try $0.fillOutbox(asOf: day, rules: cases.rules, now: now)
      return $0.sentInError
    }
  }

  @discardableResult
  private func send(
    _ cases: CaseDatabase, _ text: String, at hour: Int, to target: String = "x"
  ) throws -> [OutboxDelivery] {
    let sender = OutboxSender(
      database: cases.database,
      targets: [.file(name: target, path: cases.folder.appendingPathComponent(target).path)],
      starts: cases.rules.startReminders, retryMinutes: [5], now: { Self.at(text, hour) })
    try sender.noteShown(sender.rehearse(asOf: CaseDatabase.day(text)))
    return try sender.send(asOf: CaseDatabase.day(text))
  }

  private func act(
    _ cases: CaseDatabase, _ act: CaseAct, on day: String? = nil, _ now: Instant
  ) throws {
    let entry = CaseEntry(actor: "clerk", on: day.map(CaseDatabase.day), now: now)
    _ = try cases.database.write {
      guard act.kind == .bounced else {
        return try $0.act(act, onCase: "2026-000001", entry: entry, rules: cases.rules)
      }
      return try $0.bounce("2026-000001", reason: "r", entry: entry, rules: cases.rules)
    }
  }

  /// Each with the reason of its withdrawal and where it stands with the first target.
  private func outbox(_ cases: CaseDatabase) throws -> [String] {
    try cases.database.read { try $0.outbox(asOf: CaseDatabase.day("2030-01-01")) }
      .filter { $0.clock != "callback-15" }
      .map {
        "\($0.messageId.dropFirst(12)) \($0.why?.rawValue ?? "-") "
          + $0.status(at: ["file x"]).rawValue
      }
  }

  struct Step: CustomTestStringConvertible, Sendable {
    let why: String
    let act: CaseAct
    var on: String? = "2026-05-08"
    var typed = "2026-05-08"
    let expected: [String]
    var testDescription: String { why }
  }

  static let bounce = CaseAct.bounced(Bounce(body: "town-nanxun", reasonHash: "00"))
  static let order = CaseAct.dispatched(
    TransferOrder(number: "ZB-2026-000009", body: "housing", helper: nil, rule: nil))
  static let stands = ["promise-7/1/3 - sent", "reply-5/1/3 - sent"]

  @Test(
    "A text that was true when it was sent is no error, whichever step its day brings after",
    arguments: [
      Step(why: "sent back that day", act: bounce, expected: stands),
      Step(why: "sent back now", act: bounce, on: nil, expected: stands),
      Step(why: "sent on that day", act: order, expected: stands),
      Step(
        why: "sent on that day, typed in the day after", act: order, typed: "2026-05-09",
        expected: stands),
      Step(why: "paid that day", act: .resolved(.wagesPaid), expected: stands),
    ])
  func sameDay(_ step: Step) throws {
    let cases = try registered()
    try send(cases, "2026-05-08", at: 11)
    try act(cases, step.act, on: step.on, Self.at(step.typed, 12))
    #expect(try outbox(cases) == step.expected)
    #expect(try night(cases, step.typed) == 0)
    #expect(try outbox(cases).starts(with: step.expected))
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test(
    "One that was sent the day after it had become untrue is an error, as is shown when that is typed in"
  )
  func dayBefore() throws {
    let cases = try registered()
    try send(cases, "2026-05-09", at: 9)
    try act(cases, Self.order, on: "2026-05-08", Self.at("2026-05-09", 12))
    #expect(
      try outbox(cases) == ["promise-7/1/3 - sent", "reply-5/1/3 undue sent-in-error"])
  }

  @Test("A target that had not got a text that was true does not get it any more")
  func awaited() throws {
    let cases = try registered()
    try send(cases, "2026-05-08", at: 11)
    let other = OutboxSender(
      database: cases.database, targets: [.file(name: "y", path: "/nowhere/y")],
      starts: cases.rules.startReminders, retryMinutes: [5], now: { Self.at("2026-05-08", 11) })
    try other.noteShown(other.rehearse(asOf: CaseDatabase.day("2026-05-08")))
    try act(cases, .resolved(.wagesPaid), on: "2026-05-08", Self.at("2026-05-08", 12))
    #expect(
      try outbox(cases) == ["promise-7/1/3 answered sent", "reply-5/1/3 settled sent"])
  }

  /// Two instalments; the first is not paid.
  private func broken(by end: (CaseDatabase) throws -> Void) throws -> [String] {
    let cases = try registered()
    let agreement = RepaymentAgreement(
      fileHash: "00",
      instalments: [("2026-05-11", 400_000), ("2026-05-14", 600_000)].map {
        Instalment(dueOn: CaseDatabase.day($0.0), amount: Money(fen: $0.1))
      })
    try act(
      cases, .resolved(.repaymentAgreement(agreement)), on: "2026-05-09",
      Self.at("2026-05-09", 12))
    try night(cases, "2026-05-11")
    #expect(try outbox(cases).contains("instalment/1/2 - pending"))
    try end(cases)
    #expect(try cases.verify().findings.isEmpty)
    return try outbox(cases).filter {
      $0.hasPrefix("instalment") || $0.hasPrefix("settled") || $0.hasSuffix("pending")
    }
  }

  @Test("A breach that the night finds withdraws what a person who reopens the case does")
  func breach() throws {
    let found = try broken { cases in
      try night(cases, "2026-05-12")
      #expect(try cases.kinds("2026-000001").contains(.breached))
    }
    #expect(
      found.allSatisfy { !$0.hasPrefix("instalment") || $0.hasSuffix("answered withdrawn") },
      "\(found)")
    let reopened = try broken { cases in
      try act(
        cases, .reopened(Reopening(reasonHash: "00")), on: "2026-05-12",
        Self.at("2026-05-12", 12))
      try night(cases, "2026-05-12")
    }
    #expect(found == reopened)
  }

  @Test(
    "What a file tells of a case that was told to another firm is counted by the night that takes it in"
  )
  func countedByRoute() throws {
    let cases = try registered()
    try send(cases, "2026-05-08", at: 11)
    try cases.add("C-1", on: "2026-05-08", persons: 3, firm: 2)
    #expect(try night(cases, "2026-05-09") == 1)
    #expect(try outbox(cases).contains("reply-5/1/3 other-firm sent-in-error"))
    #expect(try night(cases, "2026-05-09") == 0, "once")
  }

  @Test("A firm that a file took off its case after the night is sent nothing")
  func fileAfterNight() throws {
    let cases = try registered()
    try cases.add("C-1", on: "2026-05-08", firm: 2)
    let sent = try send(cases, "2026-05-08", at: 11)
    #expect(sent.filter { $0.outcome == .otherFirm }.map(\.message.addressee) == [Self.codes[0]])
    #expect(sent.allSatisfy { !$0.isUndelivered })
    #expect(try outbox(cases) == ["promise-7/1/3 - sent", "reply-5/1/3 other-firm withdrawn"])
    let findings = try cases.database.read { try $0.verifySealedRows() }
    #expect(findings.isEmpty)
  }

  @Test("A complaint that is taken out of a case takes its firm's text with it, in the same act")
  func detached() throws {
    let cases = try registered()
    try cases.add("C-2", on: "2026-05-08", phone: "13900000002", firm: 2)
    try cases.database.write { transaction in
      let entry = CaseEntry(actor: "clerk", on: nil, now: Self.at("2026-05-08", 12))
      _ = try transaction.attach("C-2", to: "2026-000001", entry: entry, rules: cases.rules)
      _ = try transaction.detach("C-1", reason: "r", entry: entry, rules: cases.rules)
      let told = try transaction.withdrawnMessages()
      #expect(told.map(\.addressee) == [Self.codes[0]])
      #expect(told.map(\.why) == [.otherFirm])
    }
    #expect(try cases.verify().findings.isEmpty)
  }
}
