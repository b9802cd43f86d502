import CaseHandling
import Testing
import WageDomain
import WageStore

@Suite("Rows that events speak of: none is altered or deleted unseen")
struct CaseRowTests {
  /// Two cases with a place, a reply and a look at the complainant.
  private func filled() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    for number in 1...2 {
      try cases.add("C-\(number)", on: "2026-05-08", place: "练市镇一号")
    }
    try cases.night("2026-05-08")
    try cases.act(
      .replied(Reply(textHash: TextHash.sha256("已核实"))), "2026-000001", on: "2026-05-10",
      text: "已核实")
    _ = try cases.database.write {
      try $0.unmask("2026-000001", reason: "回访", entry: entry("2026-05-11"), rules: cases.rules)
    }
    return cases
  }

  private func entry(_ day: String) -> CaseEntry {
    CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening(day))
  }

  private func findings(_ cases: CaseDatabase) throws -> [CaseFinding] {
    try cases.database.read { snapshot in
      let found = try snapshot.verifyCases(rules: cases.rules)
      return try found.findings + snapshot.verifyRows(found)
    }
  }

  struct Damage: CustomTestStringConvertible, Sendable {
    let why: String
    let sql: String
    let found: String
    var testDescription: String { why }
  }

  @Test(
    "Damage is found and named",
    arguments: [
      Damage(
        why: "one text deleted", sql: "DELETE FROM caseText WHERE text = '已核实'", found: "no text"),
      Damage(why: "all texts deleted", sql: "DELETE FROM caseText", found: "no text"),
      Damage(
        why: "a text altered", sql: "UPDATE caseText SET text = '未核实' WHERE text = '已核实'",
        found: "a text that hashes to"),
      Damage(
        why: "a text moved to another case",
        sql: "UPDATE caseText SET caseNo = '2026-000002' WHERE text = '已核实'", found: "text"),
      Damage(
        why: "a complaint deleted", sql: "DELETE FROM complaint WHERE complaintNo = 'C-2'",
        found: "no complaint C-2"),
      Damage(
        why: "a place deleted", sql: "DELETE FROM complaintText WHERE versionId = 1",
        found: "the place of complaint C-1 altered, or not there"),
      Damage(
        why: "a place altered", sql: "UPDATE complaintText SET place = '别处' WHERE versionId = 1",
        found: "the place of complaint C-1 altered, or not there"),
      Damage(
        why: "a complaint that calls itself erased",
        sql: "DELETE FROM complaintText; UPDATE complaint SET erasedOn = '2026-06-01'",
        found: "the place of complaint C-1 altered, or not there"),
      Damage(
        why: "a complainant deleted, who was shown once", sql: "DELETE FROM party WHERE id = 1",
        found: "no complainant 1"),
    ])
  func damage(_ damage: Damage) throws {
    let cases = try filled()
    #expect(try findings(cases).isEmpty)
    try cases.tamper(damage.sql)
    let found = try findings(cases).map(\.found.en)
    #expect(found.contains { $0.contains(damage.found) }, "\(found)")
  }

  @Test("What was erased by policy is no finding; what is gone besides still is one")
  func erased() throws {
    let cases = try filled()
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-12")
    try cases.act(.closed, "2026-000001", on: "2026-05-13")
    try cases.act(
      .bounced(Bounce(body: "town-nanxun", reasonHash: TextHash.sha256("不属"))), "2026-000002",
      on: "2026-05-13", text: "不属")
    let rule = try #require(cases.rules.history.policy.retention)
    let gone = try cases.database.erase { transaction in
      try transaction.eraseParties(
        asOf: CaseDatabase.day("2040-01-01"), rule: rule, policy: "nanxun@1",
        entry: entry("2040-01-01"), rules: cases.rules)
    }
    #expect(gone.value.map(\.caseNo) == ["2026-000001"])
    #expect(try findings(cases).isEmpty)
    // A look after that has a reason of its own, which goes by its own term.
    _ = try cases.database.write {
      try $0.unmask("2026-000001", reason: "再查", entry: entry("2040-01-02"), rules: cases.rules)
    }
    #expect(try findings(cases).isEmpty)
    let held = try cases.database.erase {
      try $0.eraseHeld(
        asOf: CaseDatabase.day("2090-01-01"), rules: cases.rules.history.policy.otherRetentions,
        policy: "nanxun@1", entry: entry("2090-01-01"))
    }
    #expect(held.value.map(\.kind) == [.looks])
    #expect(try findings(cases).isEmpty)
    try cases.tamper("DELETE FROM caseText")
    #expect(try findings(cases).map(\.caseNo) == ["2026-000002"])
  }

  @Test("The texts of a case that was merged go with the one that carries on")
  func merged() throws {
    let cases = try filled()
    _ = try cases.database.write {
      try $0.merge(
        "2026-000002", into: "2026-000001", entry: entry("2026-05-12"), rules: cases.rules)
    }
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-12")
    try cases.act(.closed, "2026-000001", on: "2026-05-13")
    let rule = try #require(cases.rules.history.policy.retention)
    _ = try cases.database.erase { transaction in
      try transaction.eraseParties(
        asOf: CaseDatabase.day("2040-01-01"), rule: rule, policy: "nanxun@1",
        entry: entry("2040-01-01"), rules: cases.rules)
    }
    #expect(try findings(cases).isEmpty)
  }
}
