extension BinaryInteger {
  /// The number and what it counts, as English writes it: `1 row`, `2 rows`.
  ///
  /// - Parameters:
  ///   - one: of one; words behind the noun may follow it: `row waits`.
  ///   - many: of any other number; `one` and an s when left out.
  /// - Returns: both with a space between.
  public func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }
}
