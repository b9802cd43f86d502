internal import WageDomain

/// Personal data as lists of rejects and cases may show it.
public enum Masking {
  /// As the column's kind demands; unchanged when the column holds no personal data.
  public static func masked(_ text: String, as kind: PersonalData?) -> String {
    switch kind {
    case nil: text
    case .name, .text: PersonalMask.name(text)
    case .identityNumber: PersonalMask.identityNumber(text)
    case .phone: PersonalMask.phone(text)
    }
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
