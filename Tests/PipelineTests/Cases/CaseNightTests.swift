import GRDB
import Testing
import WageDomain
import WageStore

@Suite("A night moves the cases")
struct CaseNightTests {
  @Test("A complaint becomes a case with a transfer order; the same night twice changes nothing")
  func registerAndRoute() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    #expect(try cases.night("2026-05-08") == 2)
    let listed = try #require(try cases.cases().first)
    #expect(listed.caseNo == "2026-000001")
    #expect(listed.state == .dispatched)
    #expect(listed.body == "town-nanxun")
    #expect(listed.dueOn == CaseDatabase.day("2026-05-13"))
    let before = try cases.dump()
    #expect(try cases.night("2026-05-08") == 0)
    #expect(try cases.dump() == before)
  }

  @Test("A case counts from the day the office learned of it, not from the night that came late")
  func lateNight() throws {
    let cases = try CaseDatabase()
    try cases.database.write { transaction in
      let record = CaseDatabase.record("C-1", on: "2026-05-01", knownOn: "2026-05-04")
      _ = try ComplaintIntake.store(record, source: nil, in: transaction)
    }
    #expect(try cases.night("2026-05-03") == 0)
    try cases.night("2026-05-06")
    let events = try cases.events("2026-000001")
    #expect(
      events.map(\.event.effectiveAt.description) == [
        "2026-05-04T00:00:00+08:00", "2026-05-06T00:00:00+08:00",
      ])
    #expect(
      events.map(\.recordedAt) == [
        CaseDatabase.evening("2026-05-06"), CaseDatabase.evening("2026-05-06"),
      ])
  }

  @Test("A group waits for its leader; a case without a town is held, and its promise runs on")
  func waiting() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", persons: 12)
    try cases.add("C-2", on: "2026-05-08", town: nil)
    try cases.night("2026-05-08")
    let listed = try cases.cases()
    #expect(listed.map(\.state) == [.registered, .registered])
    #expect(listed.map(\.level) == [.principal, .officer])
    #expect(
      listed.map { $0.held?.en } == [
        "a leader must receive the visitors first",
        "the town of the place of work is not known; a person decides",
      ])
    #expect(
      try cases.dues("2026-05-16").map { "\($0.clock) \($0.daysLeft ?? 0)" } == [
        "assign-2 -6", "assign-2 -6", "promise-7 -1", "promise-7 -1",
      ])
    try cases.act(.received(.principal), "2026-000001", on: "2026-05-09")
    try cases.night("2026-05-09")
    #expect(try cases.kinds("2026-000001") == [.registered, .received, .dispatched])
  }

  @Test(
    "A past day shows each case as it stood at its end, and those not yet registered not at all")
  func pastDays() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.add("C-2", on: "2026-05-12")
    try cases.night("2026-05-08")
    try cases.night("2026-05-12")
    let then = (try cases.cases(asOf: "2026-05-12"), try cases.dues("2026-05-12"))
    try cases.act(.signed(Signature(level: .leader, by: "head")), "2026-000001", on: "2026-05-14")
    try cases.act(.replied(Reply(textHash: "00")), "2026-000001", on: "2026-05-14")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-16")
    try cases.act(.closed, "2026-000001", on: "2026-05-18")
    try cases.night("2026-06-01")
    #expect(try cases.cases(asOf: "2026-05-12") == then.0)
    #expect(try cases.dues("2026-05-12") == then.1)
    let states = try ["2026-05-07", "2026-05-08", "2026-05-15", "2026-05-17", "2026-05-18"].map {
      try cases.cases(asOf: $0).map(\.state.rawValue).joined(separator: " ")
    }
    #expect(
      states == [
        "", "dispatched", "replied dispatched", "resolved dispatched", "closed dispatched",
      ])
    #expect(try cases.dues("2026-05-08").allSatisfy { $0.caseNo == "2026-000001" })
  }

  @Test("Overdue cases are raised once each, whether nights are run daily, twice or after a gap")
  func escalation() throws {
    let daily = try CaseDatabase()
    let gap = try CaseDatabase()
    for cases in [daily, gap] {
      try cases.add("C-1", on: "2026-05-08")
      try cases.night("2026-05-08")
    }
    for day in 9...20 {
      let text = "2026-05-\(day < 10 ? "0" : "")\(day)"
      try daily.night(text)
      #expect(try daily.night(text) == 0)
    }
    try gap.night("2026-05-20")
    #expect(try daily.kinds("2026-000001") == [.registered, .dispatched, .raised, .raised])
    #expect(
      try daily.events("2026-000001").map(\.event) == gap.events("2026-000001").map(\.event))
    #expect(try daily.cases().first?.level == .principal)
    #expect(try daily.verify().findings.isEmpty)
  }

  @Test(
    "The same complaint again changes nothing; changed persons become an event; a closed case stays closed"
  )
  func changedComplaint() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", persons: 3)
    try cases.night("2026-05-08")
    let before = try cases.dump()
    try cases.add("C-1", on: "2026-05-08", persons: 3)
    #expect(try cases.dump() == before)

    try cases.add("C-1", on: "2026-05-08", persons: 6)
    try cases.night("2026-05-09")
    #expect(try cases.kinds("2026-000001") == [.registered, .dispatched, .detailsChanged])
    #expect(try cases.cases().first?.level == .leader)

    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-10")
    try cases.act(.closed, "2026-000001", on: "2026-05-10")
    try cases.add("C-1", on: "2026-05-08", persons: 6, amount: 2_000_000)
    try cases.night("2026-05-11")
    let listed = try #require(try cases.cases().first)
    #expect(listed.state == .closed)
    #expect(listed.amount == Money(fen: 2_000_000))
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test(
    "A changed wording alone is kept as a version and tells the case nothing; a changed place does")
  func changedText() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", place: "甲路1号")
    try cases.night("2026-05-08")
    try cases.add("C-1", on: "2026-05-08", phone: "13900000009", place: "甲路1号")
    #expect(try cases.night("2026-05-09") == 0)
    try cases.add("C-1", on: "2026-05-08", phone: "13900000009", place: "乙路2号")
    #expect(try cases.night("2026-05-10") == 1)
    #expect(try cases.kinds("2026-000001").last == .detailsChanged)
    #expect(try cases.night("2026-05-10") == 0)
  }

  @Test("What became known later does not move what scoring sees as of an earlier day")
  func asOf() throws {
    let cases = try CaseDatabase()
    let record = CaseDatabase.record("C-1", on: "2026-05-08", persons: 3)
    var later = record
    later.details = CaseDetails(persons: 9, amount: nil, town: nil)
    later.knownOn = CaseDatabase.day("2026-06-01")
    let both = [record, later]
    try cases.database.write { transaction in
      for record in both { try ComplaintIntake.store(record, source: nil, in: transaction) }
    }
    let may = try cases.database.read {
      try $0.firmEvents(asOf: CaseDatabase.day("2026-05-31"))
    }
    #expect(may[1]?.map(\.persons) == [3])
    let june = try cases.database.read {
      try $0.firmEvents(asOf: CaseDatabase.day("2026-06-01"))
    }
    #expect(june[1]?.map(\.persons) == [9])
  }
}
