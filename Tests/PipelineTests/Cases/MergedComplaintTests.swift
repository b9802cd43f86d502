import CaseHandling
import Foundation
import GRDB
import NightlyRun
import RiskScoring
import Testing
import WageDomain
import WageStore

/// One grievance that came by two channels: C-1 of 2026-08-18 (6 persons, 50,000 yuan) and C-2 of the
/// day after (8 persons, 30,000 yuan), each with a case of its own.
@Suite("Complaints of one case count as one event")
struct MergedComplaintTests {
  private let desk: NightDesk
  private let code = Firms.codes[0]

  init() throws {
    desk = try NightDesk()
    try complaints(
      "C-1,12345,2026-08-18 10:00:00,6,50000", "C-2,petition,2026-08-19 10:00:00,8,30000")
    _ = try desk.night(Self.day("2026-08-20"))
  }

  private static func day(_ text: String) -> Day { CaseDatabase.day(text) }

  private func complaints(_ rows: String..., known: String = "2026-08-19") throws {
    var text = "complaint_no,channel,received_at,persons,amount_yuan,credit_code\n"
    for row in rows { text += "\(row),\(code)\n" }
    try desk.put("complaints_\(known)__known-\(known).csv", text)
  }

  private func change(
    _ work: (StoreTransaction, CaseEntry, WorkflowRules) throws -> Void, on day: String
  ) throws {
    let day = Self.day(day)
    let policies = desk.policies
    let rules = WorkflowRules(
      policy: policies.workflow, routing: policies.routing, calendar: policies.calendar(asOf: day))
    try desk.database.write {
      try work(
        $0, CaseEntry(actor: "clerk", on: nil, now: Instant(day: day, secondOfDay: 60_000)), rules)
    }
  }

  private func merge(on day: String = "2026-08-21") throws {
    try change(
      { _ = try $0.merge("2026-000002", into: "2026-000001", entry: $1, rules: $2) }, on: day)
  }

  private func firm(_ day: String) throws -> FlaggedFirm {
    _ = try desk.night(Self.day(day))
    return try #require(try desk.flagged(Self.day(day), code: code))
  }

  private func complaintReason(_ day: String) throws -> StoredReason {
    try #require(try firm(day).reasons.first { $0.indicator == "complaints" })
  }

  @Test("From the day on which a person merged them, with the most persons and the largest amount")
  func merged() throws {
    try merge()
    let before = try firm("2026-08-20")
    #expect(before.claimed == Money(fen: 8_000_000), "a day before the merge says what it said")
    let after = try firm("2026-08-21")
    #expect(after.claimed == Money(fen: 5_000_000))
    let reasons = try [before, after].map { firm in
      try #require(firm.reasons.first { $0.indicator == "complaints" })
    }
    #expect(reasons[0].points > reasons[1].points)
    #expect(reasons.map(\.evidence.count) == [2, 2], "both lines stand behind it")
    #expect(
      reasons[0].text.en.contains("Complaints: 2 in")
        && reasons[1].text.en.contains("Complaints: 1 in"))
    #expect(reasons[1].text.en.contains("8 persons"))
  }

  @Test("The explanation says that they are one, and works out the same points")
  func why() throws {
    try merge()
    let reason = try complaintReason("2026-08-21")
    let stage = WhyStage(policies: desk.policies)
    let code = try CreditCode(code)
    let report = try desk.database.read { snapshot in
      try snapshot.dossier(code, asOf: Self.day("2026-08-21")).flatMap {
        try stage.report($0, in: snapshot)
      }
    }
    let told = try #require(report)
    let place = try #require(told.reasons.firstIndex { $0.indicator == "complaints" })
    #expect(told.reasons[place] == reason)
    let merged = told.why(ofReason: place)?.compared.first { $0.name == "merged" }
    #expect(merged?.text.en == "2")
    #expect(told.rows[place].map(\.line.line) == [2, 3])
  }

  @Test("One taken out again counts for itself from that day, whatever was merged since")
  func detached() throws {
    try merge()
    let one = try complaintReason("2026-08-21")
    try change(
      { _ = try $0.detach("C-1", reason: "another firm's", entry: $1, rules: $2) }, on: "2026-08-24"
    )
    #expect(try complaintReason("2026-08-23").text == one.text)
    #expect(try complaintReason("2026-08-24").text.en.contains("Complaints: 2 in"))
    try change(
      { _ = try $0.merge("2026-000003", into: "2026-000001", entry: $1, rules: $2) },
      on: "2026-08-26")
    #expect(try complaintReason("2026-08-25").text.en.contains("Complaints: 2 in"))
    #expect(try complaintReason("2026-08-26").text.en.contains("Complaints: 1 in"))
  }

  @Test("A merge known after the day moves no score of it, nor does a complaint received after it")
  func asOf() throws {
    let day = Self.day("2026-08-20")
    let run = try #require(try desk.database.read { try $0.lastRun(asOf: day) })
    let result = try desk.result(ofRun: run.id)
    try merge()
    #expect(try desk.night(day).score?.isUnchanged == true)
    #expect(try desk.result(ofRun: try desk.scoreAgain(day).run.id) == result)
  }

  @Test("Cohorts and outcomes count one complaint, of the first day, with the most persons")
  func cohort() throws {
    try merge()
    let known = try desk.database.read { snapshot in
      try ["2026-08-20", "2026-08-21"].map { try snapshot.knownComplaints(asOf: Self.day($0)) }
    }
    #expect(known.map(\.count) == [2, 1])
    #expect(known[1].map(\.receivedOn) == [Self.day("2026-08-18")])
    #expect(known[1].map(\.lastReceivedOn) == [Self.day("2026-08-19")])
    #expect(known[1].map(\.persons) == [8])
  }

  @Test("The file of observations tells which complaints are one on its day")
  func observations() throws {
    try merge()
    for (day, rows) in [("2026-08-20", 0), ("2026-08-21", 2)] {
      let path = desk.folder.appendingPathComponent("obs-\(day).sqlite").path
      _ = try desk.database.read {
        try ObservationFile(snapshot: $0, asOf: Self.day(day), calendar: [], limits: [])
          .write(to: path)
      }
      let found = try DatabaseQueue(path: path).read {
        try Row.fetchAll($0, sql: "SELECT complaint_id, group_id FROM complaint_merge").map {
          ($0[0] as Int64, $0[1] as Int64)
        }
      }
      #expect(found.count == rows && Set(found.map(\.1)).count == min(rows, 1))
    }
  }
}
