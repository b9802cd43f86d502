/// The number of a case as people type it.
public enum CaseNumber {
  /// With digits and strokes as a Chinese keyboard gives them turned into those of case numbers: full-width
  /// digits, any dash for a hyphen, several in a row for one, no spaces around.
  public static func narrowed(_ typed: String) -> String {
    var narrow = ""
    for scalar in typed.unicodeScalars where !scalar.properties.isWhitespace {
      if dashes.contains(scalar.value) {
        if narrow.last != "-" { narrow.append("-") }
      } else {
        narrow.unicodeScalars.append(scalar.narrowed)
      }
    }
    return narrow
  }

  /// Hyphens, dashes, the minus sign, and what looks like them: box line, sound mark, small and full width.
  private static let dashes: Set<UInt32> = Set([
    0x2D, 0xAD, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0x2500, 0x2501,
    0x30FC, 0xFE58, 0xFE63, 0xFF0D, 0xFF70,
  ])
}
