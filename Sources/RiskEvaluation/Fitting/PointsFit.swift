internal import Foundation

/// Points learned from what became of firms: monotone bins, their weight of evidence, a logistic
/// regression with a ridge penalty over the weights, and whole points.
///
/// A firm's points are proportional to the logarithm of its odds, to the rounding of each rule. A
/// rule that would take points away, given the others, is left out, and the rest is fitted again.
public struct PointsFit: Sendable {
  /// Fewer firms that came true fit a chance, not a rule (assumption).
  public static let fewestPositives = 100
  /// So many firms that came true carry one rule (a rule of thumb of regression, ten events a
  /// variable): of more rules those that tell most are fitted.
  public static let positivesOfRule = 10
  /// A scorecard's limit.
  static let mostPoints = 1000

  /// Why a rule has no points.
  public enum LeftOut: String, Hashable, Sendable {
    /// No bin is likelier than the base, or none has enough rows.
    case tellsNothing = "tells-nothing"
    /// The positives carry fewer rules, and others tell more.
    case tooMany = "too-many"
    /// Given the others it would take points away.
    case explainedByOthers = "explained-by-others"
    /// Less than half a point.
    case tooLittle = "too-little"
  }

  /// One rule of the card.
  public struct Rule: Sendable {
    public let rule: FittingRule
    public let bins: MonotoneBins
    /// By bin, the base first.
    public let weights: [Double]
    /// 0 for a rule that tells nothing.
    public let informationValue: Double
    /// Of the weight of evidence; nil for a rule that was left out.
    public let coefficient: Double?
    /// With a threshold each, from the mildest; empty for a rule that was left out.
    public fileprivate(set) var points: [BinPoints]
    /// Nil for a rule with points; a hard trigger keeps at least one point all the same.
    public let leftOut: LeftOut?
  }

  /// A threshold and what it is worth.
  public struct BinPoints: Hashable, Sendable {
    public let threshold: Int64
    public let points: Int

    public init(threshold: Int64, points: Int) {
      self.threshold = threshold
      self.points = points
    }
  }

  /// In the order of the table.
  public private(set) var rules: [Rule]
  /// Points that double the odds.
  public let pointsOfDouble: Int
  /// The logarithm of the odds of a firm without points.
  public let baseLogOdds: Double

  /// - Parameters:
  ///   - table: of training cutoffs.
  ///   - pointsOfDouble: points that double the odds, above zero.
  ///   - ridge: the penalty on squared standardised coefficients.
  /// - Throws: ``FitRefusal``.
  public init(
    _ table: FittingTable, pointsOfDouble: Int = 20, ridge: Double = 1
  ) throws(FitRefusal) {
    try Self.check(table)
    let candidates = table.rules.indices.map { Candidate(table, $0) }
    guard candidates.contains(where: { $0.informationValue > 0 }) else {
      throw .nothingTells(rules: table.rules.count)
    }
    let most = table.positiveFirms / Self.positivesOfRule
    let telling = candidates.indices.filter { candidates[$0].informationValue > 0 }
      .sorted {
        (candidates[$1].informationValue, $0) < (candidates[$0].informationValue, $1)
      }
    let (kept, model) = Self.fit(table, candidates, Array(telling.prefix(most)).sorted(), ridge)
    guard let model, !kept.isEmpty else { throw .nothingTells(rules: table.rules.count) }
    let factor = Double(pointsOfDouble) / log(2)
    let slopes = Dictionary(
      uniqueKeysWithValues: kept.enumerated().map { ($1, model.slope($0)) })
    rules = candidates.enumerated().map { place, candidate in
      let left: LeftOut? =
        candidate.informationValue <= 0
        ? .tellsNothing : telling.prefix(most).contains(place) ? nil : .tooMany
      return candidate.rule(slope: slopes[place], factor: factor, left ?? .explainedByOthers)
    }
    self.pointsOfDouble = pointsOfDouble
    baseLogOdds = model.score(kept.map { candidates[$0].weights[0] })
  }

  /// Gives the bins of a hard trigger that no training firm reached as many points as the tier that
  /// they demand begins with: nothing was learned about them, and they stay what they were.
  ///
  /// - Parameters:
  ///   - tiers: by rule's id, the severity that each bin demands.
  ///   - fitted: from how many points on the new card warns.
  public mutating func keepUnseenTriggers(_ tiers: [String: [Int]], _ fitted: FittedTiers) {
    let begins = [1, fitted.yellow, fitted.orange, fitted.red]
    for place in rules.indices where rules[place].rule.isTrigger {
      let rule = rules[place]
      guard let demanded = tiers[rule.rule.id], demanded.count == rule.points.count,
        rule.bins.bins.allSatisfy({ $0.count == 0 })
      else { continue }
      rules[place].points = zip(rule.points, demanded).map {
        BinPoints(threshold: $0.threshold, points: begins[min(max($1, 0), 3)])
      }
    }
  }

