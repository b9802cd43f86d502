import WageDomain

extension PolicyNode {
  /// `50%`, `12.5%` or `66.67%` as basis points: 5000, 1250, 6667.
  func basisPoints() -> Int64? {
    guard let text = scalar, text.hasSuffix("%"),
      let points = ScaledNumber.read(text.dropLast(), decimals: 2)
    else {
      fault(
        expected: Bilingual(zh: "百分数，如 50% 或 12.5%", en: "a percentage such as 50% or 12.5%"))
      return nil
    }
    return points
  }

  /// `300 kWh`, `20 m3`, `500 yuan`, `10 persons`, in the unit that the measure is stored in.
  func quantity(_ unit: Measure.Unit) -> Int64? {
    let spelling = QuantitySpelling(unit)
    guard let text = scalar, text.hasSuffix(spelling.suffix),
      let value = ScaledNumber.read(
        text.dropLast(spelling.suffix.count), decimals: spelling.decimals),
      value.magnitude <= Money.largestMagnitude.magnitude
    else {
      fault(
        expected: Bilingual(
          zh: "数量，如 \(spelling.example)", en: "a quantity such as \(spelling.example)"))
      return nil
    }
    return value
  }

  func measure() -> Measure? {
    guard let text = scalar, let measure = Measure(name: text) else {
      let names = Measure.allCases.map(\.name).joined(separator: ", ")
      fault(expected: Bilingual(zh: "指标：\(names)", en: "a measure: \(names)"))
      return nil
    }
    return measure
  }
}

/// How policy files write a measure's quantities.
private struct QuantitySpelling {
  let suffix: String
  let decimals: Int
  let example: String

  init(_ unit: Measure.Unit) {
    switch unit {
    case .wattHours: (suffix, decimals, example) = (" kWh", 3, "300 kWh")
    case .litres: (suffix, decimals, example) = (" m3", 3, "20 m3")
    case .fen: (suffix, decimals, example) = (" yuan", 2, "500 yuan")
    case .persons: (suffix, decimals, example) = (" persons", 0, "10 persons")
    case .days: (suffix, decimals, example) = (" days", 0, "30 days")
    case .flag: (suffix, decimals, example) = ("", 0, "0 or 1")
    }
  }
}

extension Measure.Unit {
  /// A stored integer as policy files write it, so that reading it gives the same.
  func spelling(_ value: Int64) -> String {
    let spelling = QuantitySpelling(self)
    return ScaledNumber.text(value, decimals: spelling.decimals) + spelling.suffix
  }
}

/// Decimal numbers as integers, exactly.
enum ScaledNumber {
  /// The shortest text that ``read(_:decimals:)`` reads as the same number.
  static func text(_ number: Int64, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(UInt64(1)) { product, _ in product * 10 }
    let whole = number.magnitude / scale
    var fraction = String(scale + number.magnitude % scale).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return (number < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// - Parameters:
  ///   - text: an optional minus sign, ASCII digits, at most one point.
  ///   - decimals: how many decimals one unit of the result is; more in the text are refused.
  /// - Returns: the number times ten to the power of `decimals`; nil for any other text.
  static func read(_ text: some StringProtocol, decimals: Int) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]), parts[0].first != "+",
      parts[0].count <= 14
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard parts.count == 1 || (1...max(1, decimals)).contains(fraction.utf8.count),
      fraction.utf8.count <= decimals, fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let scale = (0..<decimals).reduce(Int64(1)) { product, _ in product * 10 }
    let padding = String(repeating: "0", count: decimals - fraction.utf8.count)
    let rest = Int64(fraction + padding) ?? 0
    return whole * scale + (parts[0].hasPrefix("-") ? -rest : rest)
  }
}
