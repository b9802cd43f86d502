/// A number with its English noun: `1 case`, `2 cases`.
public enum Counted {
  /// With the singular of 1; `noun` is the plural.
  public static func text(_ count: some BinaryInteger, _ noun: String) -> String {
    "\(count) \(count == 1 ? singular(noun) : noun)"
  }

  /// `firm` of `firms`, `match` of `matches`, `entry` of `entries`.
  public static func singular(_ noun: String) -> String {
    if noun.hasSuffix("ies") { return noun.dropLast(3) + "y" }
    if noun.hasSuffix("ches") || noun.hasSuffix("shes") { return String(noun.dropLast(2)) }
    return noun.hasSuffix("s") ? String(noun.dropLast()) : noun
  }
}
