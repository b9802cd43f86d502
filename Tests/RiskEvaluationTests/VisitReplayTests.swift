import RiskEvaluation
import Testing
import WageDomain

@Suite("Replay of visits in a list's order")
struct VisitReplayTests {
  private static func day(_ number: Int) -> Day { Day(number: 20_000).adding(days: number) }

  /// Two visits a day; firm a is found on the third day, d on the first.
  private static let log = [
    (0, "d", true), (0, "e", false), (1, "b", false), (1, "c", false), (2, "a", true),
    (2, "f", false),
  ].map { LoggedVisit(day: day($0.0), firm: $0.1, found: $0.2) }

  @Test("The list's first firms take the log's first days; what it lacks comes last")
  func replayed() throws {
    let replay = try VisitReplay(Self.log, ranks: ["a": 1, "b": 2, "c": 3, "d": 4])
    #expect(replay.finds.map(\.firm) == ["d", "a"])
    // Ranked a, b, c, d; then e, f as they were: d falls to the second day, a rises to the first.
    #expect(replay.finds.map(\.daysEarlier) == [-1, 2])
    #expect(replay.mean.mean == 0.5 && replay.mean.median == -1)
    #expect(replay.mean.earlier == 1 && replay.mean.later == 1)
    #expect(replay.mostEarlier == 2 && replay.mostLater == 1)
    #expect(replay.worst == replay.mean && replay.best == replay.mean && replay.tied == 0)
    #expect(replay.unranked == 2)
    #expect(replay.middle == Self.day(1))
    #expect(replay.actuallyInFirstHalf == 1 && replay.mean.inFirstHalf == 2)
    #expect(replay.bounds == (best: 1, worst: -1, random: 0))
    #expect(replay.medianRevisitGap(seed: 1) == (actual: nil, replayed: nil))
  }

  @Test("The order of the log's rows changes nothing, and the log's own order moves nothing")
  func order() throws {
    let ranks = ["d": 1, "e": 2, "b": 3, "c": 4, "a": 5, "f": 6]
    let same = try VisitReplay(Self.log, ranks: ranks)
    #expect(same.finds.allSatisfy { $0.daysEarlier == 0 })
    let back = try VisitReplay(Self.log.reversed(), ranks: ["a": 1])
    #expect(try back.finds == VisitReplay(Self.log, ranks: ["a": 1]).finds)
  }

  @Test("No order is better than the best or worse than the worst")
  func bounds() throws {
    var state: UInt64 = 3
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<100 {
      var log = (0..<30).map {
        LoggedVisit(day: Self.day(next(9)), firm: "\($0)", found: next(3) == 0)
      }
      log.append(LoggedVisit(day: Self.day(4), firm: "x", found: true))
      let ranks = Dictionary(uniqueKeysWithValues: log.map { ($0.firm, next(12)) })
      let replay = try VisitReplay(log, ranks: ranks)
      let means = [
        replay.bounds.worst, replay.worst.mean, replay.mean.mean, replay.best.mean,
        replay.bounds.best,
      ]
      #expect(zip(means, means.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
      let interval = replay.interval(rounds: 100, seed: 1)
      #expect(interval == replay.interval(rounds: 100, seed: 1))
    }
  }

  @Test("Visits to one firm lie closer together when the list leads there at once, and it is told")
  func revisits() throws {
    let log = [(0, "a"), (1, "b"), (2, "c"), (3, "a")].map {
      LoggedVisit(day: Self.day($0.0), firm: $0.1, found: $0.1 == "a")
    }
    let gap = try VisitReplay(log, ranks: ["a": 1]).medianRevisitGap(seed: 1)
    #expect(gap == (actual: 3, replayed: 1))
  }

  @Test("Equal ranks have no order: whatever the firms are called, the figures are the same")
  func ties() throws {
    // x found on the last day; x and y share the first rank, z is last.
    func replay(_ x: String, _ y: String) throws -> VisitReplay {
      let log = [(0, y, false), (1, "z", false), (2, x, true)].map {
        LoggedVisit(day: Self.day($0.0), firm: $0.1, found: $0.2)
      }
      return try VisitReplay(log, ranks: [x: 1, y: 1, "z": 2])
    }
    let (one, other) = (try replay("a", "b"), try replay("b", "a"))
    for replay in [one, other] {
      #expect(replay.tied == 2)
      #expect([replay.worst, replay.mean, replay.best].map(\.mean) == [1, 1.5, 2])
      #expect([replay.worst, replay.mean, replay.best].map(\.inFirstHalf) == [1, 1, 1])
      #expect(replay.finds.map(\.first) == [Self.day(0)])
      #expect(replay.finds.map(\.last) == [Self.day(1)])
      #expect(replay.mostEarlier == 2 && replay.mostLater == 0)
    }
    #expect(one.mean == other.mean && one.worst == other.worst && one.best == other.best)
  }

  @Test("Firms that the list lacks keep the log's days, whatever they are called")
  func unrankedTies() throws {
    // Two firms of one day, neither on the list: either may come first.
    func mean(_ x: String, _ y: String) throws -> [Double] {
      let log = [(0, x, true), (0, y, false), (1, "z", false)].map {
        LoggedVisit(day: Self.day($0.0), firm: $0.1, found: $0.2)
      }
      let replay = try VisitReplay(log, ranks: ["z": 1])
      return [replay.worst.mean, replay.mean.mean, replay.best.mean]
    }
    #expect(try mean("a", "b") == [-1, -0.5, 0])
    #expect(try mean("b", "a") == [-1, -0.5, 0])
  }

  @Test("The exact mean over equal ranks is that of all orders, made one by one")
  func exact() throws {
    let ranks = ["a": 1, "b": 1, "c": 1, "d": 2, "e": 3, "f": 4]
    let replay = try VisitReplay(Self.log, ranks: ranks)
    var means: [Double] = []
    for order in [
      ["a", "b", "c"], ["a", "c", "b"], ["b", "a", "c"], ["b", "c", "a"],
      ["c", "a", "b"], ["c", "b", "a"],
    ] {
      var strict = ["d": 12, "e": 13, "f": 14]
      for (place, firm) in order.enumerated() { strict[firm] = place }
      means.append(try VisitReplay(Self.log, ranks: strict).mean.mean)
    }
    #expect(abs(replay.mean.mean - means.reduce(0, +) / 6) < 1e-9)
    #expect(replay.worst.mean == means.min() && replay.best.mean == means.max())
  }

  struct NoOrder: CustomTestStringConvertible {
    let why: String
    let ranks: [String: Int]
    let refusal: EvaluationRefusal
    var testDescription: String { why }
  }

  @Test(
    "A list that says nothing of the log's firms gives no estimate",
    arguments: [
      NoOrder(why: "an empty list", ranks: [:], refusal: .emptyList),
      NoOrder(
        why: "other firms", ranks: ["x": 1, "y": 2], refusal: .nobodyListed(listed: 2, firms: 6)),
      NoOrder(
        why: "one rank for all",
        ranks: ["a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "x": 2],
        refusal: .equalRanks(firms: 6)),
    ])
  func noOrder(_ sample: NoOrder) {
    #expect(throws: sample.refusal) { try VisitReplay(Self.log, ranks: sample.ranks) }
  }

  @Test("A log without a visit or a find gives no estimate")
  func refused() {
    #expect(throws: EvaluationRefusal.noEvents) { try VisitReplay([], ranks: [:]) }
    #expect(throws: EvaluationRefusal.nothingFound(visits: 1)) {
      try VisitReplay([LoggedVisit(day: Self.day(1), firm: "a", found: false)], ranks: [:])
    }
  }
}
