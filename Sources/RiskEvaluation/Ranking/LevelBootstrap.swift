/// Intervals of several rankings by whole numbers of the same firms, by drawing as many firms again and
/// again, each draw the same for every ranking.
struct LevelBootstrap {
  /// Of one ranking.
  struct Intervals: Sendable {
    let auc: PairedBootstrap.Interval?
    /// Of the AUC less that of the first ranking.
    let difference: PairedBootstrap.Interval?
    /// Of the precision at each k, equal scores in any order.
    let precisions: [PairedBootstrap.Interval?]
  }

  let rankings: [LevelledRanking]
  let outcomes: [Bool]
  let ks: [Int]
  let rounds: Int
  let seed: UInt64

  /// - Returns: one a ranking; without an interval where a ranking has equal scores only.
  func intervals() -> [Intervals] {
    var aucs = rankings.map { _ in [Double]() }
    var precisions = rankings.map { _ in ks.map { _ in [Double]() } }
    var numbers = SplitMix(seed)
    let positives = outcomes.indices.filter { outcomes[$0] }
    var times = [UInt16](repeating: 0, count: outcomes.count)
    for _ in 0..<rounds {
      Self.draw(&times, &numbers)
      let hits = positives.reduce(0) { $0 + Int(times[$1]) }
      // A draw without one of the outcomes says nothing about any.
      guard hits > 0, hits < outcomes.count else { continue }
      let total = RankedCells.Cell(count: outcomes.count, positives: hits)
      for (place, ranking) in rankings.enumerated() {
        let ranked = ranking.cells(times: times, outcomes: outcomes, total: total).ranked
        aucs[place].append(ranked.auc ?? .nan)
        for (index, k) in ks.enumerated() where ranking.levels.count > 1 {
          let top = ranked.top(k)
          precisions[place][index].append(top.precision(top.mean) ?? .nan)
        }
      }
    }
    return rankings.indices.map { place in
      Intervals(
        auc: PairedBootstrap.Interval(of: aucs[place]),
        difference: place == 0
          ? nil : PairedBootstrap.Interval(of: zip(aucs[place], aucs[0]).map { $0 - $1 }),
        precisions: precisions[place].map { PairedBootstrap.Interval(of: $0) })
    }
  }

  private static func draw(_ times: inout [UInt16], _ numbers: inout SplitMix) {
    times.withUnsafeMutableBufferPointer { times in
      times.update(repeating: 0)
      for _ in 0..<times.count { times[numbers.below(times.count)] &+= 1 }
    }
  }
}
