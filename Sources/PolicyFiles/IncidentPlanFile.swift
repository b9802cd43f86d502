public import WageDomain

/// Reads plans for group incidents (`Schemas/incidents/*.yaml`).
public enum IncidentPlanFile {
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the whole plan, checked.
  /// - Throws: ``PolicyFaults`` with every fault of the file; nothing of it is used.
  public static func read(_ text: String, file: String) throws(PolicyFaults) -> IncidentPlan {
    try PolicyDocument.read(text, file: file) { IncidentPlanReader(root: $0).plan() }
  }
}

/// One reading of a plan for group incidents.
struct IncidentPlanReader {
  let root: PolicyMapping

  func plan() -> IncidentPlan? {
    let name = root.identifier("plan")
    let version = root.integer("version", 1...1_000_000)
    _ = root.bilingual("title")
    let levelIds = SeenIds()
    let levels = root.list("levels") { item in item.mapping { level($0, levelIds) } }
    if let levels { checkAscending(levels) }
    let stepIds = SeenIds()
    let steps = root.list("steps") { item in
      item.mapping { step($0, stepIds, levels: levels?.map(\.id)) }
    }
    guard root.faults.isEmpty, let name, let version, let levels, let steps else { return nil }
    return IncidentPlan(version: "\(name)@\(version)", levels: levels, steps: steps)
  }

  private func level(_ keys: PolicyMapping, _ ids: SeenIds) -> IncidentLevel? {
    let id = keys.identifier("id")
    let title = keys.bilingual("title")
    let persons = keys.integer("persons", 1...1_000_000)
    let source = keys.text("source")
    if let id { ids.note(id, keys) }
    guard let id, let title, let persons, let source else { return nil }
    return IncidentLevel(id: id, title: title, persons: Int64(persons), source: source)
  }

  private func checkAscending(_ levels: [IncidentLevel]) {
    for (lower, higher) in zip(levels, levels.dropFirst()) where lower.persons >= higher.persons {
      root.fault(
        found: Bilingual(
          zh: "\(lower.id)（\(lower.persons) 人）之后是 \(higher.id)（\(higher.persons) 人）",
          en: "\(higher.id) from \(higher.persons) persons after \(lower.id) from \(lower.persons)"),
        expected: Bilingual(zh: "人数递增", en: "persons ascending"))
    }
  }

  private func step(_ keys: PolicyMapping, _ ids: SeenIds, levels: [String]?) -> PlannedStep? {
    let id = keys.identifier("id")
    let title = keys.bilingual("title")
    let from = keys.required("from").flatMap { place($0, among: levels) }
    let within = keys.required("within").flatMap(Self.seconds)
    let told = keys.list("told") { $0.bilingual() }
    let source = keys.text("source")
    if let id { ids.note(id, keys) }
    guard let id, let title, let from, let within, let told, let source else { return nil }
    return PlannedStep(
      id: id, title: title, fromLevel: from, within: within, told: told, source: source)
  }

  private func place(_ node: PolicyNode, among levels: [String]?) -> Int? {
    guard let text = node.text(), let levels else { return nil }
    guard let place = levels.firstIndex(of: text) else {
      node.fault(expected: PolicyWords.oneOf(levels))
      return nil
    }
    return place
  }

  /// `30 minutes`, `2 hours`, `7 days`.
  private static func seconds(_ node: PolicyNode) -> Int? {
    let units = ["minutes": 60, "hours": 3600, "days": 86_400]
    let words = (node.scalar ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let count = Int(words[0]), String(count) == words[0],
      (1...1_000).contains(count), let unit = units[String(words[1])]
    else {
      node.fault(
        expected: Bilingual(
          zh: "时间，如 30 minutes、2 hours、7 days", en: "a time such as 30 minutes, 2 hours or 7 days"))
      return nil
    }
    return count * unit
  }
}
