import Testing

@testable import RiskEvaluation

@Suite("Rankings by whole numbers")
struct LevelledRankingTests {
  private static func drawn(_ seed: UInt64, _ count: Int) -> (scores: [Int32], outcomes: [Bool]) {
    var numbers = SplitMix(seed)
    let scores = (0..<count).map { _ in
      numbers.below(3) > 0 ? Int32(0) : Int32(numbers.below(7)) - 1
    }
    return (scores, scores.map { numbers.below(10) < 2 + Int(max(0, $0)) })
  }

  @Test("They are those of the same numbers with a point", arguments: [1, 2, 3, 40, 300])
  func same(_ count: Int) {
    for seed in UInt64(1)...20 {
      let (scores, outcomes) = Self.drawn(seed, count)
      let whole = RankedOutcomes(points: scores, outcomes: outcomes)
      let pointed = RankedOutcomes(scores: scores.map(Double.init), outcomes: outcomes)
      #expect(whole.auc == pointed.auc)
      #expect(whole.averagePrecision == pointed.averagePrecision)
      #expect([1, 5, 1000].map(whole.top) == [1, 5, 1000].map(pointed.top))
    }
  }

  @Test("Intervals are those of the paired bootstrap over firms")
  func intervals() {
    let (scores, outcomes) = Self.drawn(5, 200)
    let (others, _) = Self.drawn(6, 200)
    let own = LevelBootstrap(
      rankings: [scores, others].map(LevelledRanking.init), outcomes: outcomes, ks: [10],
      rounds: 80, seed: 9
    ).intervals()
    let paired = PairedBootstrap(
      rankings: [scores, others].map { $0.map(Double.init) }, outcomes: outcomes, rounds: 80,
      seed: 9
    ).aucs()
    #expect(own.map(\.auc) == paired.map(\.auc))
    #expect(own[0].difference == nil && own[1].difference == paired[1].difference)
    #expect(own[0].precisions.count == 1 && own[0].precisions[0] != nil)
  }

  @Test("Equal scores and one outcome alone have no estimate")
  func none() {
    let equal = LevelBootstrap(
      rankings: [LevelledRanking([Int32](repeating: 0, count: 50))],
      outcomes: (0..<50).map { $0 < 5 }, ks: [10], rounds: 60, seed: 1
    ).intervals()
    #expect(equal[0].auc == nil && equal[0].precisions == [nil])
    let single = LevelBootstrap(
      rankings: [LevelledRanking((0..<50).map { Int32($0) })],
      outcomes: [Bool](repeating: false, count: 50), ks: [10], rounds: 60, seed: 1
    ).intervals()
    #expect(single[0].auc == nil)
    #expect(RankedOutcomes(points: [], outcomes: []).auc == nil)
  }
}
