internal import Foundation

/// Points learned from what became of firms: monotone bins, a logistic regression over their steps in
/// which no step takes anything away, and whole points.
///
/// A firm's points are proportional to the logarithm of its odds, to the rounding of each rule. What a
/// bin may earn is bounded by its evidence: ``RisingRegression`` doubts every step.
public struct PointsFit: Sendable {
  /// Fewer firms that came true fit a chance, not a rule (assumption).
  public static let fewestPositives = 100
  /// A scorecard's limit.
  static let mostPoints = 1000

  /// Why a rule has no points.
  public enum LeftOut: String, Hashable, Sendable {
    /// No bin is likelier than the base.
    case tellsNothing = "tells-nothing"
    /// One is, and has too few rows or firms that came true to say so; or no row is in any.
    case tooFew = "too-few"
    /// Given the others it adds nothing.
    case explainedByOthers = "explained-by-others"
    /// Less than half a point.
    case tooLittle = "too-little"
  }

  /// One rule of the card.
  public struct Rule: Sendable {
    public let rule: FittingRule
    public let bins: MonotoneBins
    /// 0 for a rule that tells nothing.
    public let informationValue: Double
    /// What each bin adds to the logarithm of the odds given the other rules, the base first; empty
    /// for a rule that tells nothing.
    public let rises: [Double]
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

  /// The penalty on squared steps, for a firm that is seen once.
  public let ridge: Double

  /// - Parameters:
  ///   - table: of training cutoffs.
  ///   - pointsOfDouble: points that double the odds, above zero.
  ///   - choice: the days on which penalties are tried; nil: the usual penalty.
  /// - Throws: ``FitRefusal``.
  public init(
    _ table: FittingTable, pointsOfDouble: Int = 20, choice: RidgeChoice? = nil
  ) throws(FitRefusal) {
    try Self.check(table)
    let candidates = table.rules.indices.map { Candidate(table, $0) }
    let telling = candidates.filter { $0.informationValue > 0 }
    guard !telling.isEmpty else { throw .nothingTells(rules: table.rules.count) }
    ridge = choice?.best(table) ?? RidgeChoice.usual
    let bins = BinPatterns(table, telling)
    // Rows of one firm are not as many witnesses: the doubt grows with them.
    let model = RisingRegression(
      bins.patterns, width: bins.width, ridge: ridge * table.repeats)
    guard model.weights.contains(where: { $0 > 0 }) else {
      throw .nothingTells(rules: table.rules.count)
    }
    let factor = Double(pointsOfDouble) / log(2)
    let places = Dictionary(uniqueKeysWithValues: telling.enumerated().map { ($1.place, $0) })
    rules = candidates.map { candidate in
      candidate.rule(
        rises: places[candidate.place].map { bins.rises($0, model) } ?? [], factor: factor)
    }
    self.pointsOfDouble = pointsOfDouble
    baseLogOdds = model.intercept
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
}

/// A rule with its bins, before it is known what they add.
struct Candidate: Sendable {
  let place: Int
  let rule: FittingRule
  let bins: MonotoneBins
  let informationValue: Double

  init(_ table: FittingTable, _ place: Int) {
    let (positives, negatives) = (table.positives, table.count - table.positives)
    self.place = place
    rule = table.rules[place]
    bins = MonotoneBins(
      rule, values: table.values(place), outcomes: table.outcomes, repeats: table.repeats)
    informationValue = bins.informationValue(positives: positives, negatives: negatives)
  }

  /// `rises` is empty for a rule that tells nothing.
  func rule(rises: [Double], factor: Double) -> PointsFit.Rule {
    let points = points(rises.map { $0 * factor })
    let left: PointsFit.LeftOut? =
      rises.isEmpty
      ? (bins.isTooFew ? .tooFew : .tellsNothing)
      : (rises.last ?? 0) <= 0 ? .explainedByOthers : points.isEmpty ? .tooLittle : nil
    return PointsFit.Rule(
      rule: rule, bins: bins, informationValue: informationValue, rises: rises,
      points: points, leftOut: left)
  }

  /// Bins without a point more than the milder one are one with it; a trigger's keep one apiece.
  private func points(_ exact: [Double]) -> [PointsFit.BinPoints] {
    var points: [PointsFit.BinPoints] = []
    for (place, bin) in bins.bins.enumerated() {
      guard let threshold = bin.threshold else { continue }
      let fitted = exact.isEmpty ? 0 : Int(exact[place + 1].rounded())
      let before = points.last?.points ?? 0
      guard fitted > before || rule.isTrigger else { continue }
      points.append(
        PointsFit.BinPoints(
          threshold: threshold, points: min(max(fitted, before + 1), PointsFit.mostPoints)))
    }
    return points
  }
}
