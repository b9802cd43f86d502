import Testing
import WageDomain
import WageStore

@Suite("The petition account and its ledger")
struct FundTests {
  static func entry(_ day: String) -> CaseEntry {
    CaseEntry(
      actor: "clerk", on: CaseDatabase.day(day), now: CaseDatabase.evening("2026-12-31"))
  }

  /// A case of 10,000 yuan before the conference since 2026-05-12.
  private func filled(cases count: Int = 1) throws -> CaseDatabase {
    let cases = try CaseDatabase()
    for number in 1...count { try cases.add("C-\(number)", on: "2026-05-08") }
    try cases.night("2026-05-08")
    for number in 1...count {
      try cases.act(
        .escalated(Escalation(forum: .conference, reasonHash: "00")),
        "2026-00000\(number)", on: "2026-05-12")
    }
    return cases
  }

  @Test("Deposit, advance, resolution, recovery: one transaction each, and all of it reconciles")
  func wholeRoad() throws {
    let cases = try filled()
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    let status = try cases.advance(10_000, "2026-000001", on: "2026-05-20")
    #expect(status.state == .resolved)
    #expect(
      try cases.kinds("2026-000001").suffix(2) == [.advanced, .resolved], "nothing is left unpaid")
    #expect(try cases.events("2026-000001").last?.event.actor == CaseEvent.policyActor)
    try cases.recover(4_000, "2026-000001", on: "2026-06-01")
    let account = try cases.account("2026-12-31")
    #expect(account.balance == Money(fen: 4_400_000))
    #expect(account.claims.map(\.outstanding) == [Money(fen: 600_000)])
    #expect(account.claims.map(\.body) == ["town-nanxun"])
    #expect(try cases.account("2026-05-19").balance == Money(fen: 5_000_000))
    #expect(try cases.verifyFund().findings.isEmpty)
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("Part of the wages leaves the case open; a policy can leave it open altogether")
  func partly() throws {
    let cases = try filled(cases: 2)
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    #expect(try cases.advance(9_999, "2026-000001", on: "2026-05-20").state == .escalated)
    #expect(try cases.advance(1, "2026-000001", on: "2026-05-21").state == .resolved)
    #expect(
      try cases.advance(10_000, "2026-000002", on: "2026-05-21", resolves: false).state
        == .escalated)
  }

  @Test("An advance typed in late that covers the rest resolves the case when the last was paid")
  func coveredLate() throws {
    let cases = try filled()
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    try cases.advance(4_000, "2026-000001", on: "2026-05-25")
    let status = try cases.advance(6_000, "2026-000001", on: "2026-05-21")
    #expect(status.state == .resolved)
    #expect(status.course.resolvedOn == CaseDatabase.day("2026-05-25"))
    #expect(try cases.verify().findings.isEmpty)
    #expect(try cases.verifyFund().findings.isEmpty)
    // Nothing is left to be advanced on any day.
    #expect(throws: CaseStoreError.self) {
      try cases.advance(1, "2026-000001", on: "2026-05-22")
    }
  }

  @Test("Where a later step stands against that day, the case is resolved from that step on")
  func coveredBeforeStep() throws {
    let cases = try filled()
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    try cases.act(
      .escalated(Escalation(forum: .inspection, reasonHash: "00")), "2026-000001",
      on: "2026-05-24")
    try cases.act(.accepted(.inspection), "2026-000001", on: "2026-05-26")
    let status = try cases.advance(10_000, "2026-000001", on: "2026-05-21")
    #expect(status.state == .resolved)
    #expect(status.course.resolvedOn == CaseDatabase.day("2026-05-26"))
    #expect(try cases.verify().findings.isEmpty)
  }

  @Test("A day before the resolution is judged by that day; the day of it and after are refused")
  func beforeResolution() throws {
    let cases = try filled()
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    try cases.act(.resolved(.wagesPaid), "2026-000001", on: "2026-05-26")
    let status = try cases.advance(10_000, "2026-000001", on: "2026-05-21")
    #expect(status.state == .resolved)
    #expect(try cases.kinds("2026-000001").suffix(2) == [.resolved, .advanced])
    #expect(try cases.verify().findings.isEmpty)
    let late = #expect(throws: CaseStoreError.self) {
      try cases.advance(1, "2026-000001", on: "2026-05-27")
    }
    #expect(late?.description.contains("resolved cannot take case advance; it can take:") == true)
    #expect(throws: CaseStoreError.self) {
      try cases.advance(1, "2026-000001", on: "2026-05-19")
    }
  }

  @Test("An account is never overdrawn on any day, and a refused advance leaves no event behind")
  func overdrawn() throws {
    let cases = try filled()
    try cases.book(.deposit, 8_000, on: "2026-05-25")
    let before = try cases.dump()
    #expect(
      throws: FundStoreError.overdrawn(
        wanted: Money(fen: 1_000_000), balance: Money(fen: 800_000),
        on: CaseDatabase.day("2026-05-25"))
    ) { try cases.advance(10_000, "2026-000001", on: "2026-05-25") }
    // The deposit came after this day: the balance then was nothing.
    #expect(
      throws: FundStoreError.overdrawn(
        wanted: Money(fen: 100), balance: .zero, on: CaseDatabase.day("2026-05-20"))
    ) { try cases.advance(1, "2026-000001", on: "2026-05-20") }
    #expect(try cases.dump() == before)
    #expect(throws: FundStoreError.self) { try cases.book(.withdrawal, 8_001, on: "2026-05-26") }
    #expect(throws: (any Error).self) {
      try cases.tamper(
        """
        INSERT INTO fundMovement (seq, kind, amountFen, occurredOn, recordedAt, actor, previous, hash)
        VALUES (2, 'withdrawal', -800001, '2026-05-26', 'x', 'x', '\(Self.zeros)', '\(Self.ones)')
        """)
    }
  }

  private static let zeros = String(repeating: "0", count: 64)
  private static let ones = String(repeating: "1", count: 64)

  @Test("A voucher is booked once, a day to come never")
  func booked() throws {
    let cases = try CaseDatabase()
    try cases.book(.deposit, 5, on: "2026-05-25", reference: "CZ-1")
    #expect(
      throws: FundStoreError.booked(
        .deposit, reference: "CZ-1", seq: 1, on: CaseDatabase.day("2026-05-25"))
    ) { try cases.book(.deposit, 5, on: "2026-05-26", reference: "CZ-1") }
    #expect(throws: FundStoreError.self) { try cases.book(.deposit, 5, on: "2027-01-01") }
    #expect(try cases.account("2026-12-31").balance == Money(fen: 500))
  }

  @Test("A case that wages were advanced in is carried to its own end, not merged")
  func merged() throws {
    let cases = try filled(cases: 2)
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    try cases.advance(1, "2026-000002", on: "2026-05-20")
    let error = #expect(throws: CaseStoreError.self) {
      try cases.database.write {
        _ = try $0.merge(
          "2026-000002", into: "2026-000001", entry: Self.entry("2026-05-21"), rules: cases.rules)
      }
    }
    #expect(error?.description.contains("1.00 yuan were paid or advanced in 2026-000002") == true)
  }

  @Test(
    "Any altered, deleted or moved row of the ledger is found",
    arguments: [
      "UPDATE fundMovement SET amountFen = amountFen + 1 WHERE seq = 1",
      "UPDATE fundMovement SET amountFen = amountFen - 1 WHERE seq = 2",
      "UPDATE fundMovement SET amountFen = amountFen + 1 WHERE seq = 3",
      "UPDATE fundMovement SET occurredOn = '2026-05-21' WHERE seq = 2",
      "UPDATE fundMovement SET actor = 'someone else' WHERE seq = 3",
      "UPDATE fundMovement SET reference = 'CZ-9' WHERE seq = 1",
      "UPDATE fundMovement SET caseNo = '2026-000002' WHERE seq = 2",
      "DELETE FROM fundMovement WHERE seq = 2", "DELETE FROM fundMovement WHERE seq = 3",
      "UPDATE fundMovement SET seq = 9 WHERE seq = 2",
      "UPDATE fundAccount SET balanceFen = balanceFen + 1", "DELETE FROM fundAccount",
    ])
  func altered(_ change: String) throws {
    let cases = try filled(cases: 2)
    try cases.book(.deposit, 50_000, on: "2026-05-10", reference: "CZ-1")
    try cases.advance(10_000, "2026-000001", on: "2026-05-20")
    try cases.recover(4_000, "2026-000001", on: "2026-06-01")
    #expect(throws: (any Error).self, "the database itself refuses") {
      try cases.tamper("UPDATE fundMovement SET actor = 'x'")
    }
    try cases.tamper(
      "DROP TRIGGER fundMovementNoUpdate; DROP TRIGGER fundMovementNoDelete", change)
    #expect(!(try cases.verifyFund().findings.isEmpty))
  }

  @Test("A movement without its event, and an event without its movement, are found")
  func unmatched() throws {
    let cases = try filled()
    try cases.book(.deposit, 50_000, on: "2026-05-10")
    try cases.act(
      .advanced(Advance(amount: Money(fen: 5), reasonHash: "ef")), "2026-000001",
      on: "2026-05-20")
    let findings = try cases.verifyFund().findings
    #expect(findings.map(\.caseNo) == ["2026-000001"])
    #expect(
      findings.first?.found.en == "an event advanced without a movement of the account")
  }

  @Test(
    "Whatever is tried in whatever order, the balance is never negative and all of it reconciles",
    arguments: [1, 3, 5])
  func random(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let cases = try filled(cases: 4)
    var (taken, refused) = (0, 0)
    for _ in 0..<90 {
      let caseNo = "2026-00000\(random.next(below: 4) + 1)"
      let yuan = Int64(random.next(below: 4_000) + 1)
      let day = CaseDatabase.day("2026-05-18").adding(days: random.next(below: 60)).description
      do {
        switch random.next(below: 7) {
        case 0: try cases.book(.deposit, yuan, on: day)
        case 1: try cases.book(.withdrawal, yuan, on: day)
        case 2, 3, 4: try cases.advance(yuan, caseNo, on: day)
        default: try cases.recover(yuan, caseNo, on: day)
        }
        taken += 1
      } catch is FundStoreError {
        refused += 1
      } catch is CaseStoreError {
        refused += 1
      }
      #expect(try cases.account(day).balance >= .zero)
    }
    #expect(taken > 10 && refused > 10)
    #expect(try cases.verifyFund().findings == [])
    #expect(try cases.verify().findings == [])
    for day in 0..<75 {
      let account = try cases.account(
        CaseDatabase.day("2026-05-10").adding(days: day).description)
      #expect(account.balance >= .zero)
      let sum = account.deposited - account.withdrawn - account.advanced + account.recovered
      #expect(account.balance == sum)
      #expect(account.claims.allSatisfy { $0.outstanding >= .zero })
    }
  }
}

extension CaseDatabase {
  func book(
    _ kind: FundMovementKind, _ yuan: Int64, on day: String, reference: String? = nil
  ) throws {
    try database.write {
      try $0.book(
        kind, Money(fen: yuan * 100), reference: reference, entry: FundTests.entry(day))
    }
  }

  @discardableResult
  func advance(
    _ yuan: Int64, _ caseNo: String, on day: String, resolves: Bool = true
  ) throws -> CaseStatus {
    try database.write {
      try $0.advance(
        Money(fen: yuan * 100), inCase: caseNo, reason: "工资表双方已签", resolves: resolves,
        entry: FundTests.entry(day), rules: rules)
    }
  }

  func recover(_ yuan: Int64, _ caseNo: String, on day: String) throws {
    _ = try database.write {
      try $0.recover(
        Money(fen: yuan * 100), forCase: caseNo, from: nil, entry: FundTests.entry(day),
        rules: rules)
    }
  }

  func account(_ day: String) throws -> FundAccount {
    try database.read { try $0.fundAccount(asOf: Self.day(day)) }
  }

  func verifyFund() throws -> FundVerification { try database.read { try $0.verifyFund() } }
}
