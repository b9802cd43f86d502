public import RiskScoring
public import WageDomain
import Yams

/// Adds the indicators of another card to a card's file, for a fit to choose from.
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
  ///   - extra: the YAML of the card whose indicators are added; nil: the card stays as it is.
  ///   - file: the card's name in faults.
  /// - Throws: ``PolicyFaults`` when either cannot be read.
  public init(_ text: String, adding extra: String?, file: String) throws(PolicyFaults) {
    let card = try ScorecardFile.read(text, file: file)
    guard let extra else {
      (self.text, self.card) = (text, card)
      return
    }
    let other = try ScorecardFile.read(extra, file: "candidates.yaml")
    let taken = Set(card.triggers.map(\.id) + card.indicators.map(\.id))
    let known = Set(card.classes.map(\.id))
    let wanted = Set(other.indicators.map(\.id)).subtracting(taken)
    let classes = Set(other.indicators.filter { wanted.contains($0.id) }.map(\.classId))
    let written = try RewrittenScorecard.text(file) {
      var root = try Yams.compose(yaml: text)?.mapping
      let added = try Yams.compose(yaml: extra)?.mapping
      let newClasses = Self.items(added?["classes"], of: classes.subtracting(known))
      let owners = Self.items(root?["classes"]) + newClasses
      let rules = Self.items(root?["indicators"]) + Self.items(added?["indicators"], of: wanted)
      root?["classes"] = Node(owners.map(Self.uncapped), .implicit, .block)
      root?["indicators"] = Node(rules.map(Node.mapping), .implicit, .block)
      return root
    }
    self.text = written
    self.card = try ScorecardFile.read(written, file: file)
  }

  private static func items(_ node: Node?, of ids: Set<String>? = nil) -> [Node.Mapping] {
    let all = node?.sequence.map { Array($0) } ?? []
    return all.compactMap(\.mapping).filter { item in
      ids.map { $0.contains(item["id"]?.string ?? "") } ?? true
    }
  }

  private static func uncapped(_ owner: Node.Mapping) -> Node {
    var owner = owner
    owner["cap"] = Node("1000")
    return .mapping(owner)
  }
}
