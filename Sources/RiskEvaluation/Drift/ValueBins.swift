internal import WageDomain

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

  /// Zero, below the first cut, then one for each cut.
  public var count: Int { cuts.count + 2 }

  /// The bin of a value, 0 for zero.
  public func place(_ value: Int64) -> Int {
    guard value != 0 else { return 0 }
    return cuts.endOfPrefix { $0 <= value } + 1
  }

  /// Firms by bin, those without a value first.
  ///
  /// - Parameters:
  ///   - values: of the firms that have one.
  ///   - missing: firms that have none.
  /// - Returns: one count more than bins.
  public func counts(_ values: [Int64], missing: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: count + 1)
    counts[0] = missing
    for value in values { counts[place(value) + 1] += 1 }
    return counts
  }
}
