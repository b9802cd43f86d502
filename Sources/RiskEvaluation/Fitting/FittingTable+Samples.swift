public import RiskScoring
internal import WageDomain

extension FittingRule {
  /// A trigger or an indicator of a card; thresholds that a bin leaves out are moved to the next number.
  init(_ id: String, _ comparison: Comparison, _ bins: PointsBins, isTrigger: Bool) {
    let offset: Int64 =
      switch bins.bound {
      case .above: 1
      case .below: -1
      case .atLeast, .atMost: 0
      }
    self.init(
      id: id, isUpward: bins.bound == .atLeast || bins.bound == .above,
      thresholds: bins.bins.map { $0.threshold + offset }, grid: Grid(comparison.binUnit),
      isTrigger: isTrigger, offset: offset)
  }
}

extension FittingRule.Grid {
  init(_ unit: BinUnit) {
    switch unit {
    case .basisPoints: self = .share
    case .whole: self = .whole
    case .quantity: self = .quantity
    }
  }
}

extension FittingTable {
  /// An empty table of a card's triggers and indicators, in the order of its columns.
  public init(_ card: Scorecard) {
    self.init(
      rules: card.triggers.map { FittingRule($0.id, $0.comparison, $0.bins, isTrigger: true) }
        + card.indicators.map { FittingRule($0.id, $0.comparison, $0.bins, isTrigger: false) })
  }

  /// The firms of a past day.
  ///
  /// - Parameters:
  ///   - sample: with readings, by the table's card.
  ///   - day: which of the training days it is, from 0.
  ///   - outcome: whether it came true; nil for a firm that is not looked at.
  public mutating func add(
    _ sample: CutoffSample, day: Int, outcome: (SampledFirm) -> Bool?
  ) {
    precondition(sample.columns.map(\.id) == rules.map(\.id), "a sample of the same card")
    for (place, firm) in sample.firms.enumerated() {
      guard let outcome = outcome(firm) else { continue }
      add(
        sample.columns.map { Self.code($0.reading(place)) }, firm: firm.id, outcome: outcome,
        tier: firm.tier.severity, day: day)
    }
  }

  private static func code(_ reading: SampledReading?) -> Int64 {
    switch reading {
    case .value(let value)?: value
    case .absent?: absent
    case .silent?: silent
    case .nothing?, nil: nothing
    }
  }
}

extension PointsFit {
  /// The bins of the new card by rule; an indicator without points is left out.
  public func bins(_ card: Scorecard) -> [String: [PointsBins.Bin]] {
    let triggers = Dictionary(
      card.triggers.map { ($0.id, $0.bins.bins) }, uniquingKeysWith: { first, _ in first })
    var bins: [String: [PointsBins.Bin]] = [:]
    for rule in rules where !rule.points.isEmpty {
      let tiers = triggers[rule.rule.id]?.map(\.tier)
      bins[rule.rule.id] = rule.points.enumerated().map { place, own in
        PointsBins.Bin(
          threshold: own.threshold - rule.rule.offset, points: own.points,
          tier: tiers.flatMap { $0.indices.contains(place) ? $0[place] : nil })
      }
    }
    return bins
  }

  /// Settles what the new card warns from, and the hard triggers that no training firm set off.
  public mutating func settle(_ table: FittingTable, _ card: Scorecard) -> FittedTiers {
    let tiers = tiers(table, card)
    let demanded = card.triggers.map { ($0.id, $0.bins.bins.map { $0.tier?.severity ?? 0 }) }
    keepUnseenTriggers(
      Dictionary(demanded, uniquingKeysWith: { first, _ in first }), tiers)
    return tiers
  }

  private func tiers(_ table: FittingTable, _ card: Scorecard) -> FittedTiers {
    var demanded = [Int](repeating: 0, count: table.count)
    for (place, trigger) in card.triggers.enumerated() {
      let values = table.values(place)
      for row in demanded.indices {
        let value = values[row]
        guard FittingTable.isMeasured(value) else { continue }
        let rule = table.rules[place]
        let last = trigger.bins.bins.last { rule.reaches(value, $0.threshold + rule.offset) }
        demanded[row] = max(demanded[row], last?.tier?.severity ?? 0)
      }
    }
    return FittedTiers(points: points(table), demanded: demanded, before: table.tiers)
  }
}
