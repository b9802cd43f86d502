/// An amount of renminbi in fen (1 yuan = 100 fen). Never a floating-point number.
public struct Money: Hashable, Comparable, Sendable {
  public let fen: Int64

  public init(fen: Int64) { self.fen = fen }

  public static let zero = Money(fen: 0)

  /// Amounts and quantities beyond this are refused at ingest, so that sums over a firm's accounts
  /// and windows never overflow.
  public static let largestMagnitude: Int64 = 90_000_000_000_000

  public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }
  public static func + (left: Money, right: Money) -> Money { Money(fen: left.fen + right.fen) }
  public static func - (left: Money, right: Money) -> Money { Money(fen: left.fen - right.fen) }
}

extension Money: CustomStringConvertible {
  /// Yuan with two decimals and grouping commas: `-1,234.50`.
  public var description: String {
    let magnitude = fen.magnitude
    var grouped = ""
    for (index, digit) in String(magnitude / 100).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return (fen < 0 ? "-" : "") + String(grouped.reversed()) + "."
      + padded(Int(magnitude % 100), 2)
  }
}

extension Money {
  /// As it is typed behind a flag, without grouping commas.
  public var typed: String { description.filter { $0 != "," } }
}
