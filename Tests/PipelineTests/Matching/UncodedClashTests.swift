import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A row without a code that its own file contradicts")
struct UncodedClashTests {
  private let day = CaseDatabase.day("2026-03-10")
  private let desk: NightDesk

  init() throws {
    desk = try NightDesk()
    try desk.put(
      "firms_2026-01__known-2026-01-05.csv",
      "credit_code,name\n\(Firms.first),湖州泓峤煜建材有限公司\n\(Firms.neighbour),湖州弈峤璟地板有限公司\n")
    try desk.ingest(day)
  }

  private func load(_ rows: [String]) throws {
    try desk.put(
      "electricity_2026-01__known-2026-02-05.csv",
      (["credit_code,account_no,name,month,quantity"] + rows).joined(separator: "\n") + "\n")
    try desk.ingest(day)
  }

  private func ledger() throws -> String {
    try desk.query(
      "SELECT stored, rejected, waiting FROM ingestedFile WHERE feed = 'electricity'"
    ).joined()
  }

  private func used(by code: String) throws -> [Int64?] {
    try desk.database.read { snapshot in
      let firm = try #require(try snapshot.firmId(CreditCode(code)))
      let month = CaseDatabase.day("2026-01-01").month
      return try snapshot.signalRows(
        firm: firm, asOf: day, feeds: [.electricity], months: month...month
      ).map { $0.values[.electricityQuantity] }
    }
  }

  @Test("Set aside in the firm it was taken for, it waits again when it is taken away from it")
  func takenAway() throws {
    try load(["\(Firms.first),,,2026-01,10", ",,湖州泓峤煜建材有限责任公司,2026-01,20"])
    #expect(try ledger() == "[stored:1 rejected:1 waiting:0]")
    #expect(
      try desk.query("SELECT code, line FROM rejectedRow") == ["[code:\"duplicate-key\" line:3]"])
    let before = try desk.dump()
    let group = try #require(try desk.database.read { try $0.matchGroups([.matched]) }.first)
    #expect(group.name == "湖州泓峤煜建材有限责任公司" && group.firmId == 1)
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(try ledger() == "[stored:1 rejected:0 waiting:1]")
    #expect(try desk.database.read { try $0.openRejectCount() } == 0)
    let event = try #require(try desk.database.read { try $0.matchEvents() }.first?.id)
    let neighbour = try #require(
      try desk.database.read { try $0.firmId(CreditCode(Firms.neighbour)) })
    try desk.decide { try $0.accept(group.id, firm: neighbour, entry: $1) }
    #expect(try ledger() == "[stored:2 rejected:0 waiting:0]")
    #expect(try used(by: Firms.first) == [10_000])
    #expect(try used(by: Firms.neighbour) == [20_000])
    let accepted = try #require(try desk.database.read { try $0.matchEvents() }.first?.id)
    try desk.decide { try $0.undo(accepted, entry: $1) }
    try desk.decide { try $0.undo(event, entry: $1) }
    func rows(_ dump: [String]) -> [String] {
      dump.filter { $0.hasPrefix("slab:") || $0.hasPrefix("ingestedFile:") }
    }
    #expect(try rows(desk.dump()) == rows(before))
  }

  @Test("A row with a code that an uncoded one kept out goes in when it is read again")
  func retried() throws {
    try load([",,湖州泓峤煜建材有限责任公司,2026-01,20", "\(Firms.first),,,2026-01,10"])
    #expect(try used(by: Firms.first) == [20_000])
    let run = try desk.score(day).run.id
    let retry = RejectRetry(
      database: desk.database, feeds: desk.policies.feeds,
      now: { Instant(day: Day(number: 20_801)) })
    #expect(try retry.run(RejectQuery(), dryRun: false).outcomes.map(\.loaded) == [0])
    let group = try #require(try desk.database.read { try $0.matchGroups([.matched]) }.first)
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(try used(by: Firms.first) == [])
    #expect(try retry.run(RejectQuery(), dryRun: false).outcomes.map(\.loaded) == [1])
    #expect(try used(by: Firms.first) == [10_000])
    #expect(try ledger() == "[stored:1 rejected:0 waiting:1]")
    #expect(try desk.score(day).run.id != run, "as many rows, another one")
  }

  @Test("Given to another firm, a row makes a new score; undone, the score of before holds again")
  func scored() throws {
    try load([",A,无名小铺,2026-01,20"])
    let group = try #require(try desk.database.read { try $0.matchGroups([.waiting]) }.first)
    var runs: [Int64] = [try desk.score(day).run.id]
    for firm in [Int64(1), 2] {
      try desk.decide { try $0.accept(group.id, firm: firm, entry: $1) }
      runs.append(try desk.score(day).run.id)
      #expect(try desk.score(day).run.id == runs.last, "nothing new")
      try desk.decide { try $0.split(group.id, entry: $1) }
    }
    #expect(Set(runs).count == 3)
    #expect(try desk.result(ofRun: desk.score(day).run.id) == desk.result(ofRun: runs[0]))
  }

  @Test("The same account twice in a file is one account, whoever it is taken for")
  func account() throws {
    try load([",A,湖州泓峤煜建材有限公司,2026-01,20", ",A,湖州泓峤煜建材有限公司,2026-01,21"])
    #expect(try ledger() == "[stored:1 rejected:1 waiting:0]")
    let group = try #require(try desk.database.read { try $0.matchGroups([.matched]) }.first)
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(try ledger() == "[stored:0 rejected:0 waiting:2]")
    try desk.decide { try $0.accept(group.id, firm: 2, entry: $1) }
    #expect(try ledger() == "[stored:1 rejected:1 waiting:0]")
    #expect(try used(by: Firms.neighbour) == [20_000])
    // The agency says which of the two it meant: the one set aside is answered.
    try desk.put(
      "electricity_2026-01_again__known-2026-02-20.csv",
      "credit_code,account_no,month,quantity\n\(Firms.neighbour),A,2026-01,21\n")
    try desk.ingest(day)
    #expect(try desk.database.read { try $0.openRejectCount() } == 0)
    #expect(try used(by: Firms.neighbour) == [21_000])
  }
}
