import Testing
import WageDomain

@testable import WageStore

@Suite("Stored scores")
struct ScoreStoreTests {
  private let scores: ScoredStore

  init() throws { scores = try ScoredStore() }

  @Test("Keep reasons where there is a warning, or one has just gone")
  func reasonsKept() throws {
    try scores.run("2026-03-01", [(1, 80, .red), (2, 3, .green)])
    try scores.run("2026-03-02", [(1, 3, .green), (2, 3, .green)])
    try scores.run("2026-03-03", [(1, 3, .green), (2, 3, .green)])
    #expect(
      try scores.store.texts("SELECT runId, firmId FROM reason ORDER BY 1, 2") == ["1 1", "2 1"])
    #expect(
      try scores.store.texts("SELECT runId, firmId, points, tier FROM score WHERE firmId = 1")
        == ["1 1 80 red", "2 1 3 green", "3 1 3 green"])
  }

  @Test("Lead a reason to the file and line of every row behind it")
  func evidence() throws {
    try scores.store.load(
      FeedFile(
        .electricity, "2026-02-10",
        [
          .power(.firm(2), "B", "2026-01", quantity: 1),
          .power(.firm(1), "A1", "2026-01", quantity: 1),
          .power(.firm(1), "A2", "2026-01", quantity: 1),
        ]))
    try scores.store.load(
      FeedFile(.electricity, "2026-02-20", [.power(.firm(1), "A1", "2026-01", quantity: 2)]))
    try scores.store.load(
      FeedFile(.electricity, "2026-03-20", [.power(.firm(1), "A2", "2026-01", quantity: 9)]))
    let lines = try scores.evidence([.month(.electricity, .of("2026-01"))], asOf: "2026-03-01")
    #expect(
      lines == [
        EvidenceLine(feed: "electricity", file: "electricity_2026-02-10.csv", line: 4),
        EvidenceLine(feed: "electricity", file: "electricity_2026-02-20.csv", line: 2),
      ])
  }

  @Test("Lead a wage account's month to the transactions in force")
  func accountEvidence() throws {
    try scores.store.load(FeedFile(.projects, "2026-01-01", [.project("P1", contractor: .firm(1))]))
    let wages = FeedRow.transaction("T1", "P1", on: "2026-01-05", "out", "wages", amount: 60)
    let fee = FeedRow.transaction("T2", "P1", on: "2026-01-06", "in", "labour_fee", amount: 60)
    try scores.store.load(FeedFile(.wageAccount, "2026-02-05", [wages, fee]))
    let changed = FeedRow.transaction("T1", "P1", on: "2026-01-05", "out", "wages", amount: 70)
    try scores.store.load(FeedFile(.wageAccount, "2026-02-20", [changed]))
    func lines(_ measure: Measure) throws -> [EvidenceLine] {
      try scores.evidence([.site(measure, 1, .of("2026-01"))], asOf: "2026-03-01")
    }
    let fees = EvidenceLine(feed: "wage_account", file: "wage_account_2026-02-05.csv", line: 3)
    let paid = EvidenceLine(feed: "wage_account", file: "wage_account_2026-02-20.csv", line: 2)
    #expect(try lines(.accountLabourFee) == [fees], "money in is no wages")
    #expect(try lines(.accountWages) == [paid], "nor the other way round")
    #expect(try lines(.accountPaidPersons) == [], "paid in January for December")
  }

  @Test("Lead a balance to the line that left it, and a link to the last wages that make it")
  func balanceAndLink() throws {
    try scores.store.load(FeedFile(.projects, "2026-01-01", [.project("P1", contractor: .firm(1))]))
    let rows: [FeedRow] = [
      .transaction("T1", "P1", on: "2026-01-05", "in", "labour_fee", amount: 60, balance: 60),
      .transaction(
        "T2", "P1", on: "2026-01-06", "out", "wages", amount: 10, employer: .firm(2)),
      .transaction(
        "T3", "P1", on: "2026-01-07", "out", "wages", amount: 10, employer: .firm(2)),
      .transaction("T4", "P1", on: "2026-01-08", "out", "other", amount: 10, employer: .firm(2)),
    ]
    try scores.store.load(FeedFile(.wageAccount, "2026-02-05", rows))
    let february = EvidenceSource.site(.accountBalance, 1, .of("2026-02"))
    #expect(try scores.evidence([february], asOf: "2026-03-01").map(\.line) == [2])
    let employer = try #require(
      scores.store.database.read { try $0.dossier(.firm(2), asOf: .of("2026-03-01"))?.id })
    let link = EvidenceSource.payment(1, employer)
    #expect(try scores.evidence([link], asOf: "2026-03-01").map(\.line) == [4])
    #expect(try scores.evidence([link], asOf: "2027-01-08") == [], "more than a year ago")
  }

  @Test("Keep a line once a reason, though two months lead to it")
  func lineOnce() throws {
    try scores.store.load(FeedFile(.projects, "2026-01-01", [.project("P1", contractor: .firm(1))]))
    let wages = FeedRow.transaction("T1", "P1", on: "2026-01-05", "out", "wages", amount: 60)
    try scores.store.load(FeedFile(.wageAccount, "2026-02-05", [wages]))
    let january = EvidenceSource.site(.accountWages, 1, .of("2026-01"))
    #expect(try scores.evidence([january, january], asOf: "2026-03-01").count == 1)
  }

  @Test("Lead a complaint to the version in force on the day")
  func complaintEvidence() throws {
    for (day, persons) in [("2026-02-05", 3), ("2026-02-20", 8)] as [(String, Int64)] {
      try scores.store.load(
        FeedFile(
          .complaints, day, [.complaint("C1", .firm(1), on: "2026-02-01", persons: persons)]))
    }
    let before = try scores.evidence([.event(.complaints, 1)], asOf: "2026-02-19")
    #expect(before.map(\.file) == ["complaints_2026-02-05.csv"])
    let after = try scores.evidence([.event(.complaints, 1)], asOf: "2026-02-20")
    #expect(after.map(\.file) == ["complaints_2026-02-20.csv"])
    let events = try scores.store.database.read { try $0.firmEvents(asOf: .of("2026-02-20")) }
    #expect(events[1]?.map(\.persons) == [8])
  }

  @Test("Add up reason by reason in the view for other tools")
  func view() throws {
    try scores.store.load(
      FeedFile(
        .electricity, "2026-02-10",
        [
          .power(.firm(1), "A1", "2026-01", quantity: 1),
          .power(.firm(1), "A2", "2026-01", quantity: 1),
        ]))
    let evidence = [EvidenceSource.month(.electricity, .of("2026-01"))]
    let reasons = [
      ScoredStore.reason("drop", 50, evidence), ScoredStore.reason("arrears", 40, evidence),
      ScoredStore.reason("cap:power", -20, []),
    ]
    try scores.run("2026-03-01", [(1, 70, .red)], reasons: reasons)
    #expect(
      try scores.store.texts("SELECT sum(points), count(*), max(line) FROM scoreReason")
        == ["70 3 3"])
  }

  @Test("Say which feeds a run had to do without")
  func feeds() throws {
    try scores.run(
      "2026-03-01", [(1, 1, .green)],
      coverage: FeedCoverage(
        months: [.tax: [.of("2025-10")], .electricity: [.of("2026-01"), .of("2026-02")]],
        lateFeeds: [.tax]))
    #expect(
      try scores.store.texts("SELECT feed, lastMonth, state FROM scoreRunFeed ORDER BY feed")
        == ["electricity 2026-02 fresh", "tax 2025-10 late", "water - never"])
  }
}
