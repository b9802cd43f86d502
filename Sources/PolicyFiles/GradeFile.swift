public import WageDomain

/// Reads grading policies (`Schemas/grades/*.yaml`).
public enum GradeFile {
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the whole grading policy, checked.
  /// - Throws: ``PolicyFaults`` with every fault of the file; nothing of it is used.
  public static func read(_ text: String, file: String) throws(PolicyFaults) -> GradePolicy {
    try PolicyDocument.read(text, file: file) { GradeReader(root: $0).policy() }
  }
}

/// One reading of a grading policy.
struct GradeReader {
  let root: PolicyMapping

  /// A longer look back is a slip of the pen.
  private static let mostYears = 10

  func policy() -> GradePolicy? {
    let name = root.identifier("grading")
    let version = root.integer("version", 1...1_000_000)
    let title = root.bilingual("title")
    let gradeIds = SeenIds()
    let grades = root.list("grades") { $0.mapping { grade($0, gradeIds) } }
    if let grades, grades.count < 2 {
      root.fault(
        found: Bilingual(zh: "只有一个等级", en: "one grade"),
        expected: Bilingual(zh: "至少两个，由好到差", en: "at least two, the best first"))
    }
    let basis = root.mapping("basis", basis)
    let ruleIds = SeenIds()
    let rules = root.list("rules") { item in
      item.mapping { rule($0, ruleIds, grades: grades?.map(\.id)) }
    }
    guard root.faults.isEmpty, let name, let version, let title, let grades, let basis, let rules
    else { return nil }
    return GradePolicy(
      version: "\(name)@\(version)", title: title, grades: grades, basis: basis.facts,
      basisSource: basis.source, rules: rules)
  }

  private func grade(_ keys: PolicyMapping, _ ids: SeenIds) -> FirmGrade? {
    let id = keys.text("id")
    let title = keys.bilingual("title")
    let effect = keys.bilingual("effect")
    if let id { ids.note(id, keys) }
    guard let id, let title, let effect else { return nil }
    return FirmGrade(id: id, title: title, effect: effect)
  }

  private func basis(_ keys: PolicyMapping) -> (facts: [FirmFactKind], source: String)? {
    let facts = keys.list("any_of") { $0.choice(FirmFactKind.self) }
    let source = keys.text("source")
    guard let facts, let source else { return nil }
    return (facts, source)
  }

  private func rule(
    _ keys: PolicyMapping, _ ids: SeenIds, grades: [String]?
  ) -> GradeRule? {
    let id = keys.identifier("id")
    let title = keys.bilingual("title")
    let grade = keys.required("grade").flatMap { place($0, among: grades) }
    let facts = keys.list("facts") { $0.choice(FirmFactKind.self) }
    let test = test(keys)
    let years = keys.optional("years").map { $0.integer(1...Self.mostYears) } ?? 1
    let persons = keys.optional("persons").map { $0.integer(1...1_000_000).map(Int64.init) }
    let source = keys.text("source")
    if let id { ids.note(id, keys) }
    guard let id, let title, let grade, let facts, let test, let years, persons != .some(nil),
      let source
    else { return nil }
    return GradeRule(
      id: id, title: title, grade: grade, facts: facts, test: test, years: years,
      persons: persons ?? nil, source: source)
  }

  /// The best grade is what a firm has when no rule holds, so no rule gives it.
  private func place(_ node: PolicyNode, among grades: [String]?) -> Int? {
    guard let text = node.text() else { return nil }
    guard let grades else { return nil }
    guard let place = grades.firstIndex(of: text), place > 0 else {
      node.fault(expected: PolicyWords.oneOf(Array(grades.dropFirst())))
      return nil
    }
    return place
  }

  private func test(_ keys: PolicyMapping) -> GradeRule.Test? {
    let atLeast = keys.optional("at_least")
    let fewerThan = keys.optional("fewer_than")
    switch (atLeast, fewerThan) {
    case (let node?, nil): return node.integer(1...1_000).map { .atLeast($0) }
    case (nil, let node?): return node.integer(1...1_000).map { .fewerThan($0) }
    case (nil, nil), (.some, .some):
      keys.fault(
        found: atLeast == nil
          ? Bilingual(zh: "没有 at_least 或 fewer_than", en: "no at_least or fewer_than")
          : Bilingual(zh: "at_least 和 fewer_than 都有", en: "both at_least and fewer_than"),
        expected: Bilingual(zh: "二者之一", en: "one of the two"))
      return nil
    }
  }
}
