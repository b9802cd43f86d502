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
    let training = root.optional("training").map { $0.mapping(self.training) }
    let classLines = ClassLines()
    var readClasses: [IndicatorClass] = []
    let classes = root.list("classes") { item in
      let read = item.mapping { indicatorClass($0, classLines) }
      if let read { readClasses.append(read) }
      return read
    }
    let ids = SeenIds()
    let triggers = root.optional("triggers").map { node in
      node.list { item in item.mapping { trigger($0, ids) } }
    }
    let indicators = root.list("indicators") { item in
      item.mapping { indicator($0, classes?.map(\.id), ids, classLines) }
    }
    // The points that can be read are judged: a cap that they pass is passed whatever the others are.
    classLines.check(readClasses, isWhole: indicators != nil)
    guard root.faults.isEmpty, let name, let version, let title, let tiers, let classes,
      let indicators
    else { return nil }
    return root.checked {
      () throws(ScorecardFault) in
      try Scorecard(
        name: name, version: version, title: title, tiers: tiers, classes: classes,
        indicators: indicators, triggers: (triggers ?? []) ?? [], warnings: warnings,
        training: training ?? nil)
    }
  }

  private func tiers(_ keys: PolicyMapping) -> TierThresholds? {
    let yellow = keys.points("yellow")
    let orange = keys.points("orange")
    let red = keys.points("red")
    let source = keys.prose("source")
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
    let source = keys.prose("source")
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
    node.fault(found: PolicyWords.second(id), expected: PolicyWords.eachIdOnce)
  }
}

/// Where each class stands, to judge its cap once its indicators are known.
final class ClassLines {
  private var mappings: [String: PolicyMapping] = [:]
  private var points: [String: Int] = [:]

  /// The most that an indicator of the class gives, also of one that cannot be used for another fault.
  func note(_ points: Int, inClass id: String) { self.points[id, default: 0] += points }

  func note(_ id: String, _ mapping: PolicyMapping) {
    if mappings.updateValue(mapping, forKey: id) != nil {
      mapping.fault(
        found: Bilingual(zh: "第二个类 \(id)", en: "a second class \(id)"),
        expected: PolicyWords.eachIdOnce)
    }
  }

  /// A cap that can bite must say why; one that cannot is idle talk.
  ///
  /// Without `isWhole` some indicators could not be read, so that the points may be more.
  func check(_ classes: [IndicatorClass], isWhole: Bool) {
    for owner in classes {
      let most = points[owner.id, default: 0]
      guard most > owner.cap, owner.capReason == nil else { continue }
      mappings[owner.id]?.fault(
        found: Bilingual(
          zh: "\(owner.id)：各项合计\(isWhole ? "" : "至少") \(most) 分，超过上限 \(owner.cap)，没有 cap_reason",
          en: "\(owner.id): \(isWhole ? "" : "at least ")\(most) points together over a cap of "
            + "\(owner.cap), no cap_reason"),
        expected: Bilingual(
          zh: "cap_reason {zh, en}，或上限不低于 \(most)",
          en: "cap_reason {zh, en}, or a cap of at least \(most)"))
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
