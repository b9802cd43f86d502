/// A county-level division (县、区), six digits of GB/T 2260, e.g. 330503 for Nanxun.
public struct CountyCode: Hashable, Comparable, Sendable {
  public let number: Int32

  /// - Returns: nil unless `text` is six ASCII digits and not a province or prefecture.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 6, let number = Int(asciiDigits: text.utf8), number % 100 != 0,
      number >= 110_000
    else { return nil }
    self.number = Int32(number)
  }

  init(number: Int32) { self.number = number }

  public static func < (left: CountyCode, right: CountyCode) -> Bool { left.number < right.number }
}

extension CountyCode: CustomStringConvertible {
  public var description: String { padded(Int(number), 6) }
}

/// A town or street (乡镇、街道), nine digits: the county's six and three of its own.
public struct TownCode: Hashable, Comparable, Sendable {
  public let number: Int32

  /// - Returns: nil unless `text` is nine ASCII digits within a county. Twelve digits of the
  ///   statistical code are accepted when the last three (the village) are zeros.
  public init?(_ text: some StringProtocol) {
    var digits = Array(text.utf8)
    if digits.count == 12, digits.suffix(3).allSatisfy({ $0 == 0x30 }) { digits.removeLast(3) }
    guard digits.count == 9, let number = Int(asciiDigits: digits), number / 1000 % 100 != 0,
      number >= 110_000_000, number % 1000 != 0
    else { return nil }
    self.number = Int32(number)
  }

  public var county: CountyCode { CountyCode(number: number / 1000) }

  public static func < (left: TownCode, right: TownCode) -> Bool { left.number < right.number }
}

extension TownCode: CustomStringConvertible {
  public var description: String { padded(Int(number), 9) }
}
