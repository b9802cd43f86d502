import Testing
import WageDomain

@testable import WageStore

@Suite("The visit list at a district's capacity")
struct VisitListTests {
  private let scores: ScoredStore

  init() throws {
    scores = try ScoredStore()
    try scores.store.load(
      FeedFile(
        .complaints, "2026-02-05",
        [
          .complaint("C1", .firm(1), on: "2026-02-01", amount: 500),
          .complaint("C3", .firm(3), on: "2026-02-02", amount: 900),
        ]))
    // By risk: 4 (no persons on record), 3, 1, 2, 5; towns 001: 1; 002: 2, 3; 330502001: 4; none: 5.
    try scores.run(
      "2026-03-02",
      [
        (1, 60, .orange), (2, 60, .orange), (3, 70, .orange), (4, 90, .red), (5, 60, .orange),
      ])
  }

  private func list(_ change: (inout FlaggedQuery) -> Void) throws -> VisitList {
    var query = FlaggedQuery()
    change(&query)
    return try scores.store.database.read { snapshot in
      let run = try #require(try snapshot.lastRun(asOf: .of("2026-03-02")))
      return try snapshot.visitList(run: run, query)
    }
  }

  struct Cut: CustomTestStringConvertible, Sendable {
    let why: String
    var order = FlaggedQuery.Order.risk
    var town: String?
    let capacity: Int
    var below = 0
    let firms: [Int64]
    let ranks: [Int]
    let leftOut: Int
    var shortfalls: [VisitList.Shortfall] = []
    var tie: VisitList.Tie?
    var testDescription: String { why }
  }

  @Test(
    "Is cut",
    arguments: [
      Cut(why: "by risk", capacity: 2, firms: [4, 3], ranks: [1, 2], leftOut: 3),
      Cut(
        why: "with the next ones below the line, and what they lack", capacity: 1, below: 2,
        firms: [4, 3, 1], ranks: [1, 2, 3], leftOut: 4,
        shortfalls: [.tier(line: .red), .tier(line: .red)]),
      Cut(
        why: "points short", capacity: 2, below: 1, firms: [4, 3, 1], ranks: [1, 2, 3], leftOut: 3,
        shortfalls: [.points(10)]),
      Cut(
        why: "among equals, which is told", capacity: 3, below: 9, firms: [4, 3, 1, 2, 5],
        ranks: [1, 2, 3, 4, 5], leftOut: 2, shortfalls: [.tied, .tied],
        tie: VisitList.Tie(within: 1, beyond: 2)),
      Cut(
        why: "by persons", order: .persons, capacity: 3, below: 1, firms: [4, 3, 2, 1],
        ranks: [1, 2, 3, 4], leftOut: 2, shortfalls: [.persons(line: 50)]),
      Cut(
        why: "by amount", order: .amount, capacity: 2, below: 1, firms: [4, 3, 1],
        ranks: [1, 2, 3], leftOut: 3, shortfalls: [.amount(line: Money(fen: 900))]),
      Cut(
        why: "after the filter: the capacity is the town's", town: "330503002", capacity: 1,
        below: 5, firms: [3, 2], ranks: [1, 2], leftOut: 1, shortfalls: [.points(10)]),
      Cut(
        why: "at the end of the list: no line", capacity: 5, below: 3, firms: [4, 3, 1, 2, 5],
        ranks: [1, 2, 3, 4, 5], leftOut: 0),
      Cut(
        why: "town by town: the town of the most pressing firm first, no town last",
        order: .townRoute, capacity: 5, firms: [4, 3, 2, 1, 5], ranks: [1, 2, 4, 3, 5],
        leftOut: 0),
      Cut(
        why: "by risk, then town by town; those below stay by rank", order: .townRoute,
        capacity: 3, below: 2, firms: [4, 3, 1, 2, 5], ranks: [1, 2, 3, 4, 5], leftOut: 2,
        shortfalls: [.tied, .tied], tie: VisitList.Tie(within: 1, beyond: 2)),
    ])
  func cut(_ example: Cut) throws {
    let list = try list {
      $0.order = example.order
      $0.town = example.town
      $0.capacity = example.capacity
      $0.below = example.below
    }
    #expect(list.entries.map(\.firm.firmId) == example.firms)
    #expect(list.entries.map(\.rank) == example.ranks)
    #expect(list.entries.compactMap(\.shortfall) == example.shortfalls)
    #expect(list.leftOut == example.leftOut)
    #expect(list.tie == example.tie)
    #expect(list.entries.allSatisfy { !$0.firm.reasons.isEmpty })
  }

  @Test("A route visits the same firms as the list by risk")
  func sameFirms() throws {
    for capacity in 1...5 {
      let byRisk = try list { $0.capacity = capacity }
      let route = try list {
        $0.capacity = capacity
        $0.order = .townRoute
      }
      #expect(Set(byRisk.visits.map(\.firm)) == Set(route.visits.map(\.firm)))
    }
  }

  @Test("A town counts as known when a firm lies in it")
  func towns() throws {
    let known = try ["330503002", "330502", "330509999"].map { town in
      try scores.store.database.read { try $0.hasFirms(inTown: town) }
    }
    #expect(known == [true, true, false])
  }

  @Test("Standings of a run: reasons stored, known to be none, or unknown")
  func standings() throws {
    let run = try scores.run("2026-04-01", [(1, 15, .green), (2, 0, .green), (4, 9, .green)])
    let standings = try scores.store.database.read { snapshot in
      try snapshot.standings(run: try #require(try snapshot.run(id: run)))
    }
    #expect(standings[1]?.reasons?.map(\.points) == [15], "it was flagged the run before")
    #expect(standings[2]?.points == 0)
    #expect(standings.count == 3)
    let next = try scores.run("2026-04-02", [(1, 15, .green), (2, 0, .green)])
    let later = try scores.store.database.read { snapshot in
      try snapshot.standings(run: try #require(try snapshot.run(id: next)))
    }
    #expect(later[1]?.reasons == nil)
    #expect(later[2]?.reasons == [])
  }

  @Test("Runs are found by number and by what came before them")
  func runs() throws {
    let again = try scores.run("2026-03-02", [(1, 90, .red)])
    let past = try scores.run("2026-02-01", [(1, 90, .red)])
    try scores.store.database.read { snapshot in
      let run = try #require(try snapshot.run(id: again))
      #expect(run.calendar == "cn@1")
      let before = try snapshot.run(before: run)
      #expect(before?.asOf == .of("2026-03-02") && before?.id == again - 1)
      #expect(try before.flatMap { try snapshot.run(before: $0) }?.id == past)
      #expect(try snapshot.run(id: 99) == nil)
    }
  }
}
