/// Personal data as lists of rejects and cases may show it.
public enum Masking {
  /// The first character and `**`; an empty text stays empty.
  public static func name(_ text: String) -> String {
    text.isEmpty ? "" : "\(text.prefix(1))**"
  }

  /// The first six and last four characters; a text of fewer than 14 is masked as a name is.
  public static func identityNumber(_ text: String) -> String { keeping(6, 4, of: text) }

  /// The first three and last four characters; a text of fewer than 11 is masked as a name is.
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

  /// So many characters are hidden at least: fewer could be tried out.
  static let leastHidden = 4

  private static func keeping(_ first: Int, _ last: Int, of text: String) -> String {
    guard text.count >= first + last + leastHidden else { return name(text) }
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
