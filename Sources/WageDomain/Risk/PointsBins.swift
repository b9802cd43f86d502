/// What a value is worth: the points of the most severe bin it reaches.
public struct PointsBins: Hashable, Sendable {
  /// Which side of a threshold counts; exactly at the threshold always does.
  public enum Bound: String, Hashable, Sendable {
    case atLeast = "at_least"
    case atMost = "at_most"
  }

  /// A threshold in the unit of the indicator's kind, and its points.
  public struct Bin: Hashable, Sendable {
    public let threshold: Int64
    public let points: Int

    public init(threshold: Int64, points: Int) {
      self.threshold = threshold
      self.points = points
    }
  }

  public let bound: Bound
  /// From the mildest to the most severe.
  public let bins: [Bin]

  /// - Throws: ``ScorecardFault`` when there is no bin, when thresholds do not become strictly more
  ///   severe, or points do not rise from at least 1.
  public init(bound: Bound, bins: [Bin]) throws(ScorecardFault) {
    guard let first = bins.first else {
      throw ScorecardFault(found: "no bins", expected: "at least one")
    }
    guard first.points >= 1 else {
      throw ScorecardFault(found: "\(first.points) points", expected: "at least 1")
    }
    for (milder, bin) in zip(bins, bins.dropFirst()) {
      try Self.check(bin, after: milder, bound)
    }
    self.bound = bound
    self.bins = bins
  }

  private static func check(_ bin: Bin, after milder: Bin, _ bound: Bound) throws(ScorecardFault) {
    let isOrdered =
      bound == .atLeast ? bin.threshold > milder.threshold : bin.threshold < milder.threshold
    guard isOrdered else {
      throw ScorecardFault(
        found: "\(bound.rawValue) \(bin.threshold) after \(milder.threshold)",
        expected: bound == .atLeast ? "rising thresholds" : "falling thresholds")
    }
    guard bin.points > milder.points else {
      throw ScorecardFault(
        found: "\(bin.points) points after \(milder.points)", expected: "rising points")
    }
  }
}
