/// A part of a whole, both counted; never divided but to be shown.
public struct Rate: Hashable, Sendable {
  public let numerator: Int
  public let denominator: Int

  public init(_ numerator: Int, of denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Nothing to judge: printed `-`, not ranked.
  public var isEmpty: Bool { denominator == 0 }

  /// Hundredths of a per cent, toward zero; nil when there is nothing to judge.
  public var basisPoints: Int? {
    isEmpty ? nil : numerator * 10_000 / denominator
  }

  /// `85.14 %`, toward zero; `-` when there is nothing to judge.
  public var percent: String { basisPoints.map(Self.percent) ?? "-" }

  public static func percent(_ basisPoints: Int) -> String {
    let cents = basisPoints % 100
    return "\(basisPoints / 100)." + (cents < 10 ? "0" : "") + "\(cents) %"
  }

  /// Exactly, by cross-multiplication; false when either is empty.
  public func isBelow(_ other: Rate) -> Bool {
    !isEmpty && !other.isEmpty
      && numerator * other.denominator < other.numerator * denominator
  }

  public func reaches(basisPoints: Int) -> Bool {
    !isEmpty && numerator * 10_000 >= basisPoints * denominator
  }
}
