/// A ranking by whole numbers, of which most entities have the same: kept as that one and the others.
///
/// Firms without any reason share zero points; of 130,000 a few thousand have others.
struct LevelledRanking: Sendable {
  /// Highest first.
  let levels: [Int32]
  /// The place in ``levels`` of what most have.
  let base: Int
  /// The entities that stand on another level, by place.
  let others: [(entity: Int32, level: Int32)]
  let count: Int

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
    self.levels = levels
    base = common.flatMap(levels.firstIndex) ?? 0
    count = scores.count
    let places = Dictionary(
      uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
    var others: [(entity: Int32, level: Int32)] = []
    for (entity, score) in scores.enumerated() where score != common {
      others.append((Int32(entity), places[score] ?? 0))
    }
    self.others = others
  }

  /// Entities and those that came true, level by level, when each counts so many times.
  func cells(times: [UInt16], outcomes: [Bool], total: RankedCells.Cell) -> RankedCells {
    var cells = RankedCells(levels: levels.count)
    var left = total
    for other in others {
      let entity = Int(other.entity)
      let own = Int(times[entity])
      guard own > 0 else { continue }
      let hits = outcomes[entity] ? own : 0
      cells.add(RankedCells.Cell(count: own, positives: hits), to: Int(other.level))
      left.count -= own
      left.positives -= hits
    }
    if !levels.isEmpty { cells.add(left, to: base) }
    return cells
  }
}

/// How many stand on each level of a ranking, the highest first, and how many of them came true.
struct RankedCells {
  struct Cell: Hashable {
    var count = 0
    var positives = 0
  }

  private(set) var cells: [Cell]

  init(levels: Int) { cells = [Cell](repeating: Cell(), count: levels) }

  mutating func add(_ cell: Cell, to level: Int) {
    cells[level].count += cell.count
    cells[level].positives += cell.positives
  }

  /// Without empty levels.
  var ranked: RankedOutcomes {
    RankedOutcomes(
      ties: cells.filter { $0.count > 0 }.map {
        RankedOutcomes.Tie(count: $0.count, positives: $0.positives)
      })
  }
}

extension RankedOutcomes {
  /// - Parameters:
  ///   - scores: higher is riskier.
  ///   - outcomes: whether it came true, of as many.
  public init(scores: [Int32], outcomes: [Bool]) {
    precondition(scores.count == outcomes.count, "one outcome for each score")
    let cells = LevelledRanking(scores).cells(
      times: [UInt16](repeating: 1, count: scores.count), outcomes: outcomes,
      total: RankedCells.Cell(count: scores.count, positives: outcomes.count { $0 }))
    self = cells.ranked
  }
}
