/// The kinds of movements of the district's petition account.
///
/// Stored by its raw value: never rename one.
public enum FundMovementKind: String, CaseIterable, Hashable, Sendable {
  /// Money that the district puts in.
  case deposit
  /// Money that the district takes out, or a deposit booked by mistake.
  case withdrawal
  /// Wages paid to a worker.
  case advance
  /// What the responsible body paid back of an advance.
  case recovery

  public var isOutgoing: Bool { self == .withdrawal || self == .advance }

  public var title: Bilingual {
    switch self {
    case .deposit: Bilingual(zh: "拨入", en: "deposit")
    case .withdrawal: Bilingual(zh: "拨出", en: "withdrawal")
    case .advance: Bilingual(zh: "垫付", en: "advance")
    case .recovery: Bilingual(zh: "追回", en: "recovery")
    }
  }
}
