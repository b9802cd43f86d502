import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A firm that counts as another")
struct MergeNightTests {
  private static let since = CaseDatabase.day("2026-03-05")
  private static let before = CaseDatabase.day("2026-03-04")
  private static let after = CaseDatabase.day("2026-03-10")

  /// Two codes with complaints, power and insurance of their own.
  private func desk() throws -> NightDesk {
    let desk = try NightDesk()
    try desk.put(
      "firms_2026-01__known-2026-01-01.csv",
      """
      credit_code,name
      \(Firms.first),湖州泓峤煜建材有限公司
      \(Firms.neighbour),湖州泓峤煜建材有限公司

      """)
    try desk.put(
      "complaints_2026-02__known-2026-02-20.csv",
      """
      complaint_no,channel,received_at,credit_code,persons,amount_yuan
      C1,hotline,2026-02-10 09:00,\(Firms.first),4,1000
      C2,hotline,2026-02-11 09:00,\(Firms.neighbour),5,2000

      """)
    try desk.put(
      "electricity_2026-01__known-2026-02-05.csv",
      """
      credit_code,account_no,month,quantity
      \(Firms.first),A,2026-01,10
      \(Firms.neighbour),B,2026-01,20

      """)
    try desk.put(
      "loans_2026-01__known-2026-02-05.csv",
      """
      credit_code,month,balance_yuan,overdue_days
      \(Firms.first),2026-01,100,5
      \(Firms.neighbour),2026-01,200,3

      """)
    try desk.ingest(Self.after)
    return desk
  }

  private func merge(_ desk: NightDesk) throws -> Int64 {
    try desk.decide { try $0.merge(1, into: 2, since: Self.since, entry: $1) }
    return try #require(try desk.database.read { try $0.matchEvents() }.first?.id)
  }

  private func values(_ desk: NightDesk, _ measure: Measure, asOf day: Day) throws -> [String] {
    try desk.database.read { snapshot in
      let month = CaseDatabase.day("2026-01-01").month
      let reader = try BlockReader(
        snapshot: snapshot, view: snapshot.layerView(knownBy: day), asOf: day,
        months: month...month, measures: [measure], events: snapshot.firmEvents(asOf: day))
      let block = try reader.block(0)
      return block.firms.enumerated().map { row, firm in
        "\(firm.id): \(block.value(measure, firm: row, month: month) ?? -1), \(firm.events.count)"
      }
    }
  }

  @Test("counts from the day on, with all its rows; a day before stays as it was")
  func asOf() throws {
    let desk = try desk()
    let untouched = try desk.result(ofRun: try desk.scoreAgain(Self.before).run.id)
    _ = try merge(desk)
    #expect(
      try values(desk, .electricityQuantity, asOf: Self.before) == ["1: 10000, 1", "2: 20000, 1"])
    #expect(try values(desk, .electricityQuantity, asOf: Self.after) == ["2: 30000, 2"])
    #expect(try values(desk, .loanBalance, asOf: Self.after) == ["2: 30000, 2"])
    #expect(try values(desk, .loanOverdueDays, asOf: Self.after) == ["2: 5, 2"])
    #expect(try desk.result(ofRun: try desk.scoreAgain(Self.before).run.id) == untouched)
    let run = try desk.scoreAgain(Self.after).run
    #expect(
      try desk.query("SELECT firmId FROM score WHERE runId = \(run.id)") == ["[firmId:2]"])
    let flagged = try desk.flagged(Self.after, code: Firms.neighbour)
    if let flagged { #expect(flagged.claimed == Money(fen: 300_000)) }
    let page = try #require(
      try desk.database.read { try $0.dossier(CreditCode(Firms.first), asOf: Self.after) })
    #expect(page.mergedInto?.creditCode == Firms.neighbour)
    let rows = try desk.database.read {
      try $0.signalRows(
        firm: 2, asOf: Self.after, feeds: [.electricity],
        months: Self.before.month.adding(months: -3)...Self.after.month)
    }
    #expect(rows.map(\.series) == ["A", "B"])
  }

  @Test("undone leaves nothing behind: every day scores as if it had never been")
  func undone() throws {
    let (desk, untouched) = (try desk(), try desk())
    let event = try merge(desk)
    try desk.decide { try $0.undo(event, entry: $1) }
    for day in [Self.before, Self.after] {
      #expect(
        try desk.result(ofRun: try desk.scoreAgain(day).run.id)
          == untouched.result(ofRun: try untouched.scoreAgain(day).run.id))
    }
    #expect(throws: MatchError.alreadyUndone(event)) {
      try desk.decide { try $0.undo(event, entry: $1) }
    }
  }

  @Test("The name of two codes is one firm's once they are merged, and asks again when undone")
  func sharedName() throws {
    let desk = try desk()
    try desk.put(
      "water_2026-01__known-2026-02-06.csv",
      "account_no,name,month,quantity\nW1,湖州泓峤煜建材有限公司,2026-01,1\n")
    try desk.ingest(Self.after)
    func waiting() throws -> Int { try desk.database.read { try $0.waitingRowCount() } }
    #expect(try waiting() == 1)
    let event = try merge(desk)
    #expect(try waiting() == 0)
    let rows = try desk.database.read {
      try $0.signalRows(
        firm: 2, asOf: Self.after, feeds: [.water],
        months: CaseDatabase.day("2026-01-01").month...Self.after.month)
    }
    #expect(rows.map(\.line) == [2])
    try desk.decide { try $0.undo(event, entry: $1) }
    #expect(try waiting() == 1)
  }

  @Test("A chain of firms ends in the last; circles, a second merge and unknown days are refused")
  func refusals() throws {
    let desk = try desk()
    let event = try merge(desk)
    #expect(throws: MatchError.alreadyMerged(Firms.first, into: Firms.neighbour)) {
      try desk.decide { try $0.merge(1, into: 2, since: Self.since, entry: $1) }
    }
    #expect(throws: MatchError.mergeCircle(Firms.neighbour, into: Firms.first)) {
      try desk.decide { try $0.merge(2, into: 1, since: Self.since, entry: $1) }
    }
    try desk.put(
      "firms_2026-03__known-2026-03-07.csv", "credit_code,name\n\(Firms.codes[2]),湖州后来者有限公司\n")
    try desk.ingest(Self.after)
    #expect(throws: (any Error).self) {
      try desk.decide { try $0.merge(2, into: 3, since: Self.since, entry: $1) }
    }
    try desk.decide {
      try $0.merge(2, into: 3, since: CaseDatabase.day("2026-03-08"), entry: $1)
    }
    #expect(
      try values(desk, .electricityQuantity, asOf: CaseDatabase.day("2026-03-07"))
        == ["2: 30000, 2", "3: -1, 0"])
    #expect(try values(desk, .electricityQuantity, asOf: Self.after) == ["3: 30000, 2"])
    let last = try #require(try desk.database.read { try $0.matchEvents() }.first?.id)
    #expect(throws: MatchError.notLast(event, later: last)) {
      try desk.decide { try $0.undo(event, entry: $1) }
    }
  }
}
