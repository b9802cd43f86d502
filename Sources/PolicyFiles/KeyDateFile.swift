public import WageDomain

/// Reads policies of key dates (`Schemas/keydates/*.yaml`).
public enum KeyDateFile {
  /// - Parameters:
  ///   - text: the YAML of the whole file.
  ///   - file: its name in faults.
  /// - Returns: the whole policy, checked.
  /// - Throws: ``PolicyFaults`` with every fault of the file; nothing of it is used.
  public static func read(_ text: String, file: String) throws(PolicyFaults) -> KeyDatePolicy {
    try PolicyDocument.read(text, file: file) { KeyDateReader(root: $0).policy() }
  }
}

/// One reading of a policy of key dates.
struct KeyDateReader {
  let root: PolicyMapping

  /// A window that reaches further is a slip of the pen.
  private static let mostDays = 120

  func policy() -> KeyDatePolicy? {
    let name = root.identifier("key_dates")
    let version = root.integer("version", 1...1_000_000)
    _ = root.bilingual("title")
    let list = root.mapping("joint_list") { keys -> (persons: Int, days: Int)? in
      let persons = keys.integer("group_persons", 2...1_000_000)
      let days = keys.integer("due_within_days", 0...Self.mostDays)
      let source = keys.text("source")
      guard let persons, let days, source != nil else { return nil }
      return (persons, days)
    }
    let ids = SeenIds()
    let dates = root.list("dates") { item in item.mapping { date($0, ids) } }
    guard root.faults.isEmpty, let name, let version, let list, let dates else { return nil }
    return KeyDatePolicy(
      version: "\(name)@\(version)", dates: dates, groupPersons: Int64(list.persons),
      dueWithinDays: list.days)
  }

  private func date(_ keys: PolicyMapping, _ ids: SeenIds) -> KeyDate? {
    let id = keys.identifier("id")
    let title = keys.bilingual("title")
    let anchor = anchor(keys)
    let before = keys.integer("days_before", 0...Self.mostDays)
    let after = keys.integer("days_after", 0...Self.mostDays)
    let seen = SeenIds()
    let checks = keys.optional("checks").map { $0.list { $0.mapping { check($0, seen) } } } ?? []
    let source = keys.text("source")
    if let id { ids.note(id, keys) }
    guard let id, let title, let anchor, let before, let after, let checks, let source else {
      return nil
    }
    return KeyDate(
      id: id, title: title, anchor: anchor, daysBefore: before, daysAfter: after,
      checks: Dictionary(
        checks.map { ($0.tier, $0.rule) }, uniquingKeysWith: { first, _ in first }),
      source: source)
  }

  private func anchor(_ keys: PolicyMapping) -> KeyDate.Anchor? {
    let day = keys.optional("day")
    let festival = keys.optional("festival")
    switch (day, festival) {
    case (let node?, nil): return monthAndDay(node)
    case (nil, let node?): return node.text().map { .festival($0) }
    case (nil, nil), (.some, .some):
      keys.fault(
        found: day == nil
          ? Bilingual(zh: "没有 day 或 festival", en: "no day or festival")
          : Bilingual(zh: "day 和 festival 都有", en: "both day and festival"),
        expected: Bilingual(zh: "二者之一", en: "one of the two"))
      return nil
    }
  }

  /// 29 February is not in every year.
  private func monthAndDay(_ node: PolicyNode) -> KeyDate.Anchor? {
    guard let text = node.scalar, let day = Day("2001-\(text)") else {
      node.fault(
        expected: Bilingual(zh: "每年都有的月日 \"MM-DD\"", en: "a day of every year, \"MM-DD\""))
      return nil
    }
    return .monthAndDay(month: day.month.monthOfYear, day: day.dayOfMonth)
  }

  private func check(
    _ keys: PolicyMapping, _ seen: SeenIds
  ) -> (tier: Tier, rule: DeadlineRule)? {
    let tier = keys.choice("tier", Tier.self)
    let days = keys.integer("days", 1...366)
    let kind = keys.choice("kind", DeadlineRule.Kind.self)
    if let tier { seen.note(tier.rawValue, keys) }
    if tier == .green {
      keys.fault(
        found: .same("green"),
        expected: Bilingual(
          zh: "red、orange 或 yellow；green 无预警", en: "red, orange or yellow; green has no warning"))
    }
    guard let tier, let days, let kind,
      let rule = DeadlineRule(days: days, kind: kind, roll: .none)
    else { return nil }
    return (tier, rule)
  }
}
