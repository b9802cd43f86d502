import WageDomain

/// An exact value in the unit of bins. It is compared by cross-multiplication, never divided.
struct Quotient: Equatable {
  let numerator: Int128
  /// Above zero.
  let denominator: Int128

  init(_ value: Int64) { (numerator, denominator) = (Int128(value), 1) }

  /// `part / whole` in basis points.
  ///
  /// - Precondition: `whole` is above zero; both are sums of at most some hundred stored values,
  ///   so that the products stay far below 2^127.
  init(basisPoints part: Int128, of whole: Int128) {
    (numerator, denominator) = (part * 10_000, whole)
  }

  /// A drop of `self` in basis points, seen from where the peers' drop of `peers` leads: the part of
  /// it that is the firm's own.
  ///
  /// - Precondition: 0 < `peers` < 10000.
  func beyond(peers: Int64) -> Quotient {
    let left = Int128(10_000 - peers)
    let value = 10_000 * denominator - numerator
    return Quotient(
      numerator: 10_000 * denominator * left - value * 10_000, denominator: denominator * left)
  }

  private init(numerator: Int128, denominator: Int128) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  func reaches(_ threshold: Int64, _ bound: PointsBins.Bound) -> Bool {
    switch bound {
    case .atLeast: numerator >= Int128(threshold) * denominator
    case .atMost: numerator <= Int128(threshold) * denominator
    case .above: numerator > Int128(threshold) * denominator
    case .below: numerator < Int128(threshold) * denominator
    }
  }

  /// Toward zero, to be shown.
  var shown: Int64 { Int64(clamping: numerator / denominator) }
}

extension Quotient: Comparable {
  static func == (left: Quotient, right: Quotient) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  static func < (left: Quotient, right: Quotient) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}
