/// Estimates as text, rounded half away from zero; the same in every locale.
enum Decimals {
  static func text(_ number: Double, places: Int) -> String {
    text(millionths: millionths(number), places: places)
  }

  /// To the nearest millionth.
  static func millionths(_ number: Double) -> Int64 { Int64((number * 1_000_000).rounded()) }

  /// At most six places.
  static func text(millionths number: Int64, places: Int) -> String {
    let cut = (places..<6).reduce(Int64(1)) { product, _ in product * 10 }
    let scale = 1_000_000 / UInt64(cut)
    let rounded = (number.magnitude + UInt64(cut) / 2) / UInt64(cut)
    let digits = String(rounded % scale)
    return (number < 0 && rounded > 0 ? "-" : "") + "\(rounded / scale)."
      + String(repeating: "0", count: places - digits.count) + digits
  }
}

extension JSONValue {
  /// An estimate to the nearest millionth; nil is no estimate, null.
  static func ratio(_ number: Double?) -> JSONValue {
    number.map { .millionths(Decimals.millionths($0)) } ?? .null
  }
}
