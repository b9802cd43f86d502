public import WageDomain

/// One way in which a world differs from a calm district, as data.
public struct Mechanism: Sendable {
  /// Short, in lower-case English words joined by hyphens.
  public let name: String
  public let summary: Bilingual
  /// Where the mechanism is told of; its sizes are assumptions throughout.
  public let source: String
  let effect: Effect

  /// What a mechanism does to the district.
  enum Effect: Sendable {
    case trades(TradeMix)
    case sites(BuildingSites)
    case noise(Noise)
    case year(YearShape)
    case slump(Slump)
    case powerCut(PowerCut)
    case deferral(Deferral)
    case dirt(Dirt)
    case gap(FeedGap)
    case gaming(Gaming)
  }

  init(_ name: String, zh: String, en: String, source: String, _ effect: Effect) {
    self.name = name
    summary = Bilingual(zh: zh, en: en)
    self.source = source
    self.effect = effect
  }
}
