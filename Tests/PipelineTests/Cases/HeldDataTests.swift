import CaseHandling
import Foundation
import Testing
import WageDomain
import WageStore

@Suite(
  "All else with personal data is kept for its term, erased once, and leaves every chain whole")
struct HeldDataTests {
  private static let rules = HeldKind.allCases.map { kind in
    HeldRetention(
      kind: kind, rule: RetentionRule(years: kind == .duty ? 1 : 3, source: "invented"))
  }
  private static let plan = IncidentPlan(
    version: "test@1",
    levels: [IncidentLevel(id: "small", title: .same("small"), persons: 5, source: "invented")],
    steps: [])

  private func erase(
    _ cases: CaseDatabase, _ day: String, rules: [HeldRetention] = HeldDataTests.rules
  ) throws -> [String] {
    try cases.database.erase { transaction in
      try transaction.eraseHeld(
        asOf: CaseDatabase.day(day), rules: rules, policy: "nanxun@6",
        entry: CaseEntry(actor: "keeper", on: nil, now: CaseDatabase.evening(day)))
    }.value.map { "\($0.kind.rawValue) \($0.number)" }
  }

  private func held(_ cases: CaseDatabase, _ day: String) throws -> [HeldRecord] {
    try cases.database.read {
      try $0.heldRecords(asOf: CaseDatabase.day(day), rules: Self.rules)
    }
  }

  private func isOnDisk(_ text: String, _ cases: CaseDatabase) -> Bool {
    ["", "-wal"].contains { suffix in
      FileManager.default.contents(atPath: cases.path + suffix)?
        .range(of: Data(text.utf8)) != nil
    }
  }

  /// Every chain, recomputed.
  private func findings(_ cases: CaseDatabase) throws -> [CaseFinding] {
    try cases.database.read { snapshot in
      try snapshot.verifyCases(rules: cases.rules).findings
        + snapshot.verifyIncidents().findings + snapshot.verifyPunishments().findings
        + snapshot.verifyErasures().findings
    }
  }

  @Test(
    "A complaint that opened no case is erased three years after the last that was learned of it")
  func complaints() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", place: "甲路1号")
    try cases.add("C-2", on: "2026-05-09", phone: "13900000002")
    #expect(try erase(cases, "2029-05-08").isEmpty, "the last day")
    #expect(try erase(cases, "2029-05-09") == ["complaints C-1"])
    for text in ["13900000001", "甲路1号"] { #expect(!isOnDisk(text, cases)) }
    #expect(isOnDisk("13900000002", cases))
    #expect(try erase(cases, "2029-05-09").isEmpty, "once")
    let listed = try held(cases, "2029-05-09")
    #expect(listed.map(\.number) == ["C-1", "C-2"])
    #expect(listed.map { $0.erasedOn?.description } == ["2029-05-09", nil])
    try cases.add("C-1", on: "2026-05-08", place: "甲路1号")
    #expect(!isOnDisk("甲路1号", cases), "a file that is sent again brings nothing back")
    #expect(try findings(cases).isEmpty)
  }

  private func enter(
    _ cases: CaseDatabase, _ party: PunishedParty, removed day: String?
  ) throws {
    let policy = try #require(cases.rules.history.policy.punishment)
    try cases.database.write { transaction in
      let (number, _) = try transaction.enter(
        PunishmentProposal(
          party: party, ground: .groupEvent, order: "LJ-1",
          orderDueOn: CaseDatabase.day("2026-05-20"), caseNo: nil),
        policy: policy, entry: Self.entry("2026-06-01"))
      guard let day else { return }
      try transaction.act(
        .removed(.revoked, reasonHash: TextHash.sha256("赵测试申诉成立")), onPunishment: number,
        text: "赵测试申诉成立", entry: Self.entry(day))
    }
  }

  private static func entry(_ day: String) -> CaseEntry {
    CaseEntry(
      actor: "clerk", on: CaseDatabase.day(day), now: CaseDatabase.evening("2027-12-31"))
  }

