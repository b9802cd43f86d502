import RiskScoring
import WageDomain

extension ScorecardReader {
  /// Without a `comparison`, when the kind's parameters could not be read, thresholds are held against
  /// each other alone; `allowed` are the sides of a threshold that the kind knows. `noteMost` is told
  /// the most points of bins that can be read, though they may be at fault otherwise.
  func bins(
    _ keys: PolicyMapping, _ comparison: Comparison?, allowed: [PointsBins.Bound],
    withTiers: Bool = false, noteMost: (Int) -> Void = { _ in }
  ) -> PointsBins? {
    guard let list = keys.required("bins") else { return nil }
    var seen: [PointsBins.Bound] = []
    var lines: [PolicyMapping] = []
    var written: [String] = []
    let bins = list.list { item in
      item.mapping { bin in
        lines.append(bin)
        let bound = allowed.first { bin.optional($0.rawValue) != nil }
        bound.map { seen.append($0) }
        let node = bound.flatMap { bin.required($0.rawValue) }
        let threshold = node?.threshold(comparison?.binUnit)
        written.append(node?.scalar ?? "-")
        if bound == nil { bin.noteMissingBound(allowed) }
        let tier = withTiers ? bin.warningTier() : nil
        let points = bin.points("points")
        guard let threshold, let points, !withTiers || tier != nil else {
          return nil as PointsBins.Bin?
        }
        return PointsBins.Bin(threshold: threshold, points: points, tier: tier)
      }
    }
    if let most = bins?.map(\.points).max() { noteMost(most) }
    guard let bound = seen.first else { return nil }
    guard seen.allSatisfy({ $0 == bound }) else {
      let names = Set(seen.map(\.rawValue)).sorted()
      list.fault(
        found: Bilingual(
          zh: "同一列表中有 \(names.joined(separator: " 和 "))",
          en: "\(names.joined(separator: " and ")) in one list"),
        expected: Bilingual(zh: "只用其中一个", en: "one of them"))
      return nil
    }
    guard let bins else { return nil }
    func note(_ fault: ScorecardFault) {
      let line = fault.place.map { lines[$0].line } ?? list.line
      list.faults.add(line: line, found: fault.found, expected: fault.expected)
    }
    for fault in PointsBins.faults(bound: bound, bins: bins, written: written) { note(fault) }
    let others = comparison?.faults(in: PointsBins(unjudged: bins, bound: bound)) ?? []
    for fault in others { note(fault) }
    guard others.isEmpty else { return nil }
    return try? PointsBins(bound: bound, bins: bins, written: written)
  }
}

extension PolicyMapping {
  fileprivate func noteMissingBound(_ allowed: [PointsBins.Bound]) {
    let zh = allowed.map(\.rawValue).joined(separator: " 或 ")
    let en = allowed.map(\.rawValue).joined(separator: " or ")
    fault(
      found: Bilingual(zh: "没有 \(zh)", en: "no \(en)"),
      expected: Bilingual(zh: "键 \(zh)", en: "the key \(en)"))
  }

  /// A tier above green.
  fileprivate func warningTier() -> Tier? {
    guard let node = required("tier") else { return nil }
    if let text = node.scalar, let tier = Tier(rawValue: text), tier > .green { return tier }
    node.fault(expected: Bilingual(zh: "yellow、orange 或 red", en: "yellow, orange or red"))
    return nil
  }
}

extension PolicyNode {
  fileprivate func threshold(_ unit: BinUnit?) -> Int64? {
    switch unit {
    case nil: bareNumber
    case .basisPoints: basisPoints()
    case .whole: integer(1...1_000_000).map(Int64.init)
    case .quantity(let unit): quantity(unit)
    }
  }

  /// The number alone, where nobody knows the unit: basis points of a percentage, else a whole number.
  private var bareNumber: Int64? {
    guard let text = scalar else { return nil }
    let number = text.prefix { $0 != "%" && $0 != " " }
    return ScaledNumber.read(number, decimals: text.hasSuffix("%") ? 2 : 0)
  }
}
