import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WageStore
import WagewatchSchemas

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
    let day = CaseDatabase.day("2026-06-01")
    #expect(
      status.clocks.map { "\($0.id) \($0.state(asOf: day))" }
        == ["promise-7 met", "reply-5 met", "accept-5 met", "callback-15 stopped"])
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
      error?.description.contains(
        "it can take: complaint attach, complaint detach, complaint assign, case dispatch")
        == true)
    #expect(throws: CaseStoreError.self) {
      try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-07")
    }
    #expect(throws: CaseStoreError.self) {
      try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2031-05-07")
    }
    #expect(try cases.dump() == before)
  }

  @Test(
    "Sent back once a case waits for a person; twice it goes to the body above, clocks running on")
  func bouncedTwice() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let first = try cases.bounce("2026-000001", on: "2026-05-09")
    #expect(first.state == .bounced)
    #expect(try cases.cases().map(\.body) == [nil])
    #expect(try cases.cases().first?.held?.en.contains("Nanxun town sent it back") == true)
    try cases.night("2026-05-10")
    #expect(try cases.cases().map(\.state) == [.bounced], "the night does not send it back there")
    let order = TransferOrder(number: "ZB-2026-000002", body: "housing", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-10")
    #expect(try cases.cases().first?.held == nil)
    let second = try cases.bounce("2026-000001", on: "2026-05-11")
    #expect(second.body == "wage-office")
    #expect(second.orders.last?.order.rule == "bounced-twice")
    let replies = second.clocks.filter { $0.id == "reply-5" }
    #expect(replies.map(\.dueOn?.description) == ["2026-05-13", "2026-05-15", "2026-05-16"])
    #expect(replies.allSatisfy { $0.ending == nil })
    #expect(try cases.verify().findings.isEmpty)
    #expect(throws: CaseStoreError.self) { try cases.bounce("2026-000007", on: "2026-05-11") }
  }

  @Test("A case that is taken up again counts anew: only the second bounce of a round goes above")
  func bouncedInRounds() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    try cases.bounce("2026-000001", on: "2026-05-09")
    func order(_ number: Int, _ body: String, _ day: String) throws {
      let order = TransferOrder(
        number: "ZB-2026-00009\(number)", body: body, helper: nil, rule: nil)
      try cases.act(.dispatched(order), "2026-000001", on: day)
    }
    try order(1, "housing", "2026-05-10")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-11")
    try cases.act(.reopened(Reopening(reasonHash: "00")), "2026-000001", on: "2026-05-12")
    try order(2, "water", "2026-05-13")
    let first = try cases.bounce("2026-000001", on: "2026-05-14")
    #expect(first.state == .bounced, "the first of its round, the second of its life")
    #expect(first.course.bounces == ["town-nanxun", "water"])
    try order(3, "housing", "2026-05-15")
    let second = try cases.bounce("2026-000001", on: "2026-05-16")
    #expect(second.body == "wage-office")
    #expect(second.course.bounces == ["town-nanxun", "water", "housing"], "the whole life's")
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Sent back with an earlier day it is the body of that day that sent it back")
  func bouncedEarlier() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let order = TransferOrder(number: "ZB-2026-000002", body: "housing", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-10")
    let status = try cases.bounce("2026-000001", on: "2026-05-09")
    #expect(status.course.bounces == ["town-nanxun"])
    #expect(status.body == "housing")
  }

  @Test("The body above is one that has not sent the case back itself")
  func bouncedByAll() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let order = TransferOrder(
      number: "ZB-2026-000002", body: "wage-office", helper: nil, rule: nil)
    try cases.act(.dispatched(order), "2026-000001", on: "2026-05-09")
    try cases.bounce("2026-000001", on: "2026-05-10")
    let town = TransferOrder(
      number: "ZB-2026-000003", body: "town-nanxun", helper: nil, rule: nil)
    try cases.act(.dispatched(town), "2026-000001", on: "2026-05-11")
    let status = try cases.bounce("2026-000001", on: "2026-05-12")
    #expect(status.state == .bounced)
    #expect(try cases.cases().first?.held != nil)
  }

  @Test("A back-dated event that shifts the rounds of a clock raises nothing twice")
  func shiftedRounds() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let orders = ["housing", "water"].enumerated().map { index, body in
      TransferOrder(number: "ZB-2026-00009\(index)", body: body, helper: nil, rule: nil)
    }
    try cases.act(.dispatched(orders[0]), "2026-000001", on: "2026-05-20")
    try cases.night("2026-06-10")
    let raised = try cases.kinds("2026-000001").count { $0 == .raised }
    try cases.act(.dispatched(orders[1]), "2026-000001", on: "2026-05-19")
    try cases.night("2026-06-10")
    // The order of 19 May brings a round of its own, and only that one is new.
    #expect(try cases.kinds("2026-000001").count { $0 == .raised } == raised + 1)
    #expect(try cases.night("2026-06-10") == 0)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("A workflow that changed is what the next night counts every open case by, once")
  func policyChanged() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let shipped = WagewatchSchemas.text("workflows/nanxun.yaml") ?? ""
    let shorter = WorkflowRules(
      policy: try WorkflowFile.read(
        shipped.replacing(
          "starts: [dispatched, reopened, breached]\n    days: 5\n",
          with: "starts: [dispatched, reopened, breached]\n    days: 3\n"), file: "nanxun.yaml"),
      routing: cases.rules.routing, calendar: cases.rules.calendar)
    func night(_ day: String, _ fingerprint: String) throws -> Int {
      try cases.database.write {
        try $0.escalate(
          asOf: CaseDatabase.day(day), fingerprint: fingerprint, rules: shorter,
          now: CaseDatabase.evening(day)
        ).raised
      }
    }
    func replyDue() throws -> [String?] {
      try cases.dues("2026-05-08").filter { $0.clock == "reply-5" }.map { $0.dueOn?.description }
    }
    #expect(try night("2026-05-09", "shorter") == 0)
    #expect(try replyDue() == ["2026-05-11"])
    #expect(try cases.database.read { try $0.verifyCases(rules: shorter) }.findings.isEmpty)
    #expect(try night("2026-05-12", "shorter") == 1)
    #expect(try night("2026-05-12", "shorter") == 0)
  }

  @Test("An instalment that is not paid opens the case in the night after its day, once")
  func brokenPlan() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let plan = RepaymentAgreement(
      fileHash: "ab",
      instalments: [
        Instalment(dueOn: CaseDatabase.day("2026-06-10"), amount: Money(fen: 500_000)),
        Instalment(dueOn: CaseDatabase.day("2026-07-10"), amount: Money(fen: 500_000)),
      ])
    try cases.act(.resolved(.repaymentAgreement(plan)), "2026-000001", on: "2026-05-11")
    try cases.act(.instalmentPaid(1), "2026-000001", on: "2026-06-09")
    try cases.night("2026-07-10")
    #expect(try cases.cases().map(\.state) == [.resolved])
    try cases.night("2026-07-13")
    try cases.night("2026-07-13")
    #expect(try cases.cases().map(\.state) == [.reopened])
    #expect(try cases.kinds("2026-000001").filter { $0 == .breached }.count == 1)
    #expect(
      try cases.dump().filter { $0.hasPrefix("caseInstalment") }.count == 2)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("A breach that was none takes its clocks back from the store")
  func undoneBreach() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.night("2026-05-08")
    let plan = RepaymentAgreement(
      fileHash: "ab",
      instalments: [Instalment(dueOn: CaseDatabase.day("2026-06-10"), amount: Money(fen: 1))])
    try cases.act(.resolved(.repaymentAgreement(plan)), "2026-000001", on: "2026-05-11")
    try cases.night("2026-06-12")
    #expect(try cases.cases().map(\.state) == [.reopened])
    try cases.act(.instalmentPaid(1), "2026-000001", on: "2026-06-10")
    #expect(try cases.cases().map(\.state) == [.resolved])
    #expect(try cases.dues("2026-06-12").allSatisfy { $0.clock != "promise-7" })
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("An open case is not merged into a resolved one: nobody would owe its money")
  func mergedIntoResolved() throws {
    let cases = try CaseDatabase()
    try cases.add("C-1", on: "2026-05-08")
    try cases.add("C-2", on: "2026-05-09")
    try cases.night("2026-05-09")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-10")
    #expect(throws: CaseStoreError.self) {
      try cases.database.write {
        _ = try $0.merge(
          "2026-000002", into: "2026-000001",
          entry: CaseEntry(actor: "clerk", on: nil, now: CaseDatabase.evening("2026-05-11")),
          rules: cases.rules)
      }
    }
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
