import WageDomain

/// Numbers as a reason's text shows them: grouped, exact, in the unit people use.
enum ShownNumber {
  /// kWh and cubic metres without idle zeros, yuan with two decimals, persons and days whole.
  static func quantity(_ value: Int64, _ unit: Measure.Unit) -> String {
    switch unit {
    case .wattHours, .litres: decimal(value, decimals: 3)
    case .fen: Money(fen: value).description
    case .persons, .days, .flag: decimal(value, decimals: 0)
    }
  }

  /// Basis points toward zero as percent without idle zeros: `63.24`.
  static func percent(_ value: Quotient) -> String { decimal(value.shown, decimals: 2) }

  private static func decimal(_ value: Int64, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(UInt64(1)) { product, _ in product * 10 }
    let whole = grouped(value.magnitude / scale)
    var fraction = String(scale + value.magnitude % scale).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func grouped(_ number: UInt64) -> String {
    guard number >= 1000 else { return String(number) }
    return grouped(number / 1000) + "," + String(1000 + number % 1000).dropFirst()
  }
}

extension Bilingual {
  /// A number or a month, which both languages write alike.
  static func same(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }
}
