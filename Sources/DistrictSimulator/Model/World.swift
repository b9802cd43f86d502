public import WageDomain

/// A kind of district: a place, and the mechanisms by which it is unlike a calm one.
///
/// A world is frozen once its hash stands in `scripts/worlds.sha256`: no
/// scorecard may be judged on a world before, and a world that is to change becomes a new world with
/// a new name. To add one: a file in `Worlds`, a line in ``all``, and `scripts/worlds --freeze NAME`.
public struct World: Sendable {
  public let name: String
  /// What the district is like.
  public let summary: Bilingual
  /// By what it differs from a calm district of Nanxun, in the order of telling.
  public let mechanisms: [Mechanism]
  let place: Place

  // What the mechanisms come to, worked out once.
  private(set) var trades = Trade.all
  private(set) var sites = BuildingSites.usual
  private(set) var noise = Noise.calm
  private(set) var year = YearShape.usual
  private(set) var slumps: [Slump] = []
  private(set) var powerCuts: [PowerCut] = []
  private(set) var deferrals: [Deferral] = []
  private(set) var dirt = Dirt.usual
  private(set) var gaps: [FeedGap] = []
  private(set) var gaming = Gaming.none

  init(
    name: String, summary: Bilingual, place: Place = .nanxun, mechanisms: [Mechanism] = []
  ) {
    self.name = name
    self.summary = summary
    self.place = place
    self.mechanisms = mechanisms
    for mechanism in mechanisms { apply(mechanism.effect) }
  }

  /// In the order in which they are listed, the calm one first.
  public static let all = [
    nanxun, ordinary, building, slump, seasons, dirty, noPower, noBank, gaming,
  ]

  static func named(_ name: String) -> World { all.first { $0.name == name } ?? nanxun }

  /// The world whose name is written most alike.
  static func nearest(to name: String) -> World {
    all.min { NameEdits.count(name, $0.name) < NameEdits.count(name, $1.name) } ?? nanxun
  }

  private mutating func apply(_ effect: Mechanism.Effect) {
    switch effect {
    case .trades(let mix): trades = mix.applied(to: trades)
    case .sites(let sites): self.sites = sites
    case .noise(let noise): self.noise = noise
    case .year(let year): self.year = year
    case .slump(let slump): slumps.append(slump)
    case .powerCut(let cut): powerCuts.append(cut)
    case .deferral(let deferral): deferrals.append(deferral)
    case .dirt(let dirt): self.dirt = dirt
    case .gap(let gap): gaps.append(gap)
    case .gaming(let gaming): self.gaming = gaming
    }
  }
}

/// Two worlds are the same when they have one name: a world never changes.
extension World: Hashable {
  public static func == (left: World, right: World) -> Bool { left.name == right.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
