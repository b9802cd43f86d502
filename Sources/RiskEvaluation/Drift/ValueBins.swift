/// Bins for the values of one signal: zero, and tenths of the other values of a reference month.
public struct ValueBins: Hashable, Sendable {
  /// Rising; a value belongs to the last that it reaches.
  private let cuts: [Int64]

  /// `reference` are the values that the reference month has, zero among them.
  public init(reference: [Int64]) {
    let others = reference.filter { $0 != 0 }.sorted()
    cuts = Set((1..<10).compactMap { others.isEmpty ? nil : others[$0 * others.count / 10] })
      .sorted()
  }

  /// Firms by bin: without a value, zero, below the first cut, then by cut.
  ///
  /// - Parameters:
  ///   - values: of the firms that have one.
  ///   - missing: firms that have none.
  public func counts(_ values: [Int64], missing: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: cuts.count + 3)
    counts[0] = missing
    for value in values {
      guard value != 0 else {
        counts[1] += 1
        continue
      }
      var (low, high) = (0, cuts.count)
      while low < high {
        let middle = (low + high) / 2
        if value >= cuts[middle] { low = middle + 1 } else { high = middle }
      }
      counts[2 + low] += 1
    }
    return counts
  }
}
