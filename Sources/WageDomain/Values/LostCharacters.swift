/// What stands in a text where characters were lost before it came: which ones they were nobody can tell.
public enum LostCharacters {
  /// U+FFFD, which a program writes for bytes that it cannot read; and what two of them become where
  /// their UTF-8 is taken for GBK.
  public static let marks = ["\u{FFFD}", "锟斤拷"]

  /// True of a text that lost some.
  public static func areIn(_ text: String) -> Bool {
    // The first bytes of both: most texts have neither.
    guard text.utf8.contains(where: { $0 == 0xEF || $0 == 0xE9 }) else { return false }
    return marks.contains { text.contains($0) }
  }
}
