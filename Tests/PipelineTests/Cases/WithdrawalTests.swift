import CaseHandling
import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What was demanded for nothing is withdrawn with the event that shows it")
struct WithdrawalTests {
  private func night(_ cases: CaseDatabase, _ day: String) throws {
    try cases.night(day)
    _ = try cases.database.write {
      try $0.fillOutbox(
        asOf: CaseDatabase.day(day), rules: cases.rules, now: CaseDatabase.evening(day))
    }
  }

  /// Registered and dispatched on 8 May: the reply is due on the 13th, the promise on the 15th.
  private func overdue(
    _ day: String = "2026-05-14", workflow: (String) -> String = CaseDatabase.deskOnly
  ) throws -> CaseDatabase {
    let cases = try CaseDatabase(workflow: workflow)
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try night(cases, day)
    return cases
  }

  /// Each as clock, round and step, why it was withdrawn, and where it stands.
  private func outbox(_ cases: CaseDatabase) throws -> [String] {
    try cases.database.read { try $0.outbox(asOf: CaseDatabase.day("2030-01-01")) }.map {
      let status = $0.status(at: ["file x"]).rawValue
      return "\($0.messageId.dropFirst(12)) \($0.why?.rawValue ?? "-") \(status)"
    }
  }

  private func deliver(_ cases: CaseDatabase) throws -> [OutboxDelivery] {
    let path = cases.folder.appendingPathComponent("x").path
    let day = CaseDatabase.day("2026-05-16")
    let sender = OutboxSender(
      database: cases.database, targets: [.file(name: "x", path: path)],
      starts: cases.rules.startReminders, retryMinutes: [5],
      now: { CaseDatabase.evening("2026-05-16") })
    try sender.noteShown(sender.rehearse(asOf: day))
    return try sender.send(asOf: day)
  }

