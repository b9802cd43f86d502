import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Rows that no chain holds: what is altered or deleted there is found, and nothing else")
struct SealedRowTests {
  /// Two cases with a place each, follow-ups of the first, two of them delivered; a third sent back.
  private func filled() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    for number in 1...3 { try cases.add("C-\(number)", on: "2026-05-08", place: "甲路\(number)号") }
    try cases.night("2026-05-08")
    try cases.bounce("2026-000003", on: "2026-05-09")
    let day = CaseDatabase.day("2026-05-14")
    try cases.night("2026-05-14")
    _ = try cases.database.write {
      try $0.fillOutbox(asOf: day, rules: cases.rules, now: CaseDatabase.evening("2026-05-14"))
    }
    let path = cases.folder.appendingPathComponent("x").path
    let sender = OutboxSender(
      database: cases.database, targets: [.file(name: "x", path: path)],
      starts: cases.rules.startReminders, retryMinutes: [5],
      now: { CaseDatabase.evening("2026-05-14") })
    try sender.noteShown(sender.rehearse(asOf: day))
    _ = try sender.send(asOf: day)
    return cases
  }

  private func found(_ cases: CaseDatabase) throws -> [String] {
    try cases.database.read { snapshot in
      try snapshot.verifySealedRows() + snapshot.verifyErasures().findings
    }.map { "\($0.caseNo ?? "-") \($0.found.en)" }
  }

  private struct Tampering: CustomTestStringConvertible {
    let sql: String
    let found: String
    var testDescription: String { sql }
  }

  private static let altered = "it, its complainant or its texts were altered"

  private static let tamperings = [
    Tampering(
      sql: "UPDATE party SET name = '钱某' WHERE id = 1",
      found: "2026-000001 complaint C-1: \(altered)"),
    Tampering(
      sql: "UPDATE party SET phone = NULL WHERE id = 2",
      found: "2026-000002 complaint C-2: \(altered)"),
    Tampering(
      sql: "UPDATE complaint SET amountFen = 1 WHERE complaintNo = 'C-2'",
      found: "2026-000002 complaint C-2: \(altered)"),
    Tampering(
      sql: "UPDATE complaintText SET content = 'all is well' WHERE versionId = 1",
      found: "2026-000001 complaint C-1: \(altered)"),
    Tampering(
      sql: "DELETE FROM complaintText WHERE versionId = 1",
      found: "2026-000001 complaint C-1: \(altered)"),
    Tampering(
      sql: "UPDATE complaintVersion SET persons = 99 WHERE id = 3",
      found: "2026-000003 complaint C-3: \(altered)"),
    Tampering(
      sql: "UPDATE complaint SET digest = '' WHERE complaintNo = 'C-1'",
      found: "2026-000001 complaint C-1: \(altered)"),
    Tampering(
      sql: "DELETE FROM holdingPen WHERE caseNo = '2026-000003'",
      found: "2026-000003 no body, and not in the holding pen"),
    Tampering(
      sql: "UPDATE outbox SET textEn = 'nothing' WHERE id = 1",
      found: "2026-000001 follow-up 1 was altered"),
    Tampering(
      sql: "UPDATE outbox SET withdrawnAt = recordedAt, why = 'left' WHERE id = 2",
      found: "follow-up 2 was altered"),
    Tampering(
      sql: "UPDATE outboxAttempt SET answer = 'refused' WHERE id = 1",
      found: "delivery 1 was altered"),
    Tampering(sql: "DELETE FROM outboxAttempt WHERE id = 1", found: "- no delivery 1"),
    Tampering(
      sql: "DELETE FROM outboxAttempt WHERE id = (SELECT max(id) FROM outboxAttempt)",
      found: "- no delivery "),
    Tampering(
      sql: "DELETE FROM outbox WHERE id = (SELECT max(id) FROM outbox)", found: "- no follow-up "),
    Tampering(sql: "DELETE FROM outbox WHERE id = 2", found: "- no follow-up 2"),
    Tampering(sql: "DELETE FROM outbox", found: "- no follow-up 1 to follow-up "),
  ]

  @Test("An altered or deleted row is found and named, once", arguments: tamperings.indices)
  func tampered(place: Int) throws {
    let tampering = Self.tamperings[place]
    let cases = try filled()
    #expect(try found(cases).isEmpty)
    try cases.tamper(tampering.sql)
    let lines = try found(cases)
    #expect(lines.contains { $0.contains(tampering.found) }, "\(tampering.sql): \(lines)")
    #expect(lines.count { !$0.contains("delivery") } <= 1, "\(tampering.sql): \(lines)")
  }

  @Test("A row taken out of the pen is missed after a later event of the case, too")
  func pen() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", town: nil, place: "甲路")
    try cases.night("2026-05-08")
    try cases.tamper(
      """
      INSERT INTO stageRun (stage, asOf, inputHash, policies, counts, outcome, startedAt, endedAt)
      VALUES ('route', '2026-05-08', 'x', '{}', '{}', 'done', '2026-05-08T21:00:00+08:00',
        '2026-05-08T21:00:01+08:00')
      """)
    try cases.act(.received(.officer), "2026-000001", on: "2026-05-09")
    #expect(try found(cases).isEmpty)
    try cases.tamper("DELETE FROM holdingPen")
    #expect(try found(cases) == ["2026-000001 no body, and not in the holding pen"])
  }

  @Test("What the program itself changes is no finding: newer rows, merges, withdrawals, erasure")
  func ownChanges() throws {
    let cases = try filled()
    _ = try cases.database.write { transaction in
      try ComplaintIntake.store(
        CaseDatabase.record(
          "C-1", on: "2026-05-08", persons: 5, phone: "13900000009", place: "乙路",
          knownOn: "2026-05-15"), source: nil, in: transaction)
    }
    #expect(try found(cases).isEmpty)
    try cases.night("2026-05-15")
    try cases.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-13")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-16")
    try cases.act(.closed, "2026-000001", on: "2026-05-17")
    #expect(try found(cases).isEmpty)
    _ = try cases.database.erase { transaction in
      try transaction.eraseParties(
        asOf: CaseDatabase.day("2030-01-01"), rule: RetentionRule(years: 3, source: "test"),
        policy: "nanxun@4",
        entry: CaseEntry(actor: "keeper", on: nil, now: CaseDatabase.evening("2030-01-01")),
        rules: cases.rules)
    }
    #expect(try found(cases).isEmpty)
    _ = try cases.database.write { transaction in
      try ComplaintIntake.store(
        CaseDatabase.record("C-1", on: "2026-05-08", persons: 6, knownOn: "2030-01-02"),
        source: nil, in: transaction)
    }
    #expect(try found(cases).isEmpty)
    try cases.tamper("UPDATE party SET name = '钱某' WHERE id = 1")
    #expect(try found(cases).count == 1, "nobody comes back unseen after an erasure")
  }

  @Test("The last erasure is missed when its row is gone, and so is the only one")
  func lastErasure() throws {
    let cases = try filled()
    _ = try cases.database.write { transaction in
      for number in ["C-8", "C-9"] {
        _ = try ComplaintIntake.store(
          CaseDatabase.record(number, on: "2020-05-08"), source: nil, in: transaction)
      }
    }
    let rules = [HeldRetention(kind: .complaints, rule: RetentionRule(years: 3, source: "test"))]
    let erased = try cases.database.erase { transaction in
      try transaction.eraseHeld(
        asOf: CaseDatabase.day("2026-06-01"), rules: rules, policy: "nanxun@4",
        entry: CaseEntry(actor: "keeper", on: nil, now: CaseDatabase.evening("2026-06-01")))
    }.value
    try #require(erased.count == 2)
    #expect(try found(cases).isEmpty)
    for left in [1, 0] {
      try cases.tamper(
        "DROP TRIGGER IF EXISTS erasureEventNoDelete",
        "DELETE FROM erasureEvent WHERE seq = (SELECT max(seq) FROM erasureEvent)")
      let lines = try found(cases)
      #expect(lines.count == 1)
      #expect(lines.first?.hasPrefix("- erasures that end with event \(left), head ") == true)
    }
  }
}
