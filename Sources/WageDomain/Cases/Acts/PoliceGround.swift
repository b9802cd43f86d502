/// What a case is taken to the police for.
///
/// Stored by its raw value: never rename one.
///
/// - Source: N17; 刑法 第276条之一.
public enum PoliceGround: String, CaseIterable, Hashable, Sendable {
  case movedAssets = "moved-assets"
  case fled
  case refusedThoughAble = "refused-though-able"
  /// A wage claim made in bad faith (恶意讨薪); here the claimant is reported, not the firm.
  case maliciousClaim = "malicious-claim"

  public var title: Bilingual {
    switch self {
    case .movedAssets: Bilingual(zh: "转移财产", en: "moved assets")
    case .fled: Bilingual(zh: "逃匿", en: "fled")
    case .refusedThoughAble: Bilingual(zh: "有能力支付而拒不支付", en: "refused though able to pay")
    case .maliciousClaim: Bilingual(zh: "恶意讨薪", en: "malicious wage claim")
    }
  }
}
