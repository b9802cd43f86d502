public import WageDomain

/// The values compared, by the names of a reason's places, in little room: a run keeps those of every
/// firm that waits for others, and a reason has a handful.
public struct ReasonValues: ExpressibleByDictionaryLiteral, Sendable {
  private var entries: [(name: String, value: Bilingual)]

  public init(dictionaryLiteral entries: (String, Bilingual)...) {
    self.entries = entries.map { (name: $0.0, value: $0.1) }
  }

  /// Nil for a place without a value.
  public subscript(name: String) -> Bilingual? {
    get { entries.first { $0.name == name }?.value }
    set {
      entries.removeAll { $0.name == name }
      if let newValue { entries.append((name, newValue)) }
    }
  }
}
