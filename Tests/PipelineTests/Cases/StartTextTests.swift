import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What is told with the start: to the right firm, while the case runs, up to its day")
struct StartTextTests {
  private static let codes = ["91330503MA2B4XYT6D", "91330503NXQ0QRP269"]

  /// Registered and sent to its body on 8 May; two firms are known, the case is about the first.
  private func registered() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    try cases.tamper(
      "INSERT INTO firm (id, creditCode, knownOn) VALUES (2, '\(Self.codes[1])', '2026-01-01')")
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    return cases
  }

  /// - Returns: how many follow-ups turned out to have been sent to another firm.
  @discardableResult
  private func night(_ cases: CaseDatabase, _ day: String) throws -> Int {
    try cases.night(day)
    return try cases.database.write {
      let moment = CaseDatabase.evening(day)
      try $0.withdrawOutdated(asOf: CaseDatabase.day(day), rules: cases.rules, now: moment)
      try $0.fillOutbox(asOf: CaseDatabase.day(day), rules: cases.rules, now: moment)
      return $0.sentInError
    }
  }

  private func sender(_ cases: CaseDatabase, _ day: String) -> OutboxSender {
    OutboxSender(
      database: cases.database,
      targets: [.file(name: "x", path: cases.folder.appendingPathComponent("x").path)],
      starts: cases.rules.startReminders, retryMinutes: [5],
      now: { CaseDatabase.evening(day) })
  }

  @discardableResult
  private func send(_ cases: CaseDatabase, _ day: String) throws -> [OutboxDelivery] {
    let sender = sender(cases, day)
    try sender.noteShown(sender.rehearse(asOf: CaseDatabase.day(day)))
    return try sender.send(asOf: CaseDatabase.day(day))
  }

  /// Those told with the start of the promise and of the reply.
  private func told(_ cases: CaseDatabase) throws -> [String] {
    try cases.database.read { try $0.outbox(asOf: CaseDatabase.day("2030-01-01")) }
      .filter {
        cases.rules.startReminders.contains(ReminderPlace(clock: $0.clock, step: $0.step))
          && $0.clock != "callback-15"
      }
      .map {
        "\($0.messageId.dropFirst(12)) \($0.addressee ?? "-") \($0.why?.rawValue ?? "-") "
          + $0.status(at: ["file x"]).rawValue
      }
  }

  private func assign(_ cases: CaseDatabase, to firm: Int64, on day: String) throws {
    _ = try cases.database.write {
      try $0.assign(
        "C-1", toFirm: firm,
        entry: CaseEntry(
          actor: "clerk", on: CaseDatabase.day(day), now: CaseDatabase.evening(day)),
        rules: cases.rules)
    }
  }

  @Test("A firm that has paid is not asked to pay, whichever comes first, the night or the payment")
  func settled() throws {
    let first = "promise-7/1/3 - answered withdrawn"
    let cases = try registered()
    try night(cases, "2026-05-08")
    #expect(
      try told(cases) == [
        "promise-7/1/3 - - pending", "reply-5/1/3 \(Self.codes[0]) - pending",
      ])
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-09")
    let expected = [first, "reply-5/1/3 \(Self.codes[0]) settled withdrawn"]
    #expect(try told(cases) == expected)
    let late = try registered()
    try late.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-09")
    try night(late, "2026-05-09")
    #expect(try told(late) == expected)
    #expect(try !send(late, "2026-05-09").contains { $0.message.recipient == .firm })
    #expect(try cases.verify().findings.isEmpty && late.verify().findings.isEmpty)
  }

  @Test("A text whose day has passed is dropped by the night, and by the sending where none was")
  func past() throws {
    let cases = try registered()
    try night(cases, "2026-05-08")
    try night(cases, "2026-05-13")
    #expect(try told(cases).allSatisfy { $0.hasSuffix("- pending") }, "its last day")
    try night(cases, "2026-05-14")
    let reply = "reply-5/1/3 \(Self.codes[0]) past withdrawn"
    #expect(try told(cases) == ["promise-7/1/3 - - pending", reply])
    let shown = try sender(cases, "2026-05-16").rehearse(asOf: CaseDatabase.day("2026-05-16"))
    #expect(
      shown.filter { $0.outcome == .past }.map(\.message.messageId)
        == ["2026-000001/promise-7/1/3"])
    #expect(try told(cases).first == "promise-7/1/3 - - pending", "a dry run changes nothing")
    let sent = try send(cases, "2026-05-16")
    #expect(sent.contains { $0.outcome == .past && !$0.isUndelivered })
    #expect(try told(cases) == ["promise-7/1/3 - past withdrawn", reply])
    let lines = try String(
      contentsOfFile: cases.folder.appendingPathComponent("x").path, encoding: .utf8)
    #expect(!lines.contains("promise-7/1/3"))
    let findings = try cases.database.read { try $0.verifySealedRows() }
    #expect(findings.isEmpty)
  }

  @Test("Of a text that went out in time nothing is withdrawn when its day passes")
  func sentInTime() throws {
    let cases = try registered()
    try night(cases, "2026-05-08")
    try send(cases, "2026-05-08")
    try night(cases, "2026-05-20")
    #expect(try told(cases).allSatisfy { $0.hasSuffix("- sent") })
  }

  @Test("A complaint put on another firm: the text is withdrawn, and the other firm has its own")
  func otherFirm() throws {
    let cases = try registered()
    try night(cases, "2026-05-08")
    try assign(cases, to: 2, on: "2026-05-09")
    let left = "reply-5/1/3 \(Self.codes[0]) other-firm withdrawn"
    #expect(try told(cases) == ["promise-7/1/3 - - pending", left])
    #expect(try night(cases, "2026-05-09") == 0)
    let own = "reply-5/1/3/2026-05-08/1/2 \(Self.codes[1]) - pending"
    #expect(try told(cases) == ["promise-7/1/3 - - pending", left, own])
    try night(cases, "2026-05-09")
    #expect(try told(cases).count == 3, "once")
    try send(cases, "2026-05-09")
    let lines = try String(
      contentsOfFile: cases.folder.appendingPathComponent("x").path, encoding: .utf8)
    #expect(lines.contains(#""addressee":"\#(Self.codes[1])""#) && !lines.contains(Self.codes[0]))
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("One that was sent to the wrong firm is sent in error, also where the night finds it")
  func sentToOther() throws {
    let cases = try registered()
    try night(cases, "2026-05-08")
    try send(cases, "2026-05-08")
    try assign(cases, to: 2, on: "2026-05-09")
    let wrong = "reply-5/1/3 \(Self.codes[0]) other-firm sent-in-error"
    #expect(try told(cases).contains(wrong))
    #expect(try night(cases, "2026-05-09") == 0, "the verb has told it")
    #expect(
      try told(cases).contains("reply-5/1/3/2026-05-08/1/2 \(Self.codes[1]) - pending"))
    let other = try registered()
    try night(other, "2026-05-08")
    try send(other, "2026-05-08")
    try other.tamper("UPDATE complaint SET firmId = 2")
    #expect(try night(other, "2026-05-09") == 1)
    #expect(try told(other).contains(wrong))
  }
}