  private static func check(_ table: FittingTable) throws(FitRefusal) {
    guard table.count > 0 else { throw .noRows }
    let positives = table.positives
    guard positives > 0, positives < table.count else {
      throw .oneOutcome(rows: table.count, positives: positives)
    }
    let firms = table.positiveFirms
    guard firms >= fewestPositives else {
      throw .tooFewPositives(found: firms, needed: fewestPositives)
    }
  }

  /// Leaves out the rule with the most negative coefficient until none is.
  private static func fit(
    _ table: FittingTable, _ candidates: [Candidate], _ rules: [Int], _ ridge: Double
  ) -> (kept: [Int], model: LogisticRegression?) {
    var kept = rules
    var patterns = BinPatterns(table, rules.map { candidates[$0] })
    while !kept.isEmpty {
      let model = LogisticRegression(patterns.weighted(kept.map { candidates[$0] }), ridge: ridge)
      guard let model else { return ([], nil) }
      let slopes = kept.indices.map(model.slope)
      guard let least = slopes.min(), least <= 0, let place = slopes.firstIndex(of: least) else {
        return (kept, model)
      }
      kept.remove(at: place)
      patterns.remove(place)
    }
    return ([], nil)
  }
}

/// A rule with its bins, before its coefficient is known.
struct Candidate: Sendable {
  let place: Int
  let rule: FittingRule
  let bins: MonotoneBins
  let weights: [Double]
  let informationValue: Double

  init(_ table: FittingTable, _ place: Int) {
    let (positives, negatives) = (table.positives, table.count - table.positives)
    self.place = place
    rule = table.rules[place]
    bins = MonotoneBins(
      rule, values: table.columns[place], outcomes: table.outcomes, repeats: table.repeats)
    weights = bins.weights(positives: positives, negatives: negatives)
    informationValue = bins.informationValue(positives: positives, negatives: negatives)
  }

  /// `why` is the reason when there is no slope.
  func rule(slope: Double?, factor: Double, _ why: PointsFit.LeftOut) -> PointsFit.Rule {
    let points = points(slope: slope ?? 0, factor: factor)
    return PointsFit.Rule(
      rule: rule, bins: bins, weights: weights, informationValue: informationValue,
      coefficient: slope, points: points,
      leftOut: slope == nil ? why : points.isEmpty ? .tooLittle : nil)
  }

  /// Bins without a point more than the milder one are one with it; a trigger's keep one apiece.
  private func points(slope: Double, factor: Double) -> [PointsFit.BinPoints] {
    var points: [PointsFit.BinPoints] = []
    for (bin, weight) in zip(bins.bins, weights.dropFirst()) {
      guard let threshold = bin.threshold else { continue }
      let fitted = Int((factor * slope * (weight - weights[0])).rounded())
      let before = points.last?.points ?? 0
      guard fitted > before || rule.isTrigger else { continue }
      points.append(
        PointsFit.BinPoints(
          threshold: threshold, points: min(max(fitted, before + 1), PointsFit.mostPoints)))
    }
    return points
  }
}

/// The rows of a table counted by the bins that they fall into.
struct BinPatterns {
  private var counts: [[UInt8]: (count: Int, positives: Int)] = [:]

  init(_ table: FittingTable, _ candidates: [Candidate]) {
    var bins = [UInt8](repeating: 0, count: candidates.count)
    for row in 0..<table.count {
      for (place, candidate) in candidates.enumerated() {
        let value = table.columns[candidate.place][row]
        bins[place] = UInt8(candidate.bins.place(value, candidate.rule))
      }
      counts[bins, default: (0, 0)].count += 1
      if table.outcomes[row] { counts[bins, default: (0, 0)].positives += 1 }
    }
  }

  /// Without the rule in that place.
  mutating func remove(_ place: Int) {
    var fewer: [[UInt8]: (count: Int, positives: Int)] = [:]
    for (bins, own) in counts {
      var bins = bins
      bins.remove(at: place)
      let before = fewer[bins, default: (0, 0)]
      fewer[bins] = (before.count + own.count, before.positives + own.positives)
    }
    counts = fewer
  }

  /// In the order of the bins, so that a sum is the same every time.
  func weighted(_ candidates: [Candidate]) -> [LogisticRegression.Pattern] {
    counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { bins, own in
      LogisticRegression.Pattern(
        features: zip(bins, candidates).map { $1.weights[Int($0)] }, count: own.count,
        positives: own.positives)
    }
  }
}