  @Test("A reply of the due day, typed in the day after: raise and reminders are withdrawn")
  func answered() throws {
    let cases = try overdue()
    #expect(try cases.cases().first?.level == .leader)
    #expect(try outbox(cases).count == 3)
    try cases.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-13")
    let kinds = try cases.kinds("2026-000001")
    #expect(kinds.suffix(3) == [.raised, .raiseWithdrawn, .replied], "nothing is deleted")
    #expect(try cases.cases().first?.level == .officer)
    #expect(try cases.dues("2026-05-14").allSatisfy { $0.level == .officer })
    let expected = [
      "reply-5/1/1 answered withdrawn", "promise-7/1/1 - pending", "reply-5/1/2 answered withdrawn",
    ]
    #expect(try outbox(cases) == expected)
    #expect(try deliver(cases).map(\.message.messageId) == ["2026-000001/promise-7/1/1"])
    try night(cases, "2026-05-14")
    #expect(try outbox(cases).count == 3)
    #expect(try cases.kinds("2026-000001").count { $0 == .raised } == 1)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("What was sent and was never due is listed, so that somebody can call")
  func sentInError() throws {
    let cases = try overdue()
    #expect(try deliver(cases).count == 3)
    try cases.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-10")
    let wrong = try outbox(cases).filter { $0.hasSuffix("sent-in-error") }
    #expect(wrong == ["reply-5/1/1 undue sent-in-error", "reply-5/1/2 undue sent-in-error"])
    #expect(try deliver(cases).isEmpty)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("More days given in time and typed in late: told again by the new day, each once")
  func movedOn() throws {
    let starts = "starts: [dispatched, reopened, breached]\n    days: 5\n"
    let cases = try overdue {
      $0.replacing(
        starts, with: starts + "    extension: { most_days: 10, source: assumption }\n")
    }
    try cases.act(
      .extended(ClockExtension(clock: "reply-5", days: 10, approver: "head", reasonHash: "00")),
      "2026-000001", on: "2026-05-10")
    #expect(try outbox(cases).count { $0.hasSuffix(" undue withdrawn") } == 2)
    #expect(try cases.kinds("2026-000001").contains(.raiseWithdrawn))
    for day in ["2026-05-15", "2026-05-21", "2026-05-21", "2026-05-23"] { try night(cases, day) }
    let again = [
      "reply-5/1/1/2026-05-08/1/2 - pending", "reply-5/1/2/2026-05-08/1/2 - pending",
    ]
    #expect(try outbox(cases).filter { $0.contains("reply-5") && $0.contains(" - ") } == again)
    try night(cases, "2026-05-24")
    #expect(try cases.kinds("2026-000001").count { $0 == .raised } == 3, "the promise, too")
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Sent back before its messages went out: the old body gets none of them")
  func bounced() throws {
    let cases = try overdue()
    try cases.bounce("2026-000001", on: "2026-05-14")
    #expect(try outbox(cases).count == 3)
    #expect(try outbox(cases).allSatisfy { $0.hasSuffix(" left withdrawn") })
    #expect(try deliver(cases).isEmpty)
    let order = TransferOrder(number: "ZB-2026-000009", body: "housing", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-14")
    try night(cases, "2026-05-17")
    let live = try outbox(cases).filter { $0.contains(" - ") }
    #expect(live.contains { $0.hasPrefix("reply-5/2/1") }, "the next body has reminders of its own")
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Sent on to another body, and to another county: withdrawn with the reason")
  func sentOn() throws {
    let cases = try overdue()
    let order = TransferOrder(number: "ZB-2026-000009", body: "housing", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-14")
    #expect(try outbox(cases).allSatisfy { $0.hasSuffix(" left withdrawn") })
    let other = try overdue("2026-05-13")
    #expect(try outbox(other).count == 3)
    try other.act(
      .escalated(Escalation(forum: .county, reasonHash: "00", county: "330502")), "2026-000001",
      on: "2026-05-13")
    let expected = [
      "reply-5/1/1 answered withdrawn", "promise-7/1/1 left withdrawn",
      "reply-5/1/2 answered withdrawn",
    ]
    #expect(try outbox(other) == expected)
  }

  @Test(
    "That no body is named, or that a county is asked, is not told any more once that has changed")
  func stale() throws {
    let cases = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try cases.add("C-1", on: "2026-05-08", town: nil)
    try cases.night("2026-05-08")
    try night(cases, "2026-05-13")
    let asked = try outbox(cases).filter { $0.hasPrefix("promise-7/1/1") }
    #expect(asked == ["promise-7/1/1 - pending"])
    let order = TransferOrder(number: "ZB-2026-000009", body: "housing", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-13")
    #expect(try outbox(cases).contains("promise-7/1/1 left withdrawn"))
    #expect(try outbox(cases).contains("assign-2/1/1 answered withdrawn"))
    let away = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try away.add("C-1", on: "2026-05-08")
    try away.night("2026-05-08")
    try away.act(
      .escalated(Escalation(forum: .county, reasonHash: "00", county: "330502")), "2026-000001",
      on: "2026-05-09")
    try night(away, "2026-05-13")
    #expect(try outbox(away).contains("promise-7/1/1 - pending"))
    try away.act(.concluded(.county), "2026-000001", on: "2026-05-13")
    #expect(try outbox(away).contains("promise-7/1/1 left withdrawn"))
    #expect(try cases.verify().findings.isEmpty && away.verify().findings.isEmpty)
  }

  private func texts(_ cases: CaseDatabase) throws -> [String] {
    try cases.database.read { try $0.outbox(asOf: CaseDatabase.day("2030-01-01")) }
      .filter { $0.why == nil && $0.messageId.contains("promise-7") }
      .map { "\($0.recipient.rawValue): \($0.text.zh)" }
  }

  @Test(
    "Sent back in time, typed in late: who had the case on the day is told, nobody else is named")
  func lateBounce() throws {
    let cases = try overdue("2026-05-16")
    let named = try texts(cases)
    let order = TransferOrder(number: "ZB-2026-000009", body: "housing", helper: nil, rule: nil)
    try cases.bounce("2026-000001", on: "2026-05-10")
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-11")
    #expect(try texts(cases).isEmpty, "all of them were about the first body")
    #expect(
      try outbox(cases).filter { $0.contains("promise-7") }.allSatisfy { $0.contains("undue") })
    try night(cases, "2026-05-16")
    // The same as if both had been typed in on their days.
    let punctual = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try punctual.add("C-1", on: "2026-05-08")
    try punctual.night("2026-05-08")
    try punctual.bounce("2026-000001", on: "2026-05-10")
    try punctual.act(.dispatched(order), "2026-000001", on: "2026-05-11")
    try night(punctual, "2026-05-16")
    #expect(try texts(cases) == texts(punctual))
    #expect(try !texts(cases).isEmpty && Set(texts(cases)).isDisjoint(with: named))
    try night(cases, "2026-05-16")
    #expect(try texts(cases) == texts(punctual), "once")
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Of a case that another county has nobody here is named")
  func away() throws {
    let cases = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.act(
      .escalated(Escalation(forum: .county, reasonHash: "00", county: "330502")), "2026-000001",
      on: "2026-05-09")
    try night(cases, "2026-05-17")
    let told = try texts(cases)
    #expect(told.contains { $0.contains("（已移送外县）") }, "\(told)")
    #expect(told.allSatisfy { $0.hasPrefix("leader: ") })
  }

  @Test("A night that comes late withdraws at once what daily ones would have had to withdraw")
  func lateNight() throws {
    let daily = try overdue()
    try daily.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-13")
    try night(daily, "2026-05-20")
    let late = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try late.add("C-1", on: "2026-05-08")
    try late.night("2026-05-08")
    try late.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-13")
    try night(late, "2026-05-20")
    #expect(try outbox(late) == outbox(daily))
    #expect(try late.cases().map(\.level) == daily.cases().map(\.level))
  }

  @Test("A case that an older version left raised is mended by the first night that counts anew")
  func fromBefore() throws {
    let cases = try overdue()
    let stored = "'\(CaseDatabase.evening("2026-05-14"))'"
    // As it stands when the reply was recorded without a look at the raise.
    try cases.tamper(
      """
      INSERT INTO caseEvent SELECT seq + 1, caseNo, 'replied', '{"text_hash":"00"}',
        '2026-05-13T09:00:00+08:00', \(stored), 'clerk', hash, \(Self.hash("hash"))
      FROM caseEvent ORDER BY seq DESC LIMIT 1
      """)
    let done = try cases.database.write {
      try $0.escalate(
        asOf: CaseDatabase.day("2026-05-15"), fingerprint: "another", rules: cases.rules,
        now: CaseDatabase.evening("2026-05-15"))
    }
    #expect(done.withdrawn == 1)
    #expect(try cases.cases().first?.level == .officer)
    #expect(try outbox(cases).count { $0.contains("reply-5") && $0.contains(" - ") } == 0)
    let again = try cases.database.write {
      try $0.escalate(
        asOf: CaseDatabase.day("2026-05-15"), fingerprint: "third", rules: cases.rules,
        now: CaseDatabase.evening("2026-05-15"))
    }
    #expect(again.withdrawn == 0)
  }

  /// 64 characters of some column.
  private static func hash(_ column: String) -> String {
    "substr(\(column) || \(column), 7, 64)"
  }
}
