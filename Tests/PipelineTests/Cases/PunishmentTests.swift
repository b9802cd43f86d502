import CaseHandling
import Testing
import WageDomain
import WageStore

@Suite("The list of joint punishment in the store")
struct PunishmentTests {
  private func filled() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    let policy = try #require(cases.rules.history.policy.punishment)
    try cases.database.write { transaction in
      let parties = [
        PunishedParty(creditCode: "91330503NXQ0QRP269", name: "甲乙制衣厂", idNo: nil),
        PunishedParty(creditCode: nil, name: "赵测试", idNo: "330503199001010011"),
      ]
      for party in parties {
        _ = try transaction.enter(
          PunishmentProposal(
            party: party, ground: .groupEvent, order: "LJ-1",
            orderDueOn: CaseDatabase.day("2026-05-20"), caseNo: nil),
          policy: policy, entry: FundTests.entry("2026-06-01"))
      }
      try transaction.act(
        .published, onPunishment: "CJ-2026-000001", entry: FundTests.entry("2026-06-03"))
      _ = try transaction.repair(
        "CJ-2026-000002", paidOn: CaseDatabase.day("2026-07-01"), promise: "不再拖欠",
        policy: policy, entry: FundTests.entry("2026-07-02"))
    }
    return cases
  }

  private func list(_ cases: CaseDatabase, _ day: String) throws -> [ListedPunishment] {
    try cases.database.read { try $0.punishments(asOf: CaseDatabase.day(day)) }
  }

  private func verify(_ cases: CaseDatabase) throws -> PunishmentVerification {
    try cases.database.read { try $0.verifyPunishments() }
  }

  @Test("Entries stand as of a day; a person is masked, a firm is not")
  func listed() throws {
    let cases = try filled()
    #expect(try list(cases, "2026-05-31").isEmpty)
    let before = try list(cases, "2026-06-02")
    #expect(before.map(\.status.state) == [.entered, .entered])
    let entries = try list(cases, "2026-12-31")
    #expect(entries.map(\.status.state) == [.published, .entered])
    #expect(entries.map(\.party.name) == ["甲乙制衣厂", "赵**"])
    #expect(entries[1].party.idNo == "330503********0011")
    #expect(
      entries.map(\.status.endsOn) == Array(repeating: CaseDatabase.day("2029-06-01"), count: 2))
    #expect(entries[1].status.removableFrom == CaseDatabase.day("2027-01-02"))
    #expect(try verify(cases).findings.isEmpty)
  }

  @Test("Erasing a person leaves the chain whole, which never held the name")
  func erased() throws {
    let cases = try filled()
    #expect(
      try cases.dump().filter { $0.hasPrefix("punishmentEvent") }
        .allSatisfy { !$0.contains("赵测试") && !$0.contains("330503199001010011") })
    try cases.tamper("UPDATE punishedParty SET name = NULL, idNo = NULL WHERE kind = 'person'")
    #expect(try verify(cases).findings.isEmpty)
    #expect(try list(cases, "2026-12-31").count == 2)
  }

  @Test("The same firm or person is on the list once")
  func once() throws {
    let cases = try filled()
    let policy = try #require(cases.rules.history.policy.punishment)
    #expect(throws: PunishmentStoreError.listedAlready("CJ-2026-000002")) {
      try cases.database.write {
        _ = try $0.enter(
          PunishmentProposal(
            party: PunishedParty(creditCode: nil, name: "赵测", idNo: "330503199001010011"),
            ground: .criminalAmount, order: "LJ-2", orderDueOn: CaseDatabase.day("2026-05-20"),
            caseNo: nil),
          policy: policy, entry: FundTests.entry("2026-06-05"))
      }
    }
  }

  @Test(
    "Any altered row of the list is found",
    arguments: [
      "UPDATE punishmentEvent SET actor = 'x' WHERE seq = 1",
      "UPDATE punishmentEvent SET payload = json_set(payload, '$.ends_on', '2027-01-01') WHERE seq = 2",
      "UPDATE punishmentEvent SET effectiveOn = '2026-06-02' WHERE seq = 3",
      "DELETE FROM punishmentEvent WHERE seq = 3",
      "UPDATE punishment SET endsOn = '2027-01-01' WHERE punishmentNo = 'CJ-2026-000001'",
      "UPDATE punishment SET partyId = 1", "DELETE FROM punishment",
      "UPDATE punishmentText SET text = 'x'",
    ])
  func altered(_ change: String) throws {
    let cases = try filled()
    #expect(throws: (any Error).self, "the database itself refuses") {
      try cases.tamper("UPDATE punishmentEvent SET actor = 'x'")
    }
    try cases.tamper(
      "DROP TRIGGER punishmentEventNoUpdate; DROP TRIGGER punishmentEventNoDelete", change)
    #expect(!(try verify(cases).findings.isEmpty))
  }
}