  private static let person = PunishedParty(
    creditCode: nil, name: "赵测试", idNo: "330503199001010011")

  @Test(
    "A punished person and what was written are erased after the removal, the firm's name stays")
  func punishments() throws {
    let cases = try CaseDatabase()
    try enter(cases, Self.person, removed: "2026-07-01")
    try enter(
      cases, PunishedParty(creditCode: "91330503NXQ0QRP269", name: "甲乙制衣厂", idNo: nil),
      removed: "2026-07-02")
    #expect(try findings(cases).isEmpty)
    #expect(try erase(cases, "2029-07-01").isEmpty, "the last day")
    #expect(
      try erase(cases, "2029-07-03")
        == ["punishments CJ-2026-000001", "punishments CJ-2026-000002"])
    for text in ["赵测试", "330503199001010011"] { #expect(!isOnDisk(text, cases)) }
    #expect(isOnDisk("甲乙制衣厂", cases))
    let list = try cases.database.read {
      try $0.punishments(asOf: CaseDatabase.day("2029-07-03"))
    }
    #expect(list.map(\.party.name) == [nil, "甲乙制衣厂"])
    #expect(list.map { $0.party.erasedOn?.description } == ["2029-07-03", nil])
    #expect(try findings(cases).isEmpty)
  }

  @Test("A person who is on the list again is kept until the last entry is over")
  func listedAgain() throws {
    let cases = try CaseDatabase()
    try enter(cases, Self.person, removed: "2026-07-01")
    try enter(cases, Self.person, removed: nil)
    #expect(try erase(cases, "2035-01-01").isEmpty)
    #expect(isOnDisk("330503199001010011", cases))
  }

  @Test("Hashes of short texts cannot be tried: each has a salt, which goes with the text")
  func salted() throws {
    let cases = try CaseDatabase()
    try enter(cases, Self.person, removed: "2026-07-01")
    try gathered(cases)
    let rows = try cases.dump()
    for text in ["赵测试申诉成立", "甲路1号门口", "已付清"] {
      let plain = TextHash.sha256(text)
      #expect(!rows.contains { $0.contains(plain) }, "\(text)")
    }
    _ = try erase(cases, "2035-01-01")
    let left = try cases.dump()
    #expect(!left.contains { $0.hasPrefix("punishmentText") })
    #expect(left.filter { $0.hasPrefix("incident:") }.allSatisfy { $0.contains("placeSalt:NULL") })
    #expect(try findings(cases).isEmpty)
  }

  private func gathered(_ cases: CaseDatabase) throws {
    try cases.database.write { transaction in
      let desk = IncidentDesk(transaction, plan: Self.plan)
      let at = CaseDatabase.evening("2026-06-01")
      let entry = IncidentEntry(actor: "clerk", at: at, now: at)
      let number = try desk.open(
        IncidentOpening(
          isDrill: false, persons: 8, caseNo: nil, firm: nil, town: nil, place: "甲路1号门口", at: at),
        entry: entry)
      try desk.close(number, result: "已付清", entry: entry)
    }
  }

  @Test("Place and result of an incident are erased; altered before that, they are found")
  func incidents() throws {
    let cases = try CaseDatabase()
    try gathered(cases)
    #expect(try findings(cases).isEmpty)
    #expect(try erase(cases, "2029-06-01").isEmpty, "the last day")
    #expect(try erase(cases, "2029-06-02") == ["incidents QT-2026-000001"])
    for text in ["甲路1号门口", "已付清"] { #expect(!isOnDisk(text, cases)) }
    #expect(try findings(cases).isEmpty)
    let incident = try #require(
      try cases.database.read {
        try $0.incident("QT-2026-000001", asOf: CaseDatabase.day("2029-06-02"))
      })
    #expect(incident.place == nil && incident.result == nil && !incident.isOpen)
    #expect(incident.erasedOn == CaseDatabase.day("2029-06-02"))
    try cases.tamper("UPDATE incident SET place = '乙路2号'")
    #expect(try !findings(cases).isEmpty, "nothing comes back")
  }

