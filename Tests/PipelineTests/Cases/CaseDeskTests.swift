import Testing
import WageDomain
import WageStore

@Suite("What people do to cases")
struct CaseDeskTests {
  @Test("From the complaint to the money, each step one event")
  func wholeRoad() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.act(
      .replied(Reply(textHash: TextHash.sha256("已核实"))), "2026-000001", on: "2026-05-12",
      text: "已核实")
    try cases.act(
      .escalated(Escalation(forum: .inspection, reasonHash: "00")), "2026-000001", on: "2026-05-13")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-14")
    let status = try cases.act(.closed, "2026-000001", on: "2026-05-15")
    #expect(status.state == .closed)
    #expect(status.clocks.map { $0.state(asOf: CaseDatabase.day("2026-06-01")) } == [.met, .met])
    #expect(try cases.verify().findings.isEmpty)
    #expect(
      try cases.dump().filter { $0.hasPrefix("caseEvent") }.allSatisfy { !$0.contains("已核实") })
  }

  @Test("A refused event says what is allowed and changes nothing")
  func refused() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let before = try cases.dump()
    let error = #expect(throws: CaseStoreError.self) {
      try cases.act(.closed, "2026-000001", on: "2026-05-09")
    }
    #expect(
      error?.description.contains("it can take: linked, dispatched, replied, resolved") == true)
    #expect(throws: CaseStoreError.self) {
      try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-07")
    }
    #expect(throws: CaseStoreError.self) {
      try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2031-05-07")
    }
    #expect(try cases.dump() == before)
  }

  @Test("An unknown case number names the nearest one")
  func unknownCase() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    #expect(throws: CaseStoreError.unknownCase("2026-000007", nearest: "2026-000001")) {
      try cases.events("2026-000007")
    }
  }

  @Test("Merging keeps the case registered first, with all its complaints")
  func merging() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.add("C-2", on: "2026-05-09", persons: 7)
    try cases.night("2026-05-09")
    let entry = CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening("2026-05-10"))
    let error = #expect(throws: CaseStoreError.self) {
      try cases.database.write {
        try $0.merge("2026-000001", into: "2026-000002", entry: entry, rules: cases.rules)
      }
    }
    #expect(error?.description.contains("merge 2026-000002 into 2026-000001 instead") == true)
    let status = try cases.database.write {
      try $0.merge("2026-000002", into: "2026-000001", entry: entry, rules: cases.rules)
    }
    #expect(status.complaints == ["C-1", "C-2"])
    #expect(status.level == .leader)
    #expect(try cases.cases().map(\.state) == [.dispatched, .merged])
    try cases.add("C-2", on: "2026-05-09", persons: 11)
    try cases.night("2026-05-11")
    #expect(try cases.kinds("2026-000001").last == .detailsChanged)
    #expect(try cases.cases().first?.level == .principal)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Random legal events replay to the stored projection", arguments: [1, 2, 3, 4, 5])
  func replay(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let cases = try CaseDatabase()
    for number in 1...6 {
      try cases.add("C-\(number)", on: "2026-05-0\(number)", persons: Int64(random.next(below: 14)))
    }
    try cases.night("2026-05-06")
    var refused = 0
    for step in 0..<60 {
      let day = CaseDatabase.day("2026-05-06").adding(days: step / 3).description
      let caseNo = "2026-00000\(random.next(below: 6) + 1)"
      let acts: [CaseAct] = [
        .received(.principal), .replied(Reply(textHash: "\(step)")), .resolved(.wagesPaid), .closed,
        .escalated(Escalation(forum: .conference, reasonHash: "00")),
        .dispatched(
          TransferOrder(
            number: "X-\(step)", body: step.isMultiple(of: 2) ? "water" : "housing", helper: nil,
            rule: nil)),
      ]
      do { try cases.act(acts[random.next(below: acts.count)], caseNo, on: day) } catch {
        refused += 1
      }
      if step.isMultiple(of: 5) { try cases.night(day) }
    }
    try cases.night("2026-07-01")
    #expect(refused > 0)
    #expect(try cases.verify().findings == [])
    #expect(try cases.night("2026-07-01") == 0)
  }
}

/// SplitMix64: the same seed, the same numbers.
struct SplitMix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
