import RiskScoring
import WageDomain

extension ScorecardReader {
  /// `classIds` are the classes that the file declares, nil when they could not be read; `ids`
  /// those used so far; `classes` take the points down.
  func indicator(
    _ keys: PolicyMapping, _ classIds: [String]?, _ ids: SeenIds, _ classes: ClassLines
  ) -> Indicator? {
    let id = keys.identifier("id")
    if let id { ids.note(id, keys) }
    let classId = classId(keys, classIds)
    func noteMost(_ points: Int) {
      if let classId { classes.note(points, inClass: classId) }
    }
    guard let form = form(keys) else {
      judgeWithoutKind(keys, noteMost: noteMost)
      return nil
    }
    let comparison = comparison(form, keys)
    let bins = bins(keys, comparison, allowed: form.bounds, noteMost: noteMost)
    let reason = reason(keys, form.places.map(\.name))
    let source = keys.prose("source")
    let rationale = keys.prose("rationale")
    guard let id, let classId, let comparison, let bins, let reason, let source, let rationale
    else {
      return nil
    }
    return Indicator(
      id: id, classId: classId, comparison: comparison, bins: bins, reason: reason, source: source,
      rationale: rationale)
  }

  /// What every kind has in common; most parameters and the names in braces are not known.
  func judgeWithoutKind(
    _ keys: PolicyMapping, withTiers: Bool = false, noteMost: (Int) -> Void = { _ in }
  ) {
    keys.skipUnknownKeys()
    keys.judgeMeasures()
    _ = bins(
      keys, nil, allowed: PointsBins.Bound.allCases, withTiers: withTiers, noteMost: noteMost)
    _ = keys.bilingual("reason")
    _ = keys.prose("source")
    _ = keys.prose("rationale")
  }

  func reason(_ keys: PolicyMapping, _ offered: [String]) -> ReasonTemplate? {
    guard let node = keys.required("reason") else { return nil }
    return node.mapping { reason in
      let zh = reason.template("zh", offered)
      let en = reason.template("en", offered)
      guard let zh, let en else { return nil }
      return reason.checked {
        () throws(ScorecardFault) in
        try ReasonTemplate(Bilingual(zh: zh, en: en), offered: offered)
      }
    }
  }

  private func classId(_ keys: PolicyMapping, _ known: [String]?) -> String? {
    guard let node = keys.required("class"), let id = node.identifier() else { return nil }
    guard let known, !known.contains(id) else { return id }
    node.fault(
      found: Bilingual(zh: "类 \(id)", en: "class \(id)"),
      expected: Bilingual(
        zh: "以下各类之一：\(known.joined(separator: ", "))",
        en: "one of the classes \(known.joined(separator: ", "))"))
    return nil
  }
}

extension PolicyMapping {
  /// A text whose places are all offered; a fault stands on the text's own line.
  fileprivate func template(_ key: String, _ offered: [String]) -> String? {
    guard let node = required(key), let text = node.text() else { return nil }
    do {
      _ = try ReasonTemplate(Bilingual(zh: text, en: ""), offered: offered)
      return text
    } catch {
      node.fault(found: error.found, expected: error.expected)
      return nil
    }
  }
}
