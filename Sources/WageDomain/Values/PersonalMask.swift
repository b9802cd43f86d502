/// How names and numbers of persons are shown where not all of them may be: one rule for every list.
public enum PersonalMask {
  /// So many characters of a number are hidden at least: fewer could be tried out.
  public static let leastHidden = 4

  /// The first character and `**`; an empty text stays empty.
  public static func name(_ text: String) -> String {
    text.isEmpty ? "" : "\(text.prefix(1))**"
  }

  /// The first six and last four characters; a text of fewer than 14 is masked as a name is.
  public static func identityNumber(_ text: String) -> String { keeping(6, 4, of: text) }

  /// The first three and last four characters; a text of fewer than 11 is masked as a name is.
  public static func phone(_ text: String) -> String { keeping(3, 4, of: text) }

  private static func keeping(_ first: Int, _ last: Int, of text: String) -> String {
    guard text.count >= first + last + leastHidden else { return name(text) }
    let stars = String(repeating: "*", count: text.count - first - last)
    return "\(text.prefix(first))\(stars)\(text.suffix(last))"
  }
}
