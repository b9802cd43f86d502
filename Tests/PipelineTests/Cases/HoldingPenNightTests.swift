import CaseHandling
import Testing
import WageDomain
import WageStore

@Suite("The holding pen is listed until it is empty")
struct HoldingPenNightTests {
  private func pending(_ cases: CaseDatabase, _ day: String) throws -> [PendingCase] {
    try cases.database.read { try $0.pendingCases(asOf: CaseDatabase.day(day), rules: cases.rules) }
  }

  private func route(_ cases: CaseDatabase, _ day: String) throws -> RoutingOutcome {
    try cases.database.write { transaction in
      try transaction.registerAndRoute(
        asOf: CaseDatabase.day(day), rules: cases.rules, now: CaseDatabase.evening(day)
      ).routing
    }
  }

  private func told(_ pending: [PendingCase]) -> [String] {
    pending.map { "\($0.caseNo) \($0.lack.rawValue) \($0.daysLeft ?? 99): \($0.why.en)" }
  }

  @Test(
    "Whatever keeps a case from its body is listed with its days left, and counted by the night")
  func reasons() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", town: nil)
    try cases.add("C-2", on: "2026-05-08", persons: 12)
    try cases.add("C-3", on: "2026-05-08")
    try cases.add("C-4", on: "2026-05-08", town: nil)
    try cases.night("2026-05-08")
    try cases.act(
      .escalated(Escalation(forum: .inspection, reasonHash: "00")), "2026-000004",
      on: "2026-05-09")
    try cases.bounce("2026-000003", on: "2026-05-11")
    let outcome = try route(cases, "2026-05-12")
    #expect(outcome.held == 3 && outcome.waitingForReception == 1 && outcome.withoutFirm == 0)
    #expect(
      told(try pending(cases, "2026-05-12")) == [
        "2026-000001 without-body -2: the town of the place of work is not known; a person decides",
        "2026-000002 without-body -2: a leader must receive the visitors first",
        "2026-000004 without-body -2: the town of the place of work is not known; a person decides",
        "2026-000003 without-body 1: Nanxun town sent it back as not its own; a person decides",
      ])
    #expect(told(try pending(cases, "2026-05-10")).count == 3, "as of an earlier day")
    try cases.act(
      .dispatched(TransferOrder(number: "ZB-2026-000009", body: "water", helper: nil, rule: nil)),
      "2026-000001", on: "2026-05-12")
    try cases.act(.withdrawn(Withdrawal(reasonHash: "00")), "2026-000004", on: "2026-05-12")
    #expect(try pending(cases, "2026-05-12").map(\.caseNo) == ["2026-000002", "2026-000003"])
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test(
    "A case whose firm nobody knows stays until the firm is named, and comes back when it is not")
  func firms() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", firm: nil)
    #expect(try route(cases, "2026-05-08").withoutFirm == 1)
    #expect(
      try cases.cases().first?.body == "town-nanxun", "the promise does not wait for the firm")
    #expect(
      told(try pending(cases, "2026-05-10")) == [
        "2026-000001 without-firm 3: the complaint matches no firm and no project that is known"
      ])
    #expect(try cases.night("2026-05-09") == 0)
    try cases.tamper("UPDATE complaintVersion SET firmId = 1", "UPDATE complaint SET firmId = 1")
    #expect(try cases.night("2026-05-10") == 1)
    #expect(try pending(cases, "2026-05-10").isEmpty)
    try cases.tamper(
      "UPDATE complaintVersion SET firmId = NULL", "UPDATE complaint SET firmId = NULL")
    #expect(try cases.night("2026-05-11") == 1)
    #expect(try pending(cases, "2026-05-11").map(\.sinceOn.description) == ["2026-05-11"])
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Its follow-ups go to the outbox as those of other clocks, once each")
  func outbox() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08", town: nil)
    for day in ["2026-05-08", "2026-05-10", "2026-05-12"] {
      try cases.night(day)
      try cases.database.write {
        _ = try $0.fillOutbox(
          asOf: CaseDatabase.day(day), rules: cases.rules, now: CaseDatabase.evening(day))
      }
    }
    let messages = try cases.database.read { try $0.outbox(asOf: CaseDatabase.day("2026-05-12")) }
    let own = messages.filter { $0.clock == "assign-2" }
    #expect(own.map(\.addressee) == ["leader", "leader"])
    #expect(own.map(\.effectiveAt.day.description) == ["2026-05-10", "2026-05-11"])
    #expect(own.first?.text.zh == "案件 2026-000001：尚无责任主体，待分派两日今日（2026-05-10）到期，请指定。")
  }

  @Test(
    "Random complaints and acts: after every night each open case has a body, another county, or the pen",
    arguments: 1...6)
  func random(_ seed: Int) throws {
    let cases = try CaseDatabase()
    var random = SplitMix(state: UInt64(seed))
    let towns: [String?] = ["330503100", "330502100", nil, "330503103"]
    for day in 1...12 {
      let date = CaseDatabase.day("2026-05-01").adding(days: day).description
      for number in 0..<random.next(below: 4) {
        try cases.add(
          "C-\(day)-\(number)", on: date, persons: Int64(1 + random.next(below: 12)),
          town: towns[random.next(below: towns.count)],
          firm: random.next(below: 2) == 0 ? nil : 1)
      }
      try cases.night(date)
      for one in try cases.cases() where random.next(below: 3) == 0 {
        act(cases, one, date, &random)
      }
      let outcome = try route(cases, date)
      try check(cases, date, outcome)
    }
    #expect(try cases.verify().findings.isEmpty)
  }

  private func act(
    _ cases: CaseDatabase, _ one: ListedCase, _ date: String, _ random: inout SplitMix
  ) {
    let forums = Forum.allCases
    let acts: [CaseAct] = [
      .escalated(Escalation(forum: forums[random.next(below: forums.count)], reasonHash: "00")),
      .concluded(.county), .received(.principal), .replied(Reply(textHash: "00")),
      .resolved(.wagesPaid), .reopened(Reopening(reasonHash: "00")),
      .withdrawn(Withdrawal(reasonHash: "00")),
    ]
    if random.next(below: 4) == 0 {
      _ = try? cases.bounce(one.caseNo, on: date)
    } else {
      // What a state does not take is refused.
      _ = try? cases.act(acts[random.next(below: acts.count)], one.caseNo, on: date)
    }
  }

  private func check(_ cases: CaseDatabase, _ date: String, _ outcome: RoutingOutcome) throws {
    let pending = try pending(cases, date)
    let waiting = Set(pending.filter { $0.lack == .body }.map(\.caseNo))
    let unknown = Set(pending.filter { $0.lack == .firm }.map(\.caseNo))
    for one in try cases.cases(asOf: date) where one.state.isOpen {
      let status = try cases.rules.status(of: cases.events(one.caseNo).map(\.event))
      let places = [
        one.body != nil, waiting.contains(one.caseNo),
        status.course.isWithCounty && one.body == nil,
      ]
      #expect(places.count(where: \.self) == 1, "\(date) \(one.caseNo)")
      if !status.isFirmKnown, !status.course.isWithCounty {
        #expect(unknown.contains(one.caseNo))
      }
    }
    #expect(outcome.held + outcome.waitingForReception == waiting.count)
    #expect(outcome.withoutFirm == unknown.count)
    #expect(pending.allSatisfy { $0.dueOn != nil && !$0.why.zh.isEmpty })
  }
}
