/// Personal data as lists of rejects and cases may show it.
public enum Masking {
  /// The first character and `**`; an empty text stays empty.
  public static func name(_ text: String) -> String {
    text.isEmpty ? "" : "\(text.prefix(1))**"
  }

  /// The first six and last four characters; a text of ten or fewer is masked as a name is.
  public static func identityNumber(_ text: String) -> String { keeping(6, 4, of: text) }

  /// The first three and last four characters; a text of seven or fewer is masked as a name is.
  public static func phone(_ text: String) -> String { keeping(3, 4, of: text) }

  /// As the column's kind demands; unchanged when the column holds no personal data.
  public static func masked(_ text: String, as kind: PersonalData?) -> String {
    switch kind {
    case nil: text
    case .name, .text: name(text)
    case .identityNumber: identityNumber(text)
    case .phone: phone(text)
    }
  }

  /// Any text with the numbers hidden that look like a person's: identity numbers (18 characters with a
  /// year of birth) and mobile phones (11 digits from 1). For rows whose cells may have slipped.
  public static func hidingNumbers(_ text: String) -> String {
    var result = ""
    var run = ""
    for character in text + "\u{0}" {
      let isLastOfIdentity = run.count == 17 && (character == "X" || character == "x")
      if character.isASCII && character.isNumber || isLastOfIdentity {
        run.append(character)
        continue
      }
      result += hidden(run)
      run = ""
      result.append(character)
    }
    return String(result.dropLast())
  }

  /// A cell without personal data of its own, in a feed that has some: numbers of persons are hidden,
  /// and so is a text under a number, a day or a code, which may be a name one cell off. `field` is nil
  /// for a column that the feed does not know, which may hold anything.
  static func hidingSlips(_ text: String, in field: FeedField?) -> String {
    guard field.map({ isName(text, in: $0.kind) }) ?? true else { return hidingNumbers(text) }
    return name(String(text.drop { $0 == "\"" || $0.isWhitespace }))
  }

  /// Values of a list and codes may be misspelled in Latin letters; a number and a day have none. No
  /// name is one character alone, which may be a unit or 是.
  private static func isName(_ text: String, in kind: FeedField.Kind) -> Bool {
    let letters = text.unicodeScalars.filter {
      $0.properties.isAlphabetic && !calendarWords.contains($0)
    }
    switch kind {
    case .text: return false
    case .number, .month, .day, .instant: return letters.count > 1
    case .creditCode, .townCode, .industryCode, .boolean, .oneOf:
      return letters.count { !$0.isASCII && !isFullWidth($0) } > 1
    }
  }

  private static let calendarWords = Set("年月日时分秒".unicodeScalars)

  private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
    (0xFF01...0xFF5E).contains(scalar.value)
  }

  private static func hidden(_ run: String) -> String {
    if run.count == 11, run.hasPrefix("1") { return phone(run) }
    guard run.count == 18 else { return run }
    let birth = run.dropFirst(6).prefix(2)
    return birth == "19" || birth == "20" ? identityNumber(run) : run
  }

  private static func keeping(_ first: Int, _ last: Int, of text: String) -> String {
    guard text.count > first + last else { return name(text) }
    let stars = String(repeating: "*", count: text.count - first - last)
    return "\(text.prefix(first))\(stars)\(text.suffix(last))"
  }
}

/// What kind of personal data a column holds, which decides how it is masked.
public enum PersonalData: String, Hashable, Sendable {
  case name = "person_name"
  case identityNumber = "identity_number"
  case phone
  /// Free text, in which anything may stand.
  case text
}
