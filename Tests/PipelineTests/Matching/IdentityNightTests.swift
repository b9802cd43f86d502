import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Whose a row is can be changed, and changed back")
struct IdentityNightTests {
  private let day = CaseDatabase.day("2026-03-10")
  private let desk: NightDesk

  init() throws { desk = try NightDesk() }

  private func send(_ name: String, _ text: String) throws {
    try desk.put(name, text)
    try desk.ingest(day)
  }

  private func writeRegister(_ rows: [(code: String, name: String)], _ month: String = "2026-01")
    throws
  {
    let lines = rows.map { "\($0.code),\($0.name)\n" }.joined()
    try send("firms_\(month)__known-\(month)-01.csv", "credit_code,name\n" + lines)
  }

  private func group(_ status: MatchStatus, _ feed: Feed = .electricity) throws -> MatchGroup {
    try #require(
      try desk.database.read { try $0.matchGroups([status]) }.first { $0.feed == feed })
  }

  private func firm(_ code: String) throws -> Int64 {
    try #require(try desk.database.read { try $0.firmId(CreditCode(code)) })
  }

  private func rows(_ code: String, asOf day: Day? = nil) throws -> [String] {
    let (day, id) = (day ?? self.day, try firm(code))
    return try desk.database.read { snapshot in
      try snapshot.signalRows(
        firm: id, asOf: day, months: CaseDatabase.day("2025-01-01").month...day.month
      ).map { "\($0.file):\($0.line)" }
    }
  }

  private func ledger(_ feed: String) throws -> [String] {
    try desk.query(
      "SELECT rows, stored, rejected, waiting FROM ingestedFile WHERE feed = '\(feed)'")
  }

  private let power = """
    account_no,name,month,quantity
    A1,湖州市泓峤煜建材有限责任公司,2026-01,10

    """

  @Test("A row that a rule matched while its file was loaded can be taken away, and given back")
  func splitOfRule() throws {
    try writeRegister([(Firms.first, "湖州泓峤煜建材有限公司")])
    try send("electricity_2026-01__known-2026-02-05.csv", power)
    let before = try rows(Firms.first)
    #expect(before.count == 1)
    let matched = try group(.matched)
    try desk.decide { try $0.split(matched.id, entry: $1) }
    #expect(try rows(Firms.first) == [])
    #expect(try ledger("electricity") == ["[rows:1 stored:0 rejected:0 waiting:1]"])
    // The rule does not take it back by itself.
    #expect(try desk.matching.run().outcome.rows == 0)
    let split = try #require(
      try desk.database.read { try $0.matchEvents() }.first { $0.kind == .split })
    try desk.decide { try $0.undo(split.id, entry: $1) }
    #expect(try rows(Firms.first) == before)
    #expect(try ledger("electricity") == ["[rows:1 stored:1 rejected:0 waiting:0]"])
  }

  @Test("A row that clashed when it was accepted waits again when that is taken back")
  func clashedRow() throws {
    try send(
      "electricity_2026-02__known-2026-03-05.csv",
      """
      credit_code,account_no,name,month,quantity
      \(Firms.first),,,2026-02,5
      ,,从未见过的旧招牌,2026-02,6

      """)
    let waiting = try group(.waiting)
    try desk.decide { try $0.accept(waiting.id, firm: firm(Firms.first), entry: $1) }
    #expect(try ledger("electricity") == ["[rows:2 stored:1 rejected:1 waiting:0]"])
    try desk.decide { try $0.split(waiting.id, entry: $1) }
    #expect(try ledger("electricity") == ["[rows:2 stored:1 rejected:0 waiting:1]"])
    #expect(try desk.query("SELECT id FROM rejectedRow") == [])
    #expect(try group(.waiting).rowsWaiting == 1)
  }

  @Test("A firm registered later under exactly a name that was given to another: the queue asks")
  func laterNamesake() throws {
    let name = "湖州旧招牌建材有限公司"
    func file(_ month: String) -> String { "account_no,name,month,quantity\n,\(name),\(month),1\n" }
    try writeRegister([(Firms.first, "湖州泓峤煜建材有限公司")])
    try send("electricity_2026-01__known-2026-02-05.csv", file("2026-01"))
    let old = try group(.waiting)
    try desk.decide { try $0.accept(old.id, firm: firm(Firms.first), entry: $1) }
    try writeRegister([(Firms.neighbour, name)], "2026-02")
    try send("electricity_2026-02__known-2026-03-05.csv", file("2026-02"))
    let asked = try group(.waiting)
    #expect(asked.id == old.id && asked.rowsWaiting == 1)
    let queue = try desk.database.read { try $0.queue([asked], places: desk.policies.places) }
    #expect(
      queue.first?.suggestions.prefix(2).map(\.reason) == [.sameName(isShared: false), .saidBefore])
    // The person now says: the new one's. Later rows follow that.
    try desk.decide { try $0.accept(asked.id, firm: firm(Firms.neighbour), entry: $1) }
    try send("electricity_2026-03__known-2026-03-09.csv", file("2026-03"))
    #expect(try rows(Firms.first).count == 1)
    #expect(try rows(Firms.neighbour).count == 2)
    // Taken back, the first word holds again, and asks again.
    let last = try #require(try desk.database.read { try $0.matchEvents() }.first)
    try desk.decide { try $0.undo(last.id, entry: $1) }
    #expect(try rows(Firms.neighbour) == [])
    #expect(try group(.waiting).rowsWaiting == 2)
  }

  @Test("A report of a firm nobody knows waits, enters when it is accepted or the firm comes")
  func gridReport() throws {
    try writeRegister([(Firms.first, "湖州泓峤煜建材有限公司")])
    try send(
      "grid_reports_2026-02__known-2026-03-01.csv",
      """
      report_no,reporter,occurred_on,firm_name,town_code,finding
      G1,grid,2026-02-20,泓峤建材老厂,330503100,late_wages
      G2,grid,2026-02-21,湖州新来者纺织有限公司,330503100,layoff

      """)
    func firms() throws -> [String] {
      try desk.query("SELECT reportNo, firmId FROM gridReportVersion")
    }
    #expect(try firms() == ["[reportNo:\"G1\" firmId:NULL]", "[reportNo:\"G2\" firmId:NULL]"])
    #expect(try ledger("grid_reports") == ["[rows:2 stored:2 rejected:0 waiting:0]"])
    let first = try group(.waiting, .gridReports)
    #expect(first.county == CountyCode("330503"))
    let unscored = try desk.score(day).run.inputHash
    try desk.decide { try $0.accept(first.id, firm: firm(Firms.first), entry: $1) }
    #expect(try desk.score(day).run.inputHash != unscored)
    try writeRegister([(Firms.neighbour, "湖州新来者纺织有限公司")], "2026-02")
    #expect(try desk.matching.run().outcome.rows == 1)
    #expect(try firms() == ["[reportNo:\"G1\" firmId:1]", "[reportNo:\"G2\" firmId:2]"])
    try desk.decide { try $0.split(first.id, entry: $1) }
    #expect(try firms() == ["[reportNo:\"G1\" firmId:NULL]", "[reportNo:\"G2\" firmId:2]"])
  }

  @Test("A complaint typed at the window waits for its firm only; sent again it changes nothing")
  func windowComplaint() throws {
    try writeRegister([(Firms.first, "湖州泓峤煜建材有限公司")])
    let record = ComplaintRecord(
      complaintNo: "W-2026-000001", channel: "hotline", receivedAt: Instant(day: day),
      knownOn: day, firmId: nil, firmName: "泓峤建材老厂", projectCode: nil, place: nil,
      details: CaseDetails(persons: 2, amount: nil, town: TownCode("330503100")), owedSince: nil,
      complainant: Complainant(name: nil, idNo: nil, phone: nil), content: nil)
    try desk.database.write {
      try $0.addComplaint(record, places: desk.policies.places, at: Instant(day: day))
    }
    let waiting = try group(.waiting, .complaints)
    #expect(waiting.file == nil && waiting.line == nil)
    try desk.decide { try $0.accept(waiting.id, firm: firm(Firms.first), entry: $1) }
    #expect(try desk.query("SELECT firmId FROM complaint") == ["[firmId:1]"])
    let again = try desk.database.write { try ComplaintIntake.store(record, source: nil, in: $0) }
    #expect(again == .unchanged)
  }

  @Test("A night looks at what waits only when something new was heard")
  func looksOnce() throws {
    try send("electricity_2026-01__known-2026-02-05.csv", power)
    func news() throws -> Bool { try desk.database.read { try $0.hasNewsForMatching() } }
    #expect(try news())
    #expect(try desk.matching.run().waiting == 1)
    #expect(try !news())
    try writeRegister([(Firms.first, "湖州泓峤煜建材有限公司")])
    #expect(try news())
    #expect(try desk.matching.run().outcome.rows == 1)
    #expect(try rows(Firms.first).count == 1)
  }
}
