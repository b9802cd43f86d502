public import WageDomain

/// Reads routing policies (`Schemas/workflows/*-routing.yaml`).
public enum RoutingFile {
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the whole routing policy, checked.
  /// - Throws: ``PolicyFaults`` with every fault of the file; nothing of it is used.
  public static func read(_ text: String, file: String) throws(PolicyFaults) -> RoutingPolicy {
    try PolicyDocument.read(text, file: file) { RoutingReader(root: $0).policy() }
  }
}

/// One reading of a routing policy.
struct RoutingReader {
  let root: PolicyMapping

  func policy() -> RoutingPolicy? {
    let name = root.identifier("routing")
    let version = root.integer("version", 1...1_000_000)
    _ = root.bilingual("title")
    let bodyIds = SeenIds()
    let towns = SeenIds()
    var parents: [(id: String, node: PolicyNode)] = []
    let bodies = root.list("bodies") { $0.mapping { body($0, bodyIds, towns, &parents) } }
    if let bodies { check(parents, among: bodies) }
    let ruleIds = SeenIds()
    let rules = root.list("rules") { item in
      item.mapping { rule($0, ruleIds, bodies: bodies?.map(\.id)) }
    }
    guard root.faults.isEmpty, let name, let version, let bodies, let rules else { return nil }
    return RoutingPolicy(version: "\(name)@\(version)", bodies: bodies, rules: rules)
  }

  private func body(
    _ keys: PolicyMapping, _ ids: SeenIds, _ towns: SeenIds,
    _ parents: inout [(id: String, node: PolicyNode)]
  ) -> ResponsibleBody? {
    let id = keys.identifier("id")
    let name = keys.bilingual("name")
    let contact = keys.text("contact")
    let codes = keys.optional("towns").map { $0.list(town) } ?? []
    let parentNode = keys.optional("parent")
    let parent = parentNode?.identifier()
    if let id, let parentNode { parents.append((id, parentNode)) }
    if let id { ids.note(id, keys) }
    for code in codes ?? [] { towns.note(code.description, keys) }
    if id == Self.townWord {
      keys.fault(
        found: Bilingual(zh: "责任主体编号 town", en: "the body id town"),
        expected: Bilingual(
          zh: "其他编号；town 代表所在镇街", en: "another id; town stands for any town"))
    }
    guard let id, let name, let contact, let codes else { return nil }
    return ResponsibleBody(
      id: id, name: name, contact: contact, towns: codes, parent: parent)
  }

  /// A parent is another body of the list, and nobody is above himself.
  private func check(
    _ parents: [(id: String, node: PolicyNode)], among bodies: [ResponsibleBody]
  ) {
    let above = Dictionary(
      bodies.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for (id, node) in parents {
      var current = above[id] ?? nil
      var seen: Set<String> = []
      var isSound = current.map { above.keys.contains($0) } ?? true
      while isSound, let next = current {
        isSound = next != id && seen.insert(next).inserted
        current = above[next] ?? nil
      }
      guard !isSound else { continue }
      node.fault(
        expected: Bilingual(
          zh: "上面所列的另一责任主体，且不得互为上级",
          en: "another body listed above, and none above itself"))
    }
  }

  private func town(_ node: PolicyNode) -> TownCode? {
    guard let text = node.text() else { return nil }
    guard let code = TownCode(text) else {
      node.fault(expected: Bilingual(zh: "九位镇街代码", en: "a town code of nine digits"))
      return nil
    }
    return code
  }

  private func rule(
    _ keys: PolicyMapping, _ ids: SeenIds, bodies: [String]?
  ) -> RoutingRule? {
    let id = keys.identifier("id")
    let kinds = keys.optional("kinds").map { $0.list { $0.choice(ProjectKind.self) } } ?? []
    // Absent: projects of either funding.
    let funded = keys.optional("district_funded")?.choice(Truth.self)
    let answers = keys.required("answers").flatMap { target($0, bodies) }
    let helps = keys.optional("helps").flatMap { target($0, bodies) }
    let source = keys.text("source")
    if let id { ids.note(id, keys) }
    guard let id, let kinds, let answers, let source else { return nil }
    return RoutingRule(
      id: id, kinds: kinds, districtFunded: funded.map { $0 == .true }, answers: answers,
      helps: helps, source: source)
  }

  private func target(_ node: PolicyNode, _ bodies: [String]?) -> RoutingTarget? {
    guard let id = node.identifier() else { return nil }
    if id == Self.townWord { return .town }
    if let bodies, !bodies.contains(id) {
      node.fault(
        expected: Bilingual(
          zh: "town，或上面所列责任主体的编号", en: "town, or the id of a body listed above"))
      return nil
    }
    return .body(id)
  }

  private static let townWord = "town"
}

/// The two words of a boolean in a policy file.
private enum Truth: String, CaseIterable {
  case `true`, `false`
}
