import Foundation
import Testing
import WageDomain

@Suite("The outbox verbs, as a script sees them")
struct OutboxVerbTests {
  /// A case whose reply was due on 13 May; the night of the 14th.
  private func overdue(_ outbox: String?) throws -> Office {
    let office = try Office()
    if let outbox {
      let path = office.folder + "/wagewatch.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text + "outbox: \(outbox)\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let noon = { (day: String) in Instant(day: Day(day) ?? Day(number: 0), secondOfDay: 43_200) }
    office.now = noon("2026-05-08")
    office.add("--persons", "3", "--town", "330503100")
    _ = office.run("case", "dispatch", "2026-000001")
    office.now = noon("2026-05-14")
    let night = office.run("nightly")
    guard night.error.contains("Follow-ups to be sent: 6 new") else {
      throw NightOffice.Failure(text: night.error)
    }
    return office
  }

  @Test("Pending, shown by a dry run, sent to a file, and never twice")
  func file() throws {
    let office = try overdue("{ file: outbox.jsonl }")
    #expect(!office.run("nightly").error.contains("Follow-ups"))
    #expect(
      office.run("outbox", "list", "--status", "pending", "--nl").out.split(separator: "\n").count
        == 6)
    let refused = office.run("outbox", "send")
    #expect(refused.code == 1)
    #expect(refused.error.contains("file outbox.jsonl: no dry run has shown yet what goes there"))
    #expect(office.run("outbox", "send", "--dry-run", "--limit", "0").code == 0)
    #expect(office.run("outbox", "send").code == 1, "a dry run that shows nothing frees nothing")
    let shown = office.run("outbox", "send", "--dry-run")
    #expect(shown.code == 0)
    #expect(shown.out.contains("Case 2026-000001: the seven-day promise is due on 2026-05-15"))
    let path = office.folder + "/outbox.jsonl"
    #expect(!FileManager.default.fileExists(atPath: path))
    let sent = office.run("outbox", "send")
    #expect(sent.code == 0)
    #expect(sent.error == "6 deliveries\n")
    #expect(office.run("outbox", "send").error == "0 deliveries\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 6)
    #expect(
      office.run("outbox", "list", "--status", "sent", "--nl").out.split(separator: "\n").count == 6
    )
  }

  @Test("What was promised by a day that has passed is shown as that, and not sent")
  func past() throws {
    let office = try overdue("{ file: outbox.jsonl }")
    office.now = Instant(day: try #require(Day("2026-05-16")), secondOfDay: 43_200)
    let shown = office.run("outbox", "send", "--dry-run")
    #expect(shown.out.contains("not sent, its day has passed"), "\(shown.out)")
    #expect(
      office.run("outbox", "send", "--dry-run", "--lang", "zh").out.contains("其日期已过，不再发送"))
    #expect(office.run("outbox", "send").code == 0)
    let withdrawn = office.run("outbox", "list", "--status", "withdrawn", "--nl").out
    #expect(withdrawn.contains(#""why":"past""#), "\(withdrawn)")
    #expect(!office.run("outbox", "send", "--dry-run").out.contains("has passed"))
  }

  @Test("Without a target nothing is sent; a message that cannot be delivered is an error")
  func failures() throws {
    let none = try overdue(nil)
    #expect(none.run("outbox", "send", "--dry-run").code == 1)
    let office = try overdue("{ webhook: \"http://127.0.0.1:9/x\" }")
    #expect(office.run("outbox", "send", "--dry-run").code == 0)
    let failed = office.run("outbox", "send")
    #expect(failed.code == 2)
    #expect(office.run("outbox", "send", "--fail-on", "never").code == 0)
    #expect(
      office.run("outbox", "list", "--status", "failed", "--nl").out.split(separator: "\n").count
        == 2)
  }

  @Test(
    "What a verb withdraws is told by that verb, and by no later one, of the same second neither")
  func toldOnce() throws {
    let office = try overdue("{ file: outbox.jsonl }")
    let reply = office.run("case", "reply", "2026-000001", "--text", "x", "--on", "2026-05-13")
    #expect(reply.error.contains("is not sent to"), "\(reply.error)")
    let more = [
      ["case", "sign", "2026-000001", "--level", "leader", "--by", "head"],
      ["case", "escalate", "2026-000001", "--to", "inspection", "--reason", "x"],
    ]
    for words in more {
      let next = office.run(words)
      #expect(next.code == 0 && !next.error.contains("is not sent to"), "\(next.error)")
    }
  }

  @Test("Of a case that is merged, the verb tells what is not sent any more, too")
  func merged() throws {
    let office = try overdue("{ file: outbox.jsonl }")
    office.add("--persons", "3", "--town", "330503100")
    office.run("nightly")
    let merged = office.run("case", "merge", "2026-000002", "--into", "2026-000001")
    #expect(
      merged.error.contains("Follow-up 2026-000002/promise-7/1/3 is not sent to"), "\(merged.error)"
    )
  }

  @Test("A reminder of a clock that was answered late, and did not go out before, is not sent")
  func answeredLate() throws {
    let office = try overdue("{ file: outbox.jsonl }")
    office.run("case", "sign", "2026-000001", "--level", "leader", "--by", "head")
    let reply = office.run("case", "reply", "2026-000001", "--text", "x")
    #expect(reply.code == 0)
    #expect(reply.error.contains("reply-5/1/2 is not sent to"), "\(reply.error)")
    #expect(reply.error.contains("its clock has ended"))
    let pending = office.run("outbox", "list", "--status", "pending", "--nl").out
    #expect(!pending.contains("reply-5") && pending.contains("promise-7"))
  }
}
