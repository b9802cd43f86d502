import CaseHandling
import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("The outbox: every follow-up once, every message until its receiver has it")
struct OutboxTests {
  /// Fills the outbox as the escalate stage does after the case stages.
  @discardableResult
  private func night(_ cases: CaseDatabase, _ day: String) throws -> Int {
    try cases.night(day)
    return try cases.database.write {
      try $0.fillOutbox(
        asOf: CaseDatabase.day(day), rules: cases.rules, now: CaseDatabase.evening(day))
    }
  }

  private func messages(_ cases: CaseDatabase) throws -> [OutboxMessage] {
    try cases.database.read { try $0.outbox(asOf: CaseDatabase.day("2030-01-01")) }
  }

  /// What must not depend on the nights: all but when it was recorded.
  private func told(_ cases: CaseDatabase) throws -> [String] {
    try messages(cases).map {
      "\($0.messageId) \($0.recipient.rawValue) \($0.addressee ?? "-") \($0.dueOn) "
        + "\($0.effectiveAt) \($0.text.zh)"
    }
  }

  private func date(_ number: Int) -> String {
    CaseDatabase.day("2026-05-01").adding(days: number).description
  }

  /// What people do on a day, by a seed; what a state does not allow is refused alike everywhere.
  private func act(_ cases: CaseDatabase, day: Int, seed: UInt64) {
    var random = SplitMix(state: seed &* 31 &+ UInt64(day))
    let acts: [CaseAct] = [
      .replied(Reply(textHash: "00")), .resolved(.wagesPaid), .closed,
      .escalated(Escalation(forum: .inspection, reasonHash: "00")), .accepted(.inspection),
      .paused(Pause(reasonHash: "00")), .resumed, .signed(Signature(level: .principal, by: "x")),
    ]
    for number in 1...4 where random.next(below: 4) == 0 {
      _ = try? cases.act(acts[random.next(below: acts.count)], "2026-00000\(number)", on: date(day))
    }
  }

  private func run(seed: UInt64, nights: (Int) -> Int) throws -> [String] {
    let cases = try CaseDatabase()
    for number in 1...4 { try cases.add("C-\(number)", on: date(0), persons: 1) }
    for day in 0...24 {
      act(cases, day: day, seed: seed)
      for _ in 0..<(day == 0 || day == 24 ? 1 : nights(day)) { try night(cases, date(day)) }
    }
    #expect(try cases.verify().findings.isEmpty)
    return try told(cases)
  }

  @Test("Nights in any pattern of missed and doubled days give the same outbox", arguments: 1...4)
  func pattern(_ number: Int) throws {
    let seed = UInt64(number)
    let daily = try run(seed: seed) { _ in 1 }
    #expect(!daily.isEmpty)
    var random = SplitMix(state: seed)
    let pattern = (0...24).map { _ in random.next(below: 3) }
    #expect(try run(seed: seed) { pattern[$0] } == daily)
    #expect(try run(seed: seed) { _ in 0 } == daily)
    #expect(Set(daily).count == daily.count)
  }

