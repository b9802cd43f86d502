import Foundation
import GRDB
import Testing
import WageDomain
import WageStore

@Suite("Complainants are masked, shown only on record, and erased when their time is over")
struct PersonalDataTests {
  private static let rule = RetentionRule(years: 3, source: "test")
  private static let phone = "13900000001"
  private static let place = "甲路1号楼下的工地"

  private func entry(_ day: String) -> CaseEntry {
    CaseEntry(actor: "keeper", on: nil, now: CaseDatabase.evening(day))
  }

  /// One case closed on 20 May 2026, one still open.
  private func filled() throws -> CaseDatabase {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", place: Self.place)
    try cases.add("C-2", on: "2026-05-09", phone: "13900000002")
    try cases.night("2026-05-09")
    try cases.act(
      .replied(Reply(textHash: TextHash.sha256("已核实，赵测试在场"))), "2026-000001",
      on: "2026-05-12", text: "已核实，赵测试在场")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-12")
    try cases.act(.closed, "2026-000001", on: "2026-05-20")
    return cases
  }

  private func erase(_ cases: CaseDatabase, _ day: String) throws -> [CaseRetention] {
    try cases.database.erase { transaction in
      try transaction.eraseParties(
        asOf: CaseDatabase.day(day), rule: Self.rule, policy: "nanxun@4", entry: entry(day),
        rules: cases.rules)
    }.value
  }

  /// Whether any byte of the database's files holds the text.
  private func isOnDisk(_ text: String, _ cases: CaseDatabase) throws -> Bool {
    for suffix in ["", "-wal"] {
      guard let bytes = FileManager.default.contents(atPath: cases.path + suffix) else { continue }
      if bytes.range(of: Data(text.utf8)) != nil { return true }
    }
    return false
  }

  @Test("A look is an event with who, when and why, and never the data")
  func unmask() throws {
    let cases = try filled()
    let shown = try cases.database.write {
      try $0.unmask(
        "2026-000001", reason: "回访", entry: entry("2026-06-01"), rules: cases.rules)
    }
    #expect(shown.map(\.complainant.phone) == [Self.phone])
    #expect(shown.map(\.place) == [Self.place])
    let event = try #require(try cases.events("2026-000001").last)
    #expect(event.event.actor == "keeper")
    #expect(event.recordedAt == CaseDatabase.evening("2026-06-01"))
    guard case .unmasked(let look) = event.event.act else {
      Issue.record("not an unmasking: \(event.event.act)")
      return
    }
    #expect(look.parties == [1])
    #expect(look.reasonHash != TextHash.sha256("回访"), "keyed with the workspace's secret")
    #expect(try cases.verify().findings.isEmpty)
    let events = try cases.dump().filter { $0.hasPrefix("caseEvent") }
    #expect(events.allSatisfy { !$0.contains(Self.phone) && !$0.contains("回访") })
  }

  @Test("Kept to the last day, erased from the next; the chain and the figures stay as they were")
  func erasure() throws {
    let cases = try filled()
    #expect(try isOnDisk(Self.phone, cases))
    let before = try cases.verify()
    let states = try cases.cases().map(\.state)
    #expect(try erase(cases, "2029-05-20").isEmpty, "the last day")
    let erased = try erase(cases, "2029-05-21")
    #expect(erased.map(\.caseNo) == ["2026-000001"])
    #expect(erased.map(\.parties) == [1])
    for text in [Self.phone, Self.place, "赵测试在场"] {
      #expect(try !isOnDisk(text, cases), "\(text)")
    }
    #expect(try isOnDisk("13900000002", cases), "of the open case")
    let after = try cases.verify(head: before.head)
    #expect(after.findings == [])
    #expect(after.events == before.events + 1)
    #expect(try cases.cases().map(\.state) == states)
    #expect(try cases.kinds("2026-000001").last == .erased)
    let listed = try cases.database.read { try $0.complaints(ofCase: "2026-000001") }
    #expect(listed.map(\.complainant.isUnknown) == [true])
    #expect(listed.map { $0.erasedOn?.description } == ["2029-05-21"])
    #expect(try erase(cases, "2029-06-21").isEmpty, "once")
  }

  @Test("A case that was taken up again after it was erased is erased again when it has ended")
  func endedAgain() throws {
    let cases = try filled()
    _ = try erase(cases, "2029-05-21")
    let words = "仍未付清，赵测试来电"
    try cases.act(
      .reopened(Reopening(reasonHash: TextHash.sha256(words))), "2026-000001", on: "2029-06-01",
      text: words)
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2029-06-02")
    try cases.act(.closed, "2026-000001", on: "2029-06-03")
    #expect(try isOnDisk(words, cases))
    #expect(try erase(cases, "2032-06-03").isEmpty, "the last day")
    #expect(try erase(cases, "2032-06-04").map(\.caseNo) == ["2026-000001"])
    #expect(try !isOnDisk(words, cases))
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("A file that is sent again does not bring back who was erased")
  func sentAgain() throws {
    let cases = try filled()
    _ = try erase(cases, "2029-05-21")
    try cases.add("C-1", on: "2026-05-08", place: Self.place)
    try cases.add("C-1", on: "2026-05-08", place: Self.place)
    try cases.night("2029-06-01")
    #expect(try !isOnDisk(Self.phone, cases))
    #expect(try !isOnDisk(Self.place, cases))
    #expect(try cases.verify().findings.isEmpty)
    #expect(
      try cases.dump().count { $0.hasPrefix("complaintVersion") && $0.contains("'C-1'") } < 3)
  }

  @Test("A complainant that a later file corrects is not kept beside the new one")
  func corrected() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.add("C-1", on: "2026-05-08", phone: "13900000009")
    #expect(try cases.dump().filter { $0.hasPrefix("party:") }.count == 1)
    #expect(try !cases.dump().contains { $0.contains(Self.phone) })
  }

  @Test("No hash that leaves the workspace can be tried against phone numbers")
  func salted() throws {
    let first = try filled()
    let second = try filled()
    try second.tamper("UPDATE hashSecret SET secret = randomblob(32)")
    try second.add("C-3", on: "2026-05-10", place: Self.place)
    try second.night("2026-05-10")
    let plain = TextHash.sha256(Self.place)
    for cases in [first, second] {
      #expect(try !cases.dump().contains { $0.contains(plain) })
    }
    let hashes = try [(first, "2026-000001"), (second, "2026-000003")].map { cases, number in
      try cases.events(number).first?.event.act.payload["place_hash"]
    }
    #expect(hashes[0] != hashes[1] && hashes[0] != nil)
  }

  @Test("29 February is kept until the 28th where there is none")
  func leapDay() {
    #expect(
      RetentionRule(years: 3, source: "x").lastDay(ended: CaseDatabase.day("2028-02-29"))
        == CaseDatabase.day("2031-02-28"))
    #expect(
      RetentionRule(years: 4, source: "x").lastDay(ended: CaseDatabase.day("2028-02-29"))
        == CaseDatabase.day("2032-02-29"))
  }
}
