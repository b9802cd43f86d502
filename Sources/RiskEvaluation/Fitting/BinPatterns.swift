/// The rows of a table counted by the bins that they fall into.
struct BinPatterns {
  private var counts: [[UInt8]: (count: Int, positives: Int)] = [:]
  /// The first step of each rule, then how many there are: a bin is a step above the milder one.
  private let starts: [Int]

  var width: Int { starts.last ?? 0 }

  init(_ table: FittingTable, _ candidates: [Candidate]) {
    starts = candidates.reduce(into: [0]) { starts, candidate in
      starts.append((starts.last ?? 0) + candidate.bins.bins.count)
    }
    let places = candidates.map { candidate in
      table.values(candidate.place).map { UInt8(candidate.bins.place($0, candidate.rule)) }
    }
    var bins = [UInt8](repeating: 0, count: candidates.count)
    for row in 0..<table.count {
      for rule in places.indices { bins[rule] = places[rule][row] }
      counts[bins, default: (0, 0)].count += 1
      if table.outcomes[row] { counts[bins, default: (0, 0)].positives += 1 }
    }
  }

  /// In the order of the bins, so that a sum is the same every time.
  var patterns: [StepPattern] {
    counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { bins, own in
      let steps = bins.enumerated().flatMap { rule, bin in
        (0..<Int(bin)).map { Int32(starts[rule] + $0) }
      }
      return StepPattern(steps: steps, count: own.count, positives: own.positives)
    }
  }

  /// What a rule's bins add to the logarithm of the odds, the base first.
  func rises(_ rule: Int, _ model: RisingRegression) -> [Double] {
    (starts[rule]..<starts[rule + 1]).reduce(into: [0.0]) { sums, step in
      sums.append((sums.last ?? 0) + model.weights[step])
    }
  }
}