  @Test("Effective at the legal moment, recorded when the night came")
  func moments() throws {
    let cases = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try cases.add("C-1", on: "2026-05-08")
    #expect(try night(cases, "2026-05-08") == 0)
    #expect(try night(cases, "2026-05-14") == 3)
    #expect(try night(cases, "2026-05-14") == 0)
    let messages = try messages(cases)
    #expect(
      messages.map { "\($0.messageId) \($0.effectiveAt.day) \($0.recordedAt.day)" } == [
        "2026-000001/reply-5/1/1 2026-05-11 2026-05-14",
        "2026-000001/promise-7/1/1 2026-05-13 2026-05-14",
        "2026-000001/reply-5/1/2 2026-05-13 2026-05-14",
      ])
    #expect(messages.first?.text.zh == "案件 2026-000001：五日书面回复将于 2026-05-13 到期，请南浔镇按期回复。")
    #expect(messages.allSatisfy { !$0.text.zh.contains("赵测试") })
  }

  @Test("An order typed in with an earlier day, which shifts the rounds, tells nobody twice")
  func shiftedRounds() throws {
    let cases = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let orders = ["housing", "water"].enumerated().map { index, body in
      TransferOrder(number: "ZB-2026-00009\(index)", body: body, helper: nil, rule: nil)
    }
    func ofReply() throws -> [String] {
      try messages(cases).filter { $0.clock == "reply-5" }.map {
        "\($0.messageId) \($0.dueOn) \($0.effectiveAt.day)"
      }
    }
    try cases.act(.dispatched(orders[0]), "2026-000001", on: "2026-05-20")
    try night(cases, "2026-06-10")
    let before = try ofReply()
    try cases.act(.dispatched(orders[1]), "2026-000001", on: "2026-05-15")
    try night(cases, "2026-06-10")
    // The order of 15 May is the second round now; its follow-ups are new, and only they.
    let after = try ofReply()
    #expect(Set(after).isSuperset(of: before))
    #expect(Set(after).subtracting(before).allSatisfy { $0.contains(" 2026-05-20 ") })
    #expect(after.count > before.count)
    #expect(Set(after.map { $0.split(separator: " ")[0] }).count == after.count)
    #expect(try night(cases, "2026-06-10") == 0)
  }

  @Test("Two processes at once put each follow-up in once")
  func race() async throws {
    let cases = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    for number in 1...20 { try cases.add("C-\(number)", on: "2026-05-08") }
    try cases.night("2026-05-08")
    let (path, rules) = (cases.path, cases.rules)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 {
        group.addTask {
          let own = try WageDatabase(path: path)
          return try own.write {
            try $0.fillOutbox(
              asOf: CaseDatabase.day("2026-05-14"), rules: rules,
              now: CaseDatabase.evening("2026-05-14"))
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.reduce(0, +) == 60)
    #expect(try messages(cases).count == 60)
  }

  // MARK: Sending

  private func sender(
    _ cases: CaseDatabase, _ targets: [OutboxTarget], at moment: Instant
  ) -> OutboxSender {
    OutboxSender(
      database: cases.database, targets: targets, starts: cases.rules.startReminders,
      retryMinutes: cases.rules.history.policy.retryMinutes, now: { moment })
  }

  private func filled() throws -> (cases: CaseDatabase, file: OutboxTarget, path: String) {
    let cases = try CaseDatabase(workflow: CaseDatabase.deskOnly)
    try cases.add("C-1", on: "2026-05-08")
    try night(cases, "2026-05-08")
    try night(cases, "2026-05-14")
    let path = cases.folder.appendingPathComponent("outbox.jsonl").path
    return (cases, .file(name: "outbox.jsonl", path: path), path)
  }

  /// A dry run of everything, which somebody looked at.
  private func show(_ sender: OutboxSender) throws {
    try sender.noteShown(sender.rehearse(asOf: day))
  }

  private let day = CaseDatabase.day("2026-05-14")
  private let evening = CaseDatabase.evening("2026-05-14")

  @Test("Nothing goes to a target before a dry run; then each message once, a line each")
  func file() throws {
    let (cases, file, path) = try filled()
    let sender = sender(cases, [file], at: evening)
    #expect(throws: OutboxError.notRehearsed(["file outbox.jsonl"])) { try sender.send(asOf: day) }
    #expect(!FileManager.default.fileExists(atPath: path))
    let shown = try sender.rehearse(asOf: day)
    #expect(shown.map(\.outcome) == [.due, .due, .due])
    #expect(throws: OutboxError.notRehearsed(["file outbox.jsonl"])) { try sender.send(asOf: day) }
    try sender.noteShown(shown)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(
      try sender.send(asOf: day).map(\.outcome) == Array(repeating: .sent("appended"), count: 3))
    #expect(try sender.send(asOf: day).isEmpty)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains(#""message_id":"2026-000001/reply-5/1/1""#))
    #expect(lines[0].contains(#""due_on":"2026-05-13""#))
    // Replies and reasons may be about people.
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    #expect(
      try messages(cases).map { $0.status(at: ["file outbox.jsonl"]) } == [.sent, .sent, .sent])
  }

  @Test("One dry run frees what it has shown, and no message that came later or was not shown")
  func shownOnly() throws {
    let (cases, file, path) = try filled()
    let sender = sender(cases, [file], at: evening)
    try sender.noteShown(sender.rehearse(asOf: day).prefix(1))
    let first = try sender.send(asOf: day)
    #expect(first.map(\.outcome) == [.sent("appended"), .unshown, .unshown])
    #expect(first.map(\.isUndelivered) == [false, true, true])
    try show(sender)
    #expect(try sender.send(asOf: day).count == 2)
    try night(cases, "2026-05-16")
    let later = CaseDatabase.day("2026-05-16")
    #expect(throws: OutboxError.notRehearsed(["file outbox.jsonl"])) {
      try sender.send(asOf: later)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 3)
  }

  @Test("A line that a crash cut off is ended before the next one")
  func tornLine() throws {
    let (cases, file, path) = try filled()
    try #"{"message_id":"2026-0"#.write(toFile: path, atomically: true, encoding: .utf8)
    let sender = sender(cases, [file], at: evening)
    try show(sender)
    _ = try sender.send(asOf: day)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].hasPrefix(#"{"addressee":"#))
  }

  @Test(
    "A target out of reach: one try, recorded, then ever longer waits; the other target is served")
  func unreachable() throws {
    let (cases, file, _) = try filled()
    let broken = OutboxTarget.file(
      name: "no/such.jsonl", path: cases.folder.path + "/no/such.jsonl")
    try show(sender(cases, [broken, file], at: evening))
    var moment = evening
    var waits: [Int64] = []
    for _ in 1...5 {
      let done = try sender(cases, [broken, file], at: moment).send(asOf: day)
      let failed = try #require(
        done.compactMap { delivery -> Instant? in
          guard case .failed(_, let retryAt) = delivery.outcome else { return nil }
          return retryAt
        }.first)
      #expect(done.count(where: \.isUndelivered) == 3)
      waits.append((failed.secondsSince1970 - moment.secondsSince1970) / 60)
      moment = failed
    }
    #expect(waits == [5, 30, 120, 720, 720])
    #expect(
      try messages(cases).map { $0.status(at: ["file outbox.jsonl"]) } == [.sent, .sent, .sent])
    let waiting = try sender(
      cases, [broken], at: Instant(secondsSince1970: moment.secondsSince1970 - 1)
    ).send(asOf: day)
    #expect(waiting.first?.outcome == .waiting(until: moment))
    #expect(try messages(cases).contains { $0.status(at: [broken.name]) == .failed })
  }

  @Test("An address that nobody answers at is a failed try, with the reason")
  func webhook() throws {
    let (cases, _, _) = try filled()
    let hook = OutboxTarget.webhook("http://127.0.0.1:9/hook?key=secret")
    #expect(hook.name == "webhook http://127.0.0.1:9/hook")
    #expect(
      OutboxTarget.webhook("https://u:p@h.example/a/b").name == "webhook https://h.example/a/b")
    try show(sender(cases, [hook], at: evening))
    let done = try sender(cases, [hook], at: evening).send(asOf: day)
    #expect(done.count(where: \.isUndelivered) == 3)
    #expect(try messages(cases).first?.attempts.count == 1)
  }

  @Test("A workspace that names no target sends nothing")
  func noTarget() throws {
    let (cases, _, _) = try filled()
    #expect(throws: OutboxError.noTarget) { try sender(cases, [], at: evening).send(asOf: day) }
  }
}
