import CaseHandling
import Testing
import WageDomain
import WageStore

@Suite("What is due: any page of it is the page of the whole")
struct RunningDuesTests {
  /// Cases in all states, some with events after the days that are looked at.
  private func filled(seed: UInt64) throws -> CaseDatabase {
    let cases = try CaseDatabase()
    var random = SplitMix(state: seed)
    let start = CaseDatabase.day("2026-05-06")
    for number in 1...8 {
      try cases.add("C-\(number)", on: start.adding(days: random.next(below: 4)).description)
    }
    try cases.night("2026-05-10")
    let acts: [CaseAct] = [
      .replied(Reply(textHash: "00")), .resolved(.wagesPaid), .paused(Pause(reasonHash: "00")),
      .escalated(Escalation(forum: .inspection, reasonHash: "00")),
    ]
    for number in 1...8 {
      let day = CaseDatabase.day("2026-05-10").adding(days: random.next(below: 20)).description
      _ = try? cases.act(acts[random.next(below: 4)], "2026-00000\(number)", on: day)
    }
    try cases.night("2026-05-20")
    return cases
  }

  private struct Probe {
    let day: String
    let why: String
  }

  @Test("A clock is shown with who has the case that day; one of a body that it left names nobody")
  func bounced() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let first = try #require(try cases.dues("2026-05-08").first { $0.clock == "reply-5" }?.body)
    try cases.bounce("2026-000001", on: "2026-05-10")
    let bodies = { (day: String) in
      try cases.dues(day).filter { $0.clock == "reply-5" }.map { $0.body ?? "nobody" }
    }
    #expect(try bodies("2026-05-10") == ["nobody"])
    let order = TransferOrder(number: "ZB-2026-000009", body: "housing", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-12")
    #expect(try bodies("2026-05-12") == ["nobody", "housing"], "it has days of its own")
    #expect(
      try cases.dues("2026-05-12").first { $0.clock == "promise-7" }?.body == "housing")
    #expect(try bodies("2026-05-11") == ["nobody"], "the day before the new order")
    #expect(try bodies("2026-05-09") == [first], "the day before it was sent back")
  }

  @Test("Beside a case that another county has, nobody of the district stands in any list")
  func county() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.act(
      .escalated(Escalation(forum: .county, reasonHash: "00", county: "330522")), "2026-000001",
      on: "2026-05-09")
    try cases.night("2026-05-20")
    #expect(!(try cases.dues("2026-05-20").isEmpty))
    #expect(try cases.dues("2026-05-20").allSatisfy { $0.body == nil })
    #expect(try cases.cases().map { $0.body ?? "nobody" } == ["nobody"])
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test(
    "Pages put together are the list, which is what each case's events say", arguments: 1...3)
  func pages(seed: Int) throws {
    let cases = try filled(seed: UInt64(seed))
    let probes = [
      Probe(day: "2026-05-10", why: "many events come later"),
      Probe(day: "2026-05-18", why: "some do"),
      Probe(day: "2027-01-01", why: "none does"),
    ]
    for probe in probes {
      let day = CaseDatabase.day(probe.day)
      try cases.database.read { snapshot in
        let dues = try snapshot.runningDues(asOf: day, rules: cases.rules)
        var all: [CaseDue] = []
        try dues.forEach { all.append($0) }
        #expect(dues.total == all.count, "\(probe.why)")
        #expect(try Set(all) == expected(snapshot, day, cases.rules), "\(probe.why)")
        #expect(all == all.sorted(by: Self.isBefore), "\(probe.why)")
        var paged: [CaseDue] = []
        for offset in stride(from: 0, through: all.count + 3, by: 3) {
          try dues.forEach(limit: 3, offset: offset) { paged.append($0) }
        }
        #expect(paged == all, "\(probe.why)")
        let last = day.adding(days: 3)
        let soon = try snapshot.dues(asOf: day, .by(last), rules: cases.rules)
        #expect(soon == all.filter { $0.dueOn.map { $0 <= last } ?? false }, "\(probe.why)")
        let never = try snapshot.dues(asOf: day, .notCountable, rules: cases.rules)
        #expect(never == all.filter { $0.dueOn == nil }, "\(probe.why)")
      }
    }
  }

  /// From the events alone.
  private func expected(
    _ snapshot: StoreSnapshot, _ day: Day, _ rules: WorkflowRules
  ) throws -> Set<CaseDue> {
    var dues: Set<CaseDue> = []
    for number in 1...8 {
      let caseNo = "2026-00000\(number)"
      let events = try snapshot.events(ofCase: caseNo).map(\.event)
        .filter { $0.effectiveAt.day <= day }
      guard !events.isEmpty else { continue }
      dues.formUnion(try rules.status(of: events).dues(caseNo: caseNo, asOf: day))
    }
    return dues
  }

  private static func isBefore(_ one: CaseDue, _ other: CaseDue) -> Bool {
    one.dueOn == other.dueOn
      ? one.caseNo < other.caseNo : Day.isEarlier(one.dueOn, other.dueOn)
  }
}
