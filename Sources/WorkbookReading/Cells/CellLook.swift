/// How a number is shown, as far as it says what the number is.
enum CellLook: Hashable {
  case plain
  /// Zeros before the number, up to this many digits: account numbers are shown so.
  case zeros(Int)
  /// A hundredth is shown as 1 %.
  case percent
  /// As it is, with a `%` behind it that the format adds as a text: 15 is shown as 15 %.
  case percentSign
  /// With words or signs around or within it that the format adds as a text.
  case worded(WordedNumber)
  case month
  case day
  /// A day with a time.
  case moment
  /// A time without a day.
  case time

  /// The built-in formats, those of Chinese programs included; nil when the number is no built-in.
  ///
  /// - Source: ECMA-376 part 1, 18.8.30 numFmt, all languages and zh-cn.
  init?(builtIn id: Int) {
    switch id {
    case 17, 27, 36, 50, 52, 57: self = .month
    case 14...16, 28...31, 51, 53, 54, 58: self = .day
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    case 22: self = .moment
    case 9, 10: self = .percent
    case 0...49: self = .plain
    default: return nil
    }
  }

  /// A format code such as `yyyy"年"m"月"`, `[$-804]yyyy/m/d;@` or `0000000000`.
  init(code: String) {
    let letters = Self.letters(of: code)
    if letters.lowercased().hasPrefix("general") {
      self = WordedNumber(code: code).map { .worded($0) } ?? .plain
      return
    }
    if letters.contains("%") {
      self = .percent
      return
    }
    if Self.addsPercentSign(code) {
      self = .percentSign
      return
    }
    let tokens = Set(letters.lowercased())
    if tokens.isDisjoint(with: "ymdhse"), let worded = WordedNumber(code: code) {
      self = .worded(worded)
      return
    }
    if letters.count > 1, letters.allSatisfy({ $0 == "0" }) {
      self = .zeros(letters.count)
      return
    }
    let hasTime = tokens.contains("h") || tokens.contains("s")
    let hasYear = tokens.contains("y") || tokens.contains("e") && !tokens.contains("0")
    let hasDay = tokens.contains("d")
    switch (hasYear || hasDay, hasTime) {
    case (true, true): self = .moment
    case (false, true): self = .time
    case (true, false): self = hasDay || !tokens.contains("m") ? .day : .month
    case (false, false): self = tokens.contains("m") ? .month : .plain
    }
  }

  /// True where a quoted text or an escaped character of the first section is or holds a `%`.
  private static func addsPercentSign(_ code: String) -> Bool {
    var rest = Substring(code)
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"":
        if rest.prefix(while: { $0 != "\"" }).contains(where: isPercent) { return true }
        rest = rest.drop { $0 != "\"" }
        _ = rest.popFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        if WordedNumber.currency(inside)?.contains(where: isPercent) ?? false { return true }
        rest = rest.dropFirst(inside.count + 1)
      case "\\": if rest.popFirst().map(isPercent) ?? false { return true }
      case "_", "*": _ = rest.popFirst()
      // A full-width one needs no quotes.
      case "％": return true
      default: break
      }
    }
    return false
  }

  private static func isPercent(_ character: Character) -> Bool {
    character == "%" || character == "％"
  }

  /// The first section without quoted texts, escaped characters and brackets; `[h]` counts as `h`.
  private static func letters(of code: String) -> String {
    var letters = ""
    var rest = Substring(code)
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"":
        rest = rest.drop { $0 != "\"" }
        _ = rest.popFirst()
      case "\\", "_", "*": _ = rest.popFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        if let first = inside.lowercased().first, "hms".contains(first),
          inside.lowercased().allSatisfy({ $0 == first })
        {
          letters.append(first)
        }
      default: letters.append(character)
      }
    }
    return letters
  }
}
