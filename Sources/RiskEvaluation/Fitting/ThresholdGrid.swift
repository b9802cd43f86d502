/// The thresholds that a fit may choose from: what rows have, in numbers that a person can read.
enum ThresholdGrid {
  private static let most = 20

  /// From the mildest; the rule's own are among them.
  static func cuts(_ rule: FittingRule, _ values: [Int64]) -> [Int64] {
    let severe = values.filter {
      FittingTable.isMeasured($0) && rule.reaches($0, rule.mildest)
    }.sorted()
    let quantiles = (0..<most).compactMap { place in
      severe.isEmpty ? nil : severe[place * severe.count / most]
    }
    let rounded = quantiles.map { round($0, rule.grid) + rule.offset }
      .filter { rule.reaches($0, rule.mildest) }
    let cuts = Set(rounded).union(rule.thresholds).sorted()
    return rule.isUpward ? cuts : cuts.reversed()
  }

  /// Toward zero.
  private static func round(_ value: Int64, _ grid: FittingRule.Grid) -> Int64 {
    switch grid {
    case .share: return value / 500 * 500
    case .whole: return value
    case .quantity:
      var unit: Int64 = 1
      while value.magnitude / unit.magnitude >= 100 { unit *= 10 }
      return value / unit * unit
    }
  }
}
