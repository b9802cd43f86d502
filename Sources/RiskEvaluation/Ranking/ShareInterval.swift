/// How far a share of so many may lie from what was counted: Wilson's interval of 95 %.
///
/// - Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
public struct ShareInterval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  /// Nil of none.
  public init?(_ hits: Int, of count: Int) {
    self.init(share: count > 0 ? Double(hits) / Double(count) : 0, of: Double(count))
  }

  /// Of a share of as many as tell something; nil of none.
  public init?(share: Double, of n: Double) {
    guard n > 0 else { return nil }
    let z = 1.959964
    let middle = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    low = max(0, (middle - reach) / (1 + z * z / n))
    high = min(1, (middle + reach) / (1 + z * z / n))
  }
}
