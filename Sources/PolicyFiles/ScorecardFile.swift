public import RiskScoring
public import WageDomain

/// Reads scorecard files (`Schemas/scorecards/*.yaml`).
public enum ScorecardFile {
  /// The scorecard that a file holds.
  ///
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the checked scorecard.
  /// - Throws: ``PolicyFaults`` with every fault of the file; nothing of it is used.
  public static func read(_ text: String, file: String) throws(PolicyFaults) -> Scorecard {
    try PolicyDocument.read(text, file: file) { ScorecardReader(root: $0).scorecard() }
  }
}

/// One reading of a scorecard file.
struct ScorecardReader {
  let root: PolicyMapping

  func scorecard() -> Scorecard? {
    let name = root.identifier("scorecard")
    let version = root.integer("version", 1...1_000_000)
    let title = root.bilingual("title")
    let tiers = root.mapping("tiers", tiers)
    let warnings = root.optional("warnings").flatMap(warnings)
    let classLines = ClassLines()
    let classes = root.list("classes") { $0.mapping { indicatorClass($0, classLines) } }
    let ids = SeenIds()
    let triggers = root.optional("triggers").map { node in
      node.list { item in item.mapping { trigger($0, ids) } }
    }
    let indicators = root.list("indicators") { item in
      item.mapping { indicator($0, classes?.map(\.id), ids) }
    }
    if let classes, let indicators { classLines.check(classes, indicators) }
    guard root.faults.isEmpty, let name, let version, let title, let tiers, let classes,
      let indicators
    else { return nil }
    return root.checked {
      () throws(ScorecardFault) in
      try Scorecard(
        name: name, version: version, title: title, tiers: tiers, classes: classes,
        indicators: indicators, triggers: (triggers ?? []) ?? [], warnings: warnings)
    }
  }

  private func tiers(_ keys: PolicyMapping) -> TierThresholds? {
    let yellow = keys.points("yellow")
    let orange = keys.points("orange")
    let red = keys.points("red")
    let source = keys.text("source")
    guard let yellow, let orange, let red, let source else { return nil }
    return keys.checked {
      () throws(ScorecardFault) in
      try TierThresholds(yellow: yellow, orange: orange, red: red, source: source)
    }
  }

  private func indicatorClass(_ keys: PolicyMapping, _ lines: ClassLines) -> IndicatorClass? {
    let id = keys.identifier("id")
    if let id { lines.note(id, keys) }
    let title = keys.bilingual("title")
    let cap = keys.points("cap")
    let capReason = keys.optional("cap_reason").map { $0.bilingual() }
    let source = keys.text("source")
    if case .some(.none) = capReason { return nil }
    guard let id, let title, let cap, let source else { return nil }
    return keys.checked {
      () throws(ScorecardFault) in
      try IndicatorClass(
        id: id, title: title, cap: cap, capReason: capReason ?? nil, source: source)
    }
  }
}

/// The ids met so far, so that the second use of one is a fault on its own line.
final class SeenIds {
  private var ids: Set<String> = []

  func note(_ id: String, _ node: PolicyMapping) {
    guard !ids.insert(id).inserted else { return }
    node.fault(found: "a second \(id)", expected: "each id once")
  }
}

/// Where each class stands, to judge its cap once its indicators are known.
final class ClassLines {
  private var mappings: [String: PolicyMapping] = [:]

  func note(_ id: String, _ mapping: PolicyMapping) {
    if mappings.updateValue(mapping, forKey: id) != nil {
      mapping.fault(found: "a second class \(id)", expected: "each id once")
    }
  }

  /// A cap that can bite must say why; one that cannot is idle talk.
  func check(_ classes: [IndicatorClass], _ indicators: [Indicator]) {
    for owner in classes {
      let most = indicators.filter { $0.classId == owner.id }.reduce(0) { $0 + $1.bins.mostPoints }
      guard most > owner.cap, owner.capReason == nil else { continue }
      mappings[owner.id]?.fault(
        found: "\(owner.id): \(most) points together over a cap of \(owner.cap), no cap_reason",
        expected: "cap_reason {zh, en}, or a cap of at least \(most)")
    }
  }
}

extension PolicyMapping {
  /// Points of a bin, a cap or a tier.
  func points(_ key: String) -> Int? { integer(key, 1...1000) }

  /// Turns what the domain refuses into a fault where the mapping begins.
  func checked<Value>(_ make: () throws(ScorecardFault) -> Value) -> Value? {
    do { return try make() } catch {
      fault(found: error.found, expected: error.expected)
      return nil
    }
  }
}
