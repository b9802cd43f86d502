public import WageDomain

/// What the policies call bodies, clocks, routing rules and places; their ids where no policy knows them any more.
public struct ReportNames: Sendable {
  private let bodies: [String: Bilingual]
  private let clocks: [String: Bilingual]
  private let rules: [String: Bilingual]
  private let towns: [TownCode: String]

  public init(
    bodies: [String: Bilingual], clocks: [String: Bilingual], rules: [String: Bilingual] = [:],
    towns: [TownCode: String] = [:]
  ) {
    self.bodies = bodies
    self.clocks = clocks
    self.rules = rules
    self.towns = towns
  }

  public func rule(_ id: String) -> Bilingual { rules[id] ?? .same(id) }

  /// In Chinese, as names of places are; English pages show the code beside it.
  public func town(_ code: TownCode) -> Bilingual {
    towns[code].map { Bilingual(zh: $0, en: "\(code) \($0)") } ?? .same(code.description)
  }

  public func body(_ id: String) -> Bilingual { bodies[id] ?? .same(id) }

  public func clock(_ id: String) -> Bilingual {
    clocks[id]
      ?? (id == CaseClock.instalment ? Bilingual(zh: "分期付款", en: "instalment") : .same(id))
  }
}
