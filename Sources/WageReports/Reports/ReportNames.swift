public import WageDomain

/// What the policies call bodies and clocks; their ids where no policy knows them any more.
public struct ReportNames: Sendable {
  private let bodies: [String: Bilingual]
  private let clocks: [String: Bilingual]

  public init(bodies: [String: Bilingual], clocks: [String: Bilingual]) {
    self.bodies = bodies
    self.clocks = clocks
  }

  public func body(_ id: String) -> Bilingual { bodies[id] ?? .same(id) }

  public func clock(_ id: String) -> Bilingual {
    clocks[id]
      ?? (id == CaseClock.instalment ? Bilingual(zh: "分期付款", en: "instalment") : .same(id))
  }
}
