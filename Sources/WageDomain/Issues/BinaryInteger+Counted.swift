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

  /// The same by the plural, as lists name what they hold: `1 match`, `2 matches`.
  public func counted(plural noun: String) -> String {
    counted(Self.singular(noun), noun)
  }

  /// `firm` of `firms`, `match` of `matches`, `entry` of `entries`; `freshness` of itself.
  private static func singular(_ noun: String) -> String {
    if noun.hasSuffix("ies") { return noun.dropLast(3) + "y" }
    if noun.hasSuffix("ches") || noun.hasSuffix("shes") { return String(noun.dropLast(2)) }
    return noun.hasSuffix("s") && !noun.hasSuffix("ss") ? String(noun.dropLast()) : noun
  }
}
