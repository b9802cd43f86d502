public import RiskScoring
public import WageDomain
import Yams

/// Writes the file of a scorecard with other points: everything else stands as in the card's own.
public struct FittedScorecardFile: Sendable {
  public let name: String
  public let title: Bilingual
  public let tiers: TierThresholds
  /// The bins of triggers and indicators by id, from the mildest; an indicator without is left out.
  public let bins: [String: [PointsBins.Bin]]
  /// What stands as source of the points and thresholds.
  public let source: Bilingual
  public let training: TrainingFacts

  public init(
    name: String, title: Bilingual, tiers: TierThresholds, bins: [String: [PointsBins.Bin]],
    source: Bilingual, training: TrainingFacts
  ) {
    self.name = name
    self.title = title
    self.tiers = tiers
    self.bins = bins
    self.source = source
    self.training = training
  }

  /// The YAML of the new card.
  ///
  /// A class's cap becomes what its indicators give together, since fitted points already know of
  /// each other; comments of the old file are not kept.
  ///
  /// - Parameters:
  ///   - text: the YAML of the card that was fitted.
  ///   - card: the same, read.
  ///   - file: its name in faults.
  /// - Returns: the text, which reads as a scorecard without a fault.
  /// - Throws: ``PolicyFaults`` when the old text cannot be read, or the new one is no scorecard.
  public func text(
    from text: String, _ card: Scorecard, file: String
  ) throws(PolicyFaults) -> String {
    let written = try RewrittenScorecard.text(file) {
      try Yams.compose(yaml: text)?.mapping.map { changed($0, card) }
    }
    _ = try ScorecardFile.read(written, file: name)
    return written
  }

  private func changed(_ root: Node.Mapping, _ card: Scorecard) -> Node.Mapping {
    let rules = Dictionary(
      (card.triggers.map { ($0.id, ($0.comparison, $0.bins.bound)) })
        + card.indicators.map { ($0.id, ($0.comparison, $0.bins.bound)) },
      uniquingKeysWith: { first, _ in first })
    var sums: [String: Int] = [:]
    for indicator in card.indicators {
      guard let most = bins[indicator.id]?.last?.points else { continue }
      sums[indicator.classId, default: 0] += most
    }
    var root = root
    root["scorecard"] = Node(name)
    root["version"] = Node("1")
    root["title"] = pair(title)
    root["tiers"] = Node(
      [
        (Node("yellow"), Node(String(tiers.yellow))), (Node("orange"), Node(String(tiers.orange))),
        (Node("red"), Node(String(tiers.red))), (Node("source"), pair(tiers.source)),
      ], .implicit, .block)
    root["training"] = facts
    root["classes"] = list(root["classes"]) { owner in
      guard let sum = sums[owner["id"]?.string ?? ""] else { return nil }
      return self.owner(owner, sum)
    }
    for key in ["triggers", "indicators"] where root[key] != nil {
      root[key] = list(root[key]) { rule in
        guard let id = rule["id"]?.string, let own = bins[id], !own.isEmpty, let kind = rules[id]
        else { return nil }
        var rule = rule
        rule["bins"] = Node(own.map { bin($0, kind.0, kind.1) }, .implicit, .block)
        rule["source"] = pair(source)
        return rule
      }
    }
    return root
  }

  private func list(_ node: Node?, _ body: (Node.Mapping) -> Node.Mapping?) -> Node {
    let items = node?.sequence.map { Array($0) } ?? []
    return Node(items.compactMap { $0.mapping.flatMap(body).map(Node.mapping) }, .implicit, .block)
  }

  private func owner(_ owner: Node.Mapping, _ sum: Int) -> Node.Mapping {
    var kept: [(Node, Node)] = []
    for (key, value) in owner where !["cap", "cap_reason", "source"].contains(key.string ?? "") {
      kept.append((key, value))
    }
    kept.append((Node("cap"), Node(String(min(sum, Self.mostPoints)))))
    if sum > Self.mostPoints {
      let why = Bilingual(zh: "评分卡以 1000 分为限", en: "a card goes up to 1000 points")
      kept.append((Node("cap_reason"), pair(why)))
    }
    kept.append((Node("source"), pair(source)))
    return Node.Mapping(kept, .implicit, .block)
  }

  private static let mostPoints = 1000

  private func bin(
    _ bin: PointsBins.Bin, _ comparison: Comparison, _ bound: PointsBins.Bound
  ) -> Node {
    var pairs = [(bound.rawValue, comparison.binUnit.spelling(bin.threshold))]
    if let tier = bin.tier { pairs.append(("tier", tier.rawValue)) }
    pairs.append(("points", String(bin.points)))
    return Node(pairs.map { (Node($0.0), Node($0.1)) }, .implicit, .flow)
  }

  private var facts: Node {
    let cutoffs = Node(training.cutoffs.map { Node($0.description) }, .implicit, .flow)
    let counted = training.complaintsCounted.map { [("complaints_counted", $0.rawValue)] } ?? []
    let texts =
      [
        ("learned_until", training.learnedUntil.description), ("label", training.label),
      ] + counted + [
        ("horizon", training.horizon), ("cohort", training.cohort),
        ("rows", String(training.rows)), ("positives", String(training.positives)),
        ("positive_firms", String(training.positiveFirms)), ("seed", String(training.seed)),
        ("points_double_odds", String(training.pointsOfDouble)),
        ("base_chance_millionths", String(training.baseChance)), ("inputs", training.inputs),
      ]
    let without = Node(training.without.map { Node($0) }, .implicit, .flow)
    return Node(
      [(Node("fitted_from"), Node(training.fittedFrom))]
        + (training.without.isEmpty ? [] : [(Node("without"), without)])
        + [(Node("cutoffs"), cutoffs)]
        + texts.map { (Node($0.0), Node($0.1)) }, .implicit, .block)
  }

  private func pair(_ text: Bilingual) -> Node {
    Node([(Node("zh"), Node(text.zh)), (Node("en"), Node(text.en))], .implicit, .block)
  }
}

extension BinUnit {
  /// A threshold as a scorecard file writes it.
  fileprivate func spelling(_ threshold: Int64) -> String {
    switch self {
    case .basisPoints: ScaledNumber.text(threshold, decimals: 2) + "%"
    case .whole: String(threshold)
    case .quantity(let unit): unit.spelling(threshold)
    }
  }
}
