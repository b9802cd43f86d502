import WageDomain

/// A case's number as a verb takes it: whether there is such a case, the store tells.
enum CaseNumberArgument {
  static func parse(_ text: String) -> String { CaseNumber.narrowed(text) }
}
