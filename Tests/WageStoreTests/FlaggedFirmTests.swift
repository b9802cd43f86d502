import Testing
import WageDomain

@testable import WageStore

@Suite("The list of firms to visit")
struct FlaggedFirmTests {
  private let scores: ScoredStore

  init() throws {
    scores = try ScoredStore()
    try scores.store.load(
      FeedFile(
        .complaints, "2026-02-05",
        [
          .complaint("C1", .firm(1), on: "2026-02-01", amount: 500),
          .complaint("C2", .firm(1), on: "2026-02-02", amount: 500),
          .complaint("C3", .firm(3), on: "2026-02-02", amount: 900),
        ]))
    try scores.store.load(
      FeedFile(
        .complaints, "2026-04-05", [.complaint("C4", .firm(2), on: "2026-02-02", amount: 9999)]))
    try scores.run("2026-03-01", [(1, 40, .yellow), (2, 3, .green), (3, 90, .red)])
    try scores.run(
      "2026-03-02",
      [(1, 60, .orange), (2, 60, .orange), (3, 70, .orange), (4, 90, .red), (5, 9, .green)])
  }

  struct Ordered: CustomTestStringConvertible, Sendable {
    let why: String
    let order: FlaggedQuery.Order
    let firms: [Int64]
    var testDescription: String { why }
  }

  @Test(
    "Is ordered",
    arguments: [
      Ordered(why: "by tier, points down, credit code up", order: .risk, firms: [4, 3, 1, 2]),
      Ordered(
        why: "by persons within the tier, then points", order: .persons, firms: [4, 3, 2, 1]),
      Ordered(why: "by the amount claimed within the tier", order: .amount, firms: [4, 1, 3, 2]),
    ])
  func order(_ example: Ordered) throws {
    var query = FlaggedQuery()
    query.order = example.order
    #expect(try scores.flagged("2026-03-02", query).map(\.firmId) == example.firms)
  }

  struct Filter: CustomTestStringConvertible, Sendable {
    let why: String
    var tiers: [Tier] = []
    var town: String?
    var industry: String?
    let firms: [Int64]
    var testDescription: String { why }
  }

  @Test(
    "Can be narrowed",
    arguments: [
      Filter(why: "to tiers", tiers: [.red, .yellow], firms: [4]),
      Filter(why: "to a town", town: "330503002", firms: [3, 2]),
      Filter(why: "to a county", town: "330503", firms: [3, 1, 2]),
      Filter(why: "to a section", industry: "C", firms: [1, 2]),
      Filter(why: "to a division with its letter", industry: "C17", firms: [2]),
      Filter(why: "to a division without its letter", industry: "47", firms: [3]),
      Filter(why: "by all at once", tiers: [.orange], town: "330503", industry: "C18", firms: [1]),
    ])
  func filter(_ example: Filter) throws {
    var query = FlaggedQuery()
    query.tiers = example.tiers
    query.town = example.town
    query.industry = example.industry
    #expect(try scores.flagged("2026-03-02", query).map(\.firmId) == example.firms)
  }

  @Test("Tells the tier of the last run of an earlier day")
  func tierBefore() throws {
    try scores.run("2026-03-02", [(1, 90, .red)])
    let again = try scores.flagged("2026-03-02")
    #expect(again.map(\.firmId) == [1], "the last run of the day")
    #expect(again.first?.tierBefore == .yellow, "not the earlier run of the same day")
  }

  @Test("Tells green as before, and nothing for a firm that was not scored")
  func tierBeforeGreen() throws {
    let before = try scores.flagged("2026-03-02").map { ($0.firmId, $0.tierBefore) }
    #expect(before.first { $0.0 == 2 }?.1 == .green)
    #expect(before.first { $0.0 == 3 }?.1 == .red)
    #expect(before.contains { $0.0 == 4 && $0.1 == nil })
  }

  @Test("Shows the register and the claims as they were known on the day")
  func asOf() throws {
    try scores.store.load(FeedFile(.firms, "2026-05-01", [.firm(.firm(1), "改名厂", persons: 99)]))
    let firm = try #require(try scores.flagged("2026-03-02").first { $0.firmId == 1 })
    #expect(firm.name == "甲厂")
    #expect(firm.persons == 10)
    #expect(firm.claimed == Money(fen: 1000))
    #expect(try scores.flagged("2026-03-02").first { $0.firmId == 2 }?.claimed == .zero)
  }

  @Test("Counts the firms of every tier")
  func counts() throws {
    let counts = try scores.store.database.read { snapshot in
      try snapshot.lastRun(asOf: .of("2026-03-02")).map { try snapshot.tierCounts(run: $0) }
    }
    #expect(counts == [.red: 1, .orange: 3, .green: 1])
  }
}
