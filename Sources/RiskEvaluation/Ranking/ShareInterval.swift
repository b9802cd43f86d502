/// How far a share of so many may lie from what was counted: Wilson's interval of 95 %.
///
/// - Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
public struct ShareInterval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  /// Nil of none.
  public init?(_ hits: Int, of count: Int) {
    guard count > 0 else { return nil }
    let (z, n) = (1.959964, Double(count))
    let share = Double(hits) / n
    let middle = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    low = max(0, (middle - reach) / (1 + z * z / n))
    high = min(1, (middle + reach) / (1 + z * z / n))
  }
}
