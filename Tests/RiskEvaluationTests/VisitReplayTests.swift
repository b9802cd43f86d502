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
    let replay = try VisitReplay(Self.log, ranks: ["a": 1, "b": 2, "c": 3])
    #expect(replay.finds.map(\.firm) == ["d", "a"])
    // Ranked a, b, c; then d, e, f as they were: d falls to the second day, a rises to the first.
    #expect(replay.finds.map(\.daysEarlier) == [-1, 2])
    #expect(replay.meanDaysEarlier == 0.5)
    #expect(replay.medianDaysEarlier == -1)
    #expect([replay.earlier, replay.later, replay.mostEarlier, replay.mostLater] == [1, 1, 2, 1])
    #expect(replay.unranked == 3)
    #expect(replay.middle == Self.day(1))
    #expect(replay.inFirstHalf == (actual: 1, replayed: 2))
    #expect(replay.bounds == (best: 1, worst: -1, random: 0))
    #expect(replay.medianRevisitGap == (actual: nil, replayed: nil))
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
      #expect(replay.bounds.worst - 1e-9 <= replay.meanDaysEarlier)
      #expect(replay.meanDaysEarlier <= replay.bounds.best + 1e-9)
      let interval = replay.interval(rounds: 100, seed: 1)
      #expect(interval == replay.interval(rounds: 100, seed: 1))
    }
  }

  @Test("Visits to one firm lie closer together when the list leads there at once, and it is told")
  func revisits() throws {
    let log = [(0, "a"), (1, "b"), (2, "c"), (3, "a")].map {
      LoggedVisit(day: Self.day($0.0), firm: $0.1, found: $0.1 == "a")
    }
    let gap = try VisitReplay(log, ranks: ["a": 1]).medianRevisitGap
    #expect(gap == (actual: 3, replayed: 1))
  }

  @Test("A log without a visit or a find gives no estimate")
  func refused() {
    #expect(throws: EvaluationRefusal.noEvents) { try VisitReplay([], ranks: [:]) }
    #expect(throws: EvaluationRefusal.nothingFound(visits: 1)) {
      try VisitReplay([LoggedVisit(day: Self.day(1), firm: "a", found: false)], ranks: [:])
    }
  }
}
