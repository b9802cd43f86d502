public import WageDomain

/// A percentage that somebody printed, with the two counts that it is said to come from.
public struct StatedRate: Hashable, Sendable {
  public let title: Bilingual
  public let rate: Rate
  /// Hundredths of a per cent, as printed.
  public let basisPoints: Int

  public init(title: Bilingual, rate: Rate, basisPoints: Int) {
    self.title = title
    self.rate = rate
    self.basisPoints = basisPoints
  }

  /// Nil when the counts give the percentage, rounded down or to the nearest.
  public var finding: AssessmentFinding? {
    let down = rate.basisPoints
    let nearest = rate.isEmpty ? nil : (rate.numerator * 20_000 / rate.denominator + 1) / 2
    guard basisPoints != down, basisPoints != nearest else { return nil }
    let printed = Rate.percent(basisPoints)
    let expected =
      "\(rate.numerator)/\(rate.denominator) = \(rate.percent)"
    return AssessmentFinding(
      body: nil,
      found: Bilingual(zh: "\(title.zh) \(printed)", en: "\(title.en) \(printed)"),
      expected: .same(expected))
  }
}
