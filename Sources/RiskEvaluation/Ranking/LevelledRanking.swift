/// A ranking by whole numbers, of which most entities have the same: kept as that one and the others.
///
/// Firms without any reason share zero points; of 130,000 a few thousand have others.
struct LevelledRanking: Sendable {
  /// Highest first.
  let levels: [Int32]
  /// The place in ``levels`` of what most have.
  let base: Int
  /// The entities that stand on another level.
  let others: [Int32]
  /// Their levels' places.
  let places: [Int32]

  /// - Parameter scores: higher is riskier.
  init(_ scores: [Int32]) {
    var counts: [Int32: Int] = [:]
    var zeros = 0
    for score in scores {
      if score == 0 { zeros += 1 } else { counts[score, default: 0] += 1 }
    }
    if zeros > 0 { counts[0] = zeros }
    let levels = counts.keys.sorted(by: >)
    let common = levels.max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) }
    let placeOf = Dictionary(
      uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
    let others = scores.indices.filter { scores[$0] != common }
    self.levels = levels
    base = common.flatMap(levels.firstIndex) ?? 0
    self.others = others.map { Int32($0) }
    places = others.map { placeOf[scores[$0]] ?? 0 }
  }

  /// Entities and those that came true, level by level.
  ///
  /// - Parameters:
  ///   - times: how often each entity counts.
  ///   - hits: the same of those that came true, 0 of the others.
  ///   - total: the sums of both.
  /// - Returns: one tie a level that has any.
  func ranked(times: [Int32], hits: [Int32], total: RankedOutcomes.Tie) -> RankedOutcomes {
    var counts = [Int32](repeating: 0, count: levels.count)
    var positives = [Int32](repeating: 0, count: levels.count)
    // Each draw of a bootstrap comes here for every ranking: without the checks of arrays it takes a
    // tenth of the time.
    times.withUnsafeBufferPointer { times in
      hits.withUnsafeBufferPointer { hits in
        counts.withUnsafeMutableBufferPointer { counts in
          positives.withUnsafeMutableBufferPointer { positives in
            others.withUnsafeBufferPointer { others in
              places.withUnsafeBufferPointer { places in
                for index in 0..<others.count {
                  let (entity, place) = (Int(others[index]), Int(places[index]))
                  counts[place] &+= times[entity]
                  positives[place] &+= hits[entity]
                }
              }
            }
          }
        }
      }
    }
    if !levels.isEmpty {
      counts[base] = Int32(total.count) - counts.reduce(0, &+)
      positives[base] = Int32(total.positives) - positives.reduce(0, &+)
    }
    return RankedOutcomes(
      ties: zip(counts, positives).compactMap { count, positives in
        count > 0 ? RankedOutcomes.Tie(count: Int(count), positives: Int(positives)) : nil
      })
  }
}

extension RankedOutcomes {
  /// - Parameters:
  ///   - points: higher is riskier.
  ///   - outcomes: whether it came true, of as many.
  public init(points: [Int32], outcomes: [Bool]) {
    precondition(points.count == outcomes.count, "one outcome for each score")
    self = LevelledRanking(points).ranked(outcomes)
  }
}

extension LevelledRanking {
  /// Each entity once.
  func ranked(_ outcomes: [Bool]) -> RankedOutcomes {
    let hits = outcomes.map { Int32($0 ? 1 : 0) }
    return ranked(
      times: [Int32](repeating: 1, count: outcomes.count), hits: hits,
      total: RankedOutcomes.Tie(count: outcomes.count, positives: Int(hits.reduce(0, +))))
  }
}
