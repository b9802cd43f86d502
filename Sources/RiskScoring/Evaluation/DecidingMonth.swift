/// The month by which a value over several months is known: the mildest, or the most severe.
enum DecidingMonth {
  /// - Parameters:
  ///   - columns: of the months, newest first.
  ///   - bound: which way is severe.
  ///   - takesWorst: the most severe of the months that can be assessed; else the mildest of all.
  ///   - value: of a month; nil where it cannot be assessed.
  /// - Returns: of equal ones the newest; nil where the mildest is asked for and one month is not assessed,
  ///   or none is.
  @inline(__always)
  static func find(
    _ columns: some Sequence<Int>, _ bound: PointsBins.Bound, takesWorst: Bool,
    value: (Int) -> Quotient?
  ) -> (value: Quotient, column: Int)? {
    var deciding: (value: Quotient, column: Int)?
    for column in columns {
      guard let value = value(column) else {
        if takesWorst { continue }
        return nil
      }
      let isMore = deciding.map { value > $0.value } ?? true
      let isLess = deciding.map { value < $0.value } ?? true
      if bound.isUpward == takesWorst ? isMore : isLess { deciding = (value, column) }
    }
    return deciding
  }
}
