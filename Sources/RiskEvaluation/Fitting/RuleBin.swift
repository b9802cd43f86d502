internal import Foundation

/// Rows of one rule that a fit treats alike.
public struct RuleBin: Hashable, Sendable {
  /// The mildest value in it; nil for the rows below the first threshold, and for those that the rule
  /// says nothing of.
  public let threshold: Int64?
  public let count: Int
  public let positives: Int

  public init(threshold: Int64?, count: Int, positives: Int) {
    self.threshold = threshold
    self.count = count
    self.positives = positives
  }

  var negatives: Int { count - positives }

  /// The two as one, from the threshold of the milder one on.
  func joined(with severer: RuleBin) -> RuleBin {
    RuleBin(
      threshold: threshold, count: count + severer.count, positives: positives + severer.positives)
  }

  /// The logarithm of how much likelier a positive is to be here than a negative.
  ///
  /// Half a firm is added to the positives and to the negatives of every bin, so that one without
  /// either has a finite weight.
  ///
  /// - Parameters:
  ///   - positives: of all bins.
  ///   - negatives: of all bins.
  ///   - repeats: rows that a firm has which came true.
  /// - Returns: above zero where positives are more at home.
  public func weightOfEvidence(
    positives: Int, negatives: Int, repeats: Double = 1
  ) -> Double {
    logOdds(repeats) - log(Double(positives) / Double(negatives))
  }

  private func logOdds(_ repeats: Double) -> Double {
    log((Double(positives) + repeats / 2) / (Double(negatives) + repeats / 2))
  }

  /// Whether the severer bin holds no smaller share of positives.
  func isMilder(than severer: RuleBin) -> Bool {
    positives * severer.count < severer.positives * count
  }

  /// How many standard errors the logarithms of the odds lie apart.
  func distance(to severer: RuleBin) -> Double {
    func variance(_ bin: RuleBin) -> Double {
      1 / (Double(bin.positives) + 0.5) + 1 / (Double(bin.negatives) + 0.5)
    }
    return (severer.logOdds(1) - logOdds(1))
      / (variance(self) + variance(severer)).squareRoot()
  }
}
