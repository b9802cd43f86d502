import RiskEvaluation
import Testing

@Suite("Figures of a ranking")
struct RankedOutcomesTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let scores: [Double]
    let outcomes: [Bool]
    let auc: Double?
    let averagePrecision: Double?
    var testDescription: String { why }
  }

  @Test(
    "AUC and average precision, as scikit-learn computes them",
    arguments: [
      Example(
        why: "all right", scores: [3, 2, 1, 0], outcomes: [true, true, false, false], auc: 1,
        averagePrecision: 1),
      Example(
        why: "all wrong", scores: [3, 2, 1, 0], outcomes: [false, false, true, true], auc: 0,
        averagePrecision: 5.0 / 12),
      Example(
        why: "one pair of four wrong", scores: [0.1, 0.4, 0.35, 0.8],
        outcomes: [false, false, true, true], auc: 0.75, averagePrecision: 5.0 / 6),
      Example(
        why: "a tie of both outcomes counts half", scores: [2, 1, 1, 0],
        outcomes: [true, true, false, false], auc: 0.875, averagePrecision: 5.0 / 6),
      Example(
        why: "equal scores say nothing", scores: [1, 1, 1], outcomes: [true, false, true], auc: nil,
        averagePrecision: nil),
      Example(
        why: "nothing came true", scores: [1, 2], outcomes: [false, false], auc: nil,
        averagePrecision: nil),
      Example(why: "nobody", scores: [], outcomes: [], auc: nil, averagePrecision: nil),
    ])
  func figures(_ example: Example) {
    let ranked = RankedOutcomes(scores: example.scores, outcomes: example.outcomes)
    #expect(ranked.auc == example.auc)
    let found = ranked.averagePrecision
    #expect((found == nil) == (example.averagePrecision == nil))
    #expect(abs((found ?? 0) - (example.averagePrecision ?? 0)) < 1e-12)
  }

  @Test("Of equal scores across the line the figures are worst, mean and best")
  func ties() {
    let ranked = RankedOutcomes(
      scores: [9, 5, 5, 5, 5, 1] as [Double], outcomes: [true, true, false, false, true, false])
    let top = ranked.top(3)
    #expect([top.worst, top.best] == [1, 3])
    #expect(top.mean == 2)
    #expect(top.precision(top.mean) == 2.0 / 3)
    #expect(top.recall(Double(top.best)) == 1)
    #expect(top.lift(top.mean) == 4.0 / 3)
    let all = ranked.top(100)
    #expect(all.taken == 6 && all.worst == 3 && all.best == 3)
  }

  @Test("Over every order of the ties the figures are what the table says")
  func everyOrder() {
    var state: UInt64 = 5
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<200 {
      let scores = (0..<7).map { _ in Double(next(3)) }
      let outcomes = (0..<7).map { _ in next(2) == 0 }
      let top = RankedOutcomes(scores: scores, outcomes: outcomes).top(3)
      var hits: [Int] = []
      for order in Self.permutations(Array(0..<7))
      where zip(order, order.dropFirst()).allSatisfy({ scores[$0] >= scores[$1] }) {
        hits.append(order.prefix(3).count { outcomes[$0] })
      }
      #expect(hits.min() == top.worst)
      #expect(hits.max() == top.best)
      #expect(abs(Double(hits.reduce(0, +)) / Double(hits.count) - top.mean) < 1e-9)
    }
  }

  private static func permutations(_ items: [Int]) -> [[Int]] {
    guard let last = items.last else { return [[]] }
    return permutations(Array(items.dropLast())).flatMap { order in
      (0...order.count).map { place in
        var longer = order
        longer.insert(last, at: place)
        return longer
      }
    }
  }

  @Test("The same seed draws the same intervals, and a ranking is no better than itself")
  func bootstrap() throws {
    let scores = (0..<200).map { Double($0 % 17) }
    let outcomes = (0..<200).map { $0 % 17 > 11 || $0 % 5 == 0 }
    func draw(_ seed: UInt64) -> [(
      auc: PairedBootstrap.Interval?, difference: PairedBootstrap.Interval?
    )] {
      PairedBootstrap(
        rankings: [scores, scores.map { -$0 }, scores.map { _ in 0 }], outcomes: outcomes,
        rounds: 200, seed: seed
      ).aucs()
    }
    let first = draw(1)
    #expect(first.map(\.auc) == draw(1).map(\.auc))
    #expect(first.map(\.auc) != draw(2).map(\.auc))
    let auc = try #require(RankedOutcomes(scores: scores, outcomes: outcomes).auc)
    let interval = try #require(first[0].auc)
    #expect(interval.low < auc && auc < interval.high)
    #expect(first[0].difference == PairedBootstrap.Interval(low: 0, high: 0))
    let worse = try #require(first[1].difference)
    #expect(worse.high < 0)
    #expect(first[2].auc == nil)
  }
}
