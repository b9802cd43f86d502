import Testing
import WageDomain
import WageStore

@Suite("The chain of events shows any change")
struct CaseChainTests {
  /// Three cases with seven events.
  private func filled() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    for number in 1...3 { try cases.add("C-\(number)", on: "2026-05-08", persons: Int64(number)) }
    try cases.night("2026-05-08")
    try cases.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-10")
    return cases
  }

  @Test("An untouched chain has no findings; a head kept from any earlier day is in it")
  func untouched() throws {
    let cases = try filled()
    let early = try cases.verify()
    #expect(early.findings.isEmpty)
    #expect(early.events == 7)
    try cases.act(.resolved(.wagesPaid), "2026-000002", on: "2026-05-11")
    #expect(try cases.verify(head: early.head).findings.isEmpty)
    #expect(try cases.verify(head: early.head.uppercased()).findings.isEmpty)
  }

  @Test(
    "A complaint that stands in another case than its events say is found, and so is one in none")
  func complaintMoved() throws {
    for (place, shown) in [("'2026-000002'", "2026-000002"), ("NULL", "-")] {
      let cases = try filled()
      try cases.tamper("UPDATE complaint SET caseNo = \(place) WHERE complaintNo = 'C-1'")
      let findings = try cases.verify().findings
      #expect(findings.map(\.found.en) == ["complaint C-1 in case \(shown)"])
      #expect(findings.first?.expected.en == "in 2026-000001 by the events of the cases")
    }
  }

  @Test("The database itself refuses to change or delete an event")
  func triggers() throws {
    let cases = try filled()
    #expect(throws: (any Error).self) {
      try cases.tamper("UPDATE caseEvent SET actor = 'x' WHERE seq = 2")
    }
    #expect(throws: (any Error).self) { try cases.tamper("DELETE FROM caseEvent WHERE seq = 2") }
  }

  @Test(
    "Any altered column of any event is found and named",
    arguments: 1...7,
    [
      "payload = json_set(payload, '$.persons', '99')", "actor = 'someone else'",
      "effectiveAt = '2026-05-01T00:00:00+08:00'", "recordedAt = '2026-05-01T00:00:00+08:00'",
      "type = 'closed'", "caseNo = '2026-000009'",
    ])
  func altered(_ seq: Int, _ change: String) throws {
    let cases = try filled()
    try cases.tamper(
      CaseDatabase.dropTriggers, "UPDATE caseEvent SET \(change) WHERE seq = \(seq)")
    #expect(try cases.verify().findings.first?.seq == Int64(seq))
  }

  @Test("Any deleted event but the last is found by the chain itself", arguments: 1...6)
  func deleted(_ seq: Int) throws {
    let cases = try filled()
    try cases.tamper(CaseDatabase.dropTriggers, "DELETE FROM caseEvent WHERE seq = \(seq)")
    #expect(try cases.verify().findings.first?.seq == Int64(seq + 1))
  }

  @Test("Two events that change places are found", arguments: 1...6)
  func reordered(_ seq: Int) throws {
    let cases = try filled()
    try cases.tamper(
      CaseDatabase.dropTriggers, "UPDATE caseEvent SET seq = 100 WHERE seq = \(seq)",
      "UPDATE caseEvent SET seq = \(seq) WHERE seq = \(seq + 1)",
      "UPDATE caseEvent SET seq = \(seq + 1) WHERE seq = 100")
    #expect(try cases.verify().findings.first?.seq == Int64(seq))
  }

  @Test("A cut tail fits in itself, and is found with a head kept outside")
  func cutTail() throws {
    let cases = try filled()
    let head = try cases.verify().head
    try cases.tamper(
      CaseDatabase.dropTriggers, "DELETE FROM caseEvent WHERE seq = 7",
      "UPDATE complaintCase SET state = 'dispatched', dueOn = '2026-05-13', dueClock = 'reply-5' WHERE caseNo = '2026-000001'",
      "UPDATE caseClock SET ending = NULL, endedAt = NULL WHERE caseNo = '2026-000001'")
    #expect(try cases.verify().findings.isEmpty)
    let findings = try cases.verify(head: head).findings
    #expect(findings.count == 1)
    #expect(findings.first?.expected.en.contains("cut or rewritten") == true)
  }

  @Test("A tail cut and written anew, with fitting hashes, is found with a head kept outside")
  func rewrittenTail() throws {
    let cases = try filled()
    let head = try cases.verify().head
    try cases.tamper(CaseDatabase.dropTriggers, "DELETE FROM caseEvent WHERE seq = 7")
    try cases.act(.replied(Reply(textHash: "ff")), "2026-000001", on: "2026-05-12")
    #expect(try cases.verify().findings.isEmpty)
    #expect(try cases.verify(head: head).findings.count == 1)
  }

  @Test(
    "A projection that its events do not amount to is found",
    arguments: [
      "UPDATE complaintCase SET state = 'closed' WHERE caseNo = '2026-000002'",
      "UPDATE complaintCase SET dueOn = '2027-01-01' WHERE caseNo = '2026-000002'",
      "UPDATE caseClock SET dueOn = '2027-01-01' WHERE caseNo = '2026-000002'",
      "UPDATE transferOrder SET body = 'water' WHERE caseNo = '2026-000002'",
      "DELETE FROM caseClock WHERE caseNo = '2026-000002'",
    ])
  func projections(_ change: String) throws {
    let cases = try filled()
    try cases.tamper(change)
    let findings = try cases.verify().findings
    #expect(findings.map(\.caseNo) == ["2026-000002"])
  }

  @Test(
    "A text that is not what was written is found",
    arguments: [
      "UPDATE caseText SET text = '未核实'",
      "UPDATE caseText SET text = 'x', hash = '\(TextHash.sha256("x"))'",
    ])
  func texts(_ change: String) throws {
    let cases = try filled()
    try cases.act(
      .replied(Reply(textHash: TextHash.sha256("已核实"))), "2026-000002", on: "2026-05-11",
      text: "已核实")
    #expect(try cases.verify().findings.isEmpty)
    try cases.tamper(change)
    #expect(try cases.verify().findings.map(\.caseNo) == ["2026-000002"])
  }

  @Test("Erasing a complainant leaves the chain whole")
  func erasure() throws {
    let cases = try filled()
    try cases.tamper(
      "UPDATE party SET name = NULL, idNo = NULL, phone = NULL", "DELETE FROM complaintText")
    #expect(try cases.verify().findings.isEmpty)
  }
}
