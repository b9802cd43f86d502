import WageDomain

/// One reading of the section `assessment` of a workflow policy.
struct AssessmentReader {
  let keys: PolicyMapping
  /// The ids of the file's clocks; nil when they could not be read.
  let clocks: [String]?

  func policy() -> AssessmentPolicy? {
    section("month") { _ = $0.choice("by", MonthBasis.self) }
    let clock = section("reply", replyClock) ?? nil
    let escalatedBy = section("own_resolution") { keys in
      keys.required("escalated_by").flatMap(ClockTriggerReader.triggers)
    }
    let target = section("resolution") { $0.integer("target_bp", 0...10_000) }
    let leftOut = section("left_out") { $0.list("endings") { $0.choice(LeftOutEnding.self) } }
    let neverLast = section("ranking", neverLastFrom)
    let ladder = keys.list("ladder") { $0.mapping(step) }
    let days = section("reports") { $0.list("days", reportDay) }
    if let ladder { checkAscending(ladder) }
    let reportDays = days.flatMap(\.self).flatMap(daysBeforeTheLast)
    guard let clock, let escalatedBy = escalatedBy ?? nil, let target = target ?? nil,
      let leftOut = leftOut ?? nil, let neverLast = neverLast ?? nil, let ladder, let reportDays
    else { return nil }
    return AssessmentPolicy(
      replyClock: clock, escalatedBy: escalatedBy, leftOut: leftOut.map(\.ending), target: target,
      neverLastFrom: neverLast, ladder: ladder, reportDays: reportDays)
  }

  /// A part of the section; each says where its definition is from.
  @discardableResult
  private func section<Value>(_ key: String, _ body: (PolicyMapping) -> Value) -> Value? {
    keys.mapping(key) { keys in
      let value = body(keys)
      return keys.text("source") == nil ? nil : value
    }
  }

  private func replyClock(_ keys: PolicyMapping) -> String? {
    guard let node = keys.required("clock"), let id = node.identifier() else { return nil }
    guard clocks?.contains(id) ?? true else {
      node.fault(expected: PolicyWords.oneOf(clocks ?? []))
      return nil
    }
    return id
  }

  private func neverLastFrom(_ keys: PolicyMapping) -> Int? {
    let by = keys.choice("by", RankingBasis.self)
    let ties = keys.choice("ties", TieRule.self)
    let empty = keys.choice("empty", EmptyRule.self)
    let from = keys.integer("never_last_from_bp", 1...10_000)
    return by == nil || ties == nil || empty == nil ? nil : from
  }

  private func step(_ keys: PolicyMapping) -> AssessmentStep? {
    let id = keys.identifier("step")
    let title = keys.bilingual("title")
    let last = keys.integer("last", 1...1_000)
    let source = keys.text("source")
    guard let id, let title, let last, let source else { return nil }
    return AssessmentStep(id: id, title: title, consecutive: last, source: source)
  }

  private func checkAscending(_ ladder: [AssessmentStep]) {
    for (earlier, later) in zip(ladder, ladder.dropFirst())
    where earlier.consecutive >= later.consecutive {
      keys.fault(
        found: Bilingual(
          zh: "last \(earlier.consecutive) 之后是 last \(later.consecutive)",
          en: "last \(later.consecutive) after last \(earlier.consecutive)"),
        expected: Bilingual(zh: "各级递增", en: "steps ascending"))
    }
  }

  /// Nil stands for the last day of the month.
  private func reportDay(_ node: PolicyNode) -> Int?? {
    node.scalar == "last" ? .some(nil) : node.integer(1...27).map { .some($0) }
  }

  private func daysBeforeTheLast(_ days: [Int?]) -> [Int]? {
    let numbers = days.compactMap(\.self)
    guard days.last == .some(nil), numbers.count == days.count - 1, numbers == numbers.sorted(),
      Set(numbers).count == numbers.count
    else {
      keys.fault(
        found: .same(
          "days: [" + days.map { $0.map { "\($0)" } ?? "last" }.joined(separator: ", ") + "]"),
        expected: Bilingual(zh: "递增的日期，末项为 last", en: "days ascending, with last at the end"))
      return nil
    }
    return numbers
  }
}

// Words that have one meaning so far; another word is a fault that names them.

private enum MonthBasis: String, CaseIterable { case transferOrder = "transfer-order" }
private enum RankingBasis: String, CaseIterable { case ownResolution = "own-resolution" }
private enum TieRule: String, CaseIterable { case allLast = "all-last" }
private enum EmptyRule: String, CaseIterable { case notRanked = "not-ranked" }

/// Endings that a rate can leave out; a resolved case cannot be.
private enum LeftOutEnding: String, CaseIterable {
  case moved, merged, withdrawn

  var ending: DeskEnding {
    switch self {
    case .moved: .moved
    case .merged: .merged
    case .withdrawn: .withdrawn
    }
  }
}
