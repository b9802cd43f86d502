import Foundation

/// Numbers of a sheet as the decimals that the office sees.
///
/// A spreadsheet has fifteen digits. A stored `0.30000000000000004` is shown, and meant, as 0.3. What
/// has more digits before the point than that has lost the last ones when it was typed: it is
/// written as the office sees it, `9.13305030123456E+17`, which no column takes.
enum SheetNumber {
  private static let digitsKept = 15

  /// - Returns: nil when the text is no number.
  static func decimal(_ stored: String) -> String? {
    if isShortDecimal(stored) { return stored }
    guard let value = Double(stored), value.isFinite else { return nil }
    if value == 0 { return "0" }
    var (digits, exponent) = parts(value.magnitude.description)
    if digits.count > digitsKept {
      (digits, exponent) = parts(String(format: "%.14e", value.magnitude))
    }
    return (value < 0 ? "-" : "") + written(digits, exponent)
  }

  /// A number whose format shows it as per cent, `15%` for 0.15, with all its digits.
  ///
  /// - Returns: nil when the text is no number.
  static func percent(_ stored: String) -> String? {
    guard let text = decimal(stored) else { return nil }
    let (digits, exponent) = parts(text.replacing("-", with: ""))
    guard !digits.isEmpty else { return "0%" }
    return (text.hasPrefix("-") ? "-" : "") + written(digits, exponent + 2) + "%"
  }

  /// Up to fifteen digits and no exponent: nothing can be wrong with it, and nearly all are so.
  private static func isShortDecimal(_ text: String) -> Bool {
    var digits = 0
    var points = 0
    for (place, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2E: points += 1
      case 0x2D: if place > 0 { return false }
      default: return false
      }
    }
    return (1...digitsKept).contains(digits) && points <= 1 && text.utf8.last != 0x2E
      && text.utf8.first != 0x2E
  }

  /// The digits without zeros at either end, and the power of ten of the first one.
  private static func parts(_ text: String) -> (digits: [Character], exponent: Int) {
    let halves = text.lowercased().split(separator: "e")
    let power = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
    let mantissa = halves.first ?? "0"
    let whole = mantissa.prefix { $0 != "." }
    var digits = mantissa.filter { $0 != "." }
    let zeros = digits.prefix { $0 == "0" }.count
    digits.removeFirst(zeros)
    while digits.last == "0" { digits.removeLast() }
    return (Array(digits), power + whole.count - 1 - zeros)
  }

  private static func written(_ digits: [Character], _ exponent: Int) -> String {
    if exponent >= digitsKept {
      let fraction = digits.dropFirst()
      return String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + String(fraction))
        + "E+\(exponent)"
    }
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
    }
    let whole = digits.prefix(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    let fraction = digits.dropFirst(exponent + 1)
    return String(whole) + zeros + (fraction.isEmpty ? "" : "." + String(fraction))
  }
}