  @Test("A place that somebody removes or changes without an erasure is found")
  func tampered() throws {
    for change in ["place = NULL", "place = '乙路2号'", "placeSalt = NULL", "result = ''"] {
      let cases = try CaseDatabase()
      try gathered(cases)
      try cases.tamper("UPDATE incident SET \(change)")
      #expect(try !findings(cases).isEmpty, "\(change)")
    }
  }

  @Test("Phones of past duty go after a year, who was on duty stays")
  func duty() throws {
    let cases = try CaseDatabase()
    let day = CaseDatabase.day("2026-06-01")
    _ = try cases.database.write {
      try $0.setDuty(
        [DutyEntry(day: day, person: "钱测试", body: "人社局", phone: "0572-1234567")],
        isRemoved: false, actor: "clerk", now: CaseDatabase.evening("2026-06-01"))
    }
    #expect(try erase(cases, "2027-06-01").isEmpty, "the last day")
    #expect(try erase(cases, "2027-06-02") == ["duty 2026-06-01"])
    #expect(!isOnDisk("0572-1234567", cases))
    #expect(
      try cases.database.read { try $0.dutyRoster(day...day).entries.map(\.person) } == ["钱测试"])
  }

  @Test(
    "Reasons of looks go: at rejected rows and the roster, and at cases that were erased before")
  func looks() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-12")
    try cases.act(.closed, "2026-000001", on: "2026-05-20")
    func look(_ day: String, _ reason: String) throws {
      try cases.database.write {
        _ = try $0.unmask(
          "2026-000001", reason: reason,
          entry: CaseEntry(actor: "keeper", on: nil, now: CaseDatabase.evening(day)),
          rules: cases.rules)
      }
    }
    try look("2026-06-01", "赵测试来电")
    try cases.database.write {
      try $0.recordUnmasking(
        "rejects show 1", rows: 1, reason: "钱测试核对", actor: "keeper",
        at: CaseDatabase.evening("2026-06-01"))
    }
    #expect(try held(cases, "2029-06-02").map(\.number) == ["1"], "the case's goes with the case")
    _ = try cases.database.erase { transaction in
      try transaction.eraseParties(
        asOf: CaseDatabase.day("2029-05-21"), rule: RetentionRule(years: 3, source: "invented"),
        policy: "nanxun@6",
        entry: CaseEntry(actor: "keeper", on: nil, now: CaseDatabase.evening("2029-05-21")),
        rules: cases.rules)
    }
    #expect(!isOnDisk("赵测试来电", cases))
    try look("2029-05-22", "孙测试查阅")
    #expect(try erase(cases, "2029-06-02") == ["looks 1"])
    #expect(!isOnDisk("钱测试核对", cases))
    let seq = try #require(try cases.events("2026-000001").last?.seq)
    #expect(try erase(cases, "2032-05-23") == ["looks 2026-000001/\(seq)"])
    #expect(!isOnDisk("孙测试查阅", cases))
    #expect(try findings(cases).isEmpty)
  }

  @Test("What the policy gives no term is kept")
  func unnamed() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    #expect(try erase(cases, "2099-01-01", rules: []).isEmpty)
    let kept = try cases.database.read {
      try $0.heldRecords(asOf: CaseDatabase.day("2099-01-01"), rules: [])
    }
    #expect(kept.map(\.keptUntil) == [nil])
    #expect(kept.allSatisfy { !$0.isDue(CaseDatabase.day("2099-01-01")) })
  }

  @Test("An erasure that is altered or deleted behind the program's back is found")
  func chain() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.add("C-2", on: "2026-05-08")
    _ = try erase(cases, "2030-01-01")
    let head = try cases.database.read { try $0.verifyErasures() }.head
    #expect(try cases.database.read { try $0.verifyErasures(head: head) }.hasHead)
    try cases.tamper(
      "DROP TRIGGER erasureEventNoUpdate", "UPDATE erasureEvent SET subject = 'C-9' WHERE seq = 1")
    #expect(try !findings(cases).isEmpty)
  }
}
