public import RiskScoring
public import WageDomain
import Yams

/// Adds the indicators of another card to a card's file, for a fit to choose from, and takes out those that
/// must not be fitted.
public struct WidenedScorecardFile: Sendable {
  /// The YAML of the wider card.
  public let text: String
  public let card: Scorecard

  /// Indicators whose id the card has already are left out; classes that it lacks come with theirs.
  ///
  /// Caps do not bite in the wider card, which is there to be fitted and not to warn.
  ///
  /// - Parameters:
  ///   - text: the YAML of the card.
  ///   - extra: the YAML of the card whose indicators are added; nil: none are.
  ///   - without: ids of indicators and classes that are left out of both.
  ///   - file: the card's name in faults.
  /// - Throws: ``PolicyFaults`` when either cannot be read.
  public init(
    _ text: String, adding extra: String?, without: Set<String> = [], file: String
  ) throws(PolicyFaults) {
    let card = try ScorecardFile.read(text, file: file)
    let other = try extra.map { text throws(PolicyFaults) in
      try ScorecardFile.read(text, file: "candidates.yaml")
    }
    let own = card.indicators, offered = other?.indicators ?? []
    guard extra != nil || !without.isEmpty else {
      (self.text, self.card) = (text, card)
      return
    }
    func isFree(_ indicator: Indicator) -> Bool {
      !without.contains(indicator.id) && !without.contains(indicator.classId)
    }
    let taken = Set(card.triggers.map(\.id) + own.map(\.id))
    let kept = Set(own.filter(isFree).map(\.id))
    let wanted = offered.filter { !taken.contains($0.id) && isFree($0) }
    let new = Set(wanted.map(\.classId)).subtracting(card.classes.map(\.id))
    let used = Set(own.filter(isFree).map(\.classId) + wanted.map(\.classId))
    let written = try RewrittenScorecard.text(file) {
      var root = try Yams.compose(yaml: text)?.mapping
      let added = try extra.flatMap { try Yams.compose(yaml: $0)?.mapping }
      let owners = Self.items(root?["classes"], of: used) + Self.items(added?["classes"], of: new)
      let rules =
        Self.items(root?["indicators"], of: kept)
        + Self.items(added?["indicators"], of: Set(wanted.map(\.id)))
      root?["classes"] = Node(owners.map(Self.uncapped), .implicit, .block)
      root?["indicators"] = Node(rules.map(Node.mapping), .implicit, .block)
      return root
    }
    self.text = written
    self.card = try ScorecardFile.read(written, file: file)
  }

  private static func items(_ node: Node?, of ids: Set<String>) -> [Node.Mapping] {
    let all = node?.sequence.map { Array($0) } ?? []
    return all.compactMap(\.mapping).filter { ids.contains($0["id"]?.string ?? "") }
  }

  private static func uncapped(_ owner: Node.Mapping) -> Node {
    var owner = owner
    owner["cap"] = Node("1000")
    return .mapping(owner)
  }
}
