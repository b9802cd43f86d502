import RiskScoring
import Testing
import WageDomain

@Suite("Peers of one trade and county")
struct PeerTests {
  /// Ten firms of one trade at 1,000 kWh a month; 2026-09 as given, in kWh or in `unit` Wh.
  static func assess(
    _ card: Scorecard, _ september: [Int64], unit: Int64 = 1000, groups: [PeerGroup?]? = nil
  ) throws -> [Assessment] {
    let mill = try #require(PeerGroup(industry: "C1712", town: "330503100"))
    let first = Month(year: 2025, month: 1)
    let count = 24
    let firms = try september.indices.map { place in
      BlockFirm(
        id: Int64(place + 1),
        creditCode: try #require(
          CreditCode.completing(
            authorityAndRegion: "91330503", organisation: "MA2B4X\(String(10 + place))")),
        group: groups.map { $0[place] } ?? mill)
    }
    var block = SignalBlock(firms: firms, firstMonth: first, monthCount: count)
    block.set(
      .electricityQuantity,
      byRow: september.flatMap { value in
        (0..<count).map { $0 == 20 ? value * unit : $0 > 20 ? SignalBlock.absent : 1_000_000 }
      })
    let day = try #require(Day("2026-10-01"))
    let months = Set(first...first.adding(months: count - 1))
    return ScoringEngine(scorecard: card).assess(
      block, coverage: FeedCoverage(months: [.electricity: months]), payDays: [:], asOf: day)
  }

  static func drop(minimumFirms: Int = 5) throws -> Scorecard {
    try Cards.one(
      "drop",
      """
      measure: electricity.quantity
      window_periods: 1
      baseline_periods: 6
      minimum_history: 4
      minimum_monthly_baseline: 100 kWh
      peers: {minimum_firms: \(minimumFirms)}
      bins: [{at_least: 50%, points: 10}]
      """, reason: "{percent}%{peers}")
  }

  @Test("take out a shock that hits the whole trade")
  func shock() throws {
    let september: [Int64] = [400, 400, 400, 400, 400, 400, 100]
    let all = try Self.assess(Self.drop(), september)
    #expect(
      all.map(\.points) == [0, 0, 0, 0, 0, 0, 10], "only the firm that fell beyond its peers")
    let text = try #require(all.last?.reasons.first?.text.en)
    #expect(text == "90%; 7 firms of the trade and county fell by 60% (median), 75% beyond them")
    #expect(try Self.assess(Self.drop(minimumFirms: 8), september).map(\.points).min() == 10)
  }

  @Test("leave nothing of a drop that is as deep as theirs, however deep, down to the last digit")
  func equalShock() throws {
    let all = try Self.assess(Self.drop(), [40, 40, 40, 40, 40, 40, 0], unit: 1)
    #expect(all.map(\.points) == [0, 0, 0, 0, 0, 0, 10], "99.996% all of them, and one 100%")
  }

  /// A trade of forty: power, water, gas, sales and wages fall to a twentieth in the last months.
  @Test(
    "A shock to the whole trade flags no firm of it, whether it lasts one month or two",
    arguments: ["default", "nanxun"], [1, 2])
  func tradeWide(name: String, months: Int) throws {
    let (card, first, count) = (try Cards.shipped(name), Month(year: 2024, month: 1), 33)
    let mill = try #require(PeerGroup(industry: "C1712", town: "330503100"))
    let firms = try (10..<50).map { place in
      BlockFirm(
        id: Int64(place),
        creditCode: try #require(
          CreditCode.completing(
            authorityAndRegion: "91330503", organisation: "MA2B4X\(place)")),
        group: mill)
    }
    var block = SignalBlock(firms: firms, firstMonth: first, monthCount: count)
    let usual: [(Measure, Int64)] = [
      (.electricityQuantity, 5_000_000), (.waterQuantity, 300_000), (.gasQuantity, 600_000),
      (.taxSales, 90_000_000), (.payrollAmount, 10_000_000),
    ]
    for (measure, value) in usual {
      block.set(
        measure,
        byRow: firms.flatMap { _ in
          (0..<count).map { $0 >= count - 1 - months && $0 < count - 1 ? value / 20 : value }
        })
    }
    block.set(.payrollPersons, byRow: firms.flatMap { _ in [Int64](repeating: 20, count: count) })
    let day = try #require(Day("2026-09-22"))
    let engine = ScoringEngine(scorecard: card)
    let covered = Set(first...Month(year: 2026, month: 8))
    let coverage = FeedCoverage(
      months: Dictionary(uniqueKeysWithValues: Feed.allCases.map { ($0, covered) }))
    let found = engine.assess(
      block, coverage: coverage, payDays: PayDays.of(engine.payMonths(asOf: day)), asOf: day)
    #expect(found.count == 40)
    // Trends know no peers: two low months of three move the half-year ones, which are early signs.
    let early = card.classes.first { $0.id == "early" }?.cap ?? 0
    #expect(
      found.allSatisfy { $0.tier == .green && $0.points <= (months == 1 ? 0 : early) },
      "\(found.map(\.points).max() ?? 0)")
  }

  struct Shock: CustomTestStringConvertible {
    let why: String
    let september: [Int64]
    let points: [Int]
    var testDescription: String { why }
  }

  @Test(
    "add nothing and forgive only what they suffered",
    arguments: [
      Shock(
        why: "peers that grow make no drop worse", september: [2000, 2000, 2000, 2000, 600],
        points: [0, 0, 0, 0, 0]),
      Shock(
        why: "peers that stay forgive nothing", september: [1000, 1000, 1000, 1000, 500],
        points: [0, 0, 0, 0, 10]),
      Shock(
        why: "exactly half of what the peers kept", september: [800, 800, 800, 800, 400],
        points: [0, 0, 0, 0, 10]),
      Shock(
        why: "a watt-hour more than half", september: [800, 800, 800, 800, 401],
        points: [0, 0, 0, 0, 0]),
      Shock(
        why: "a trade that stopped altogether is nobody's own", september: [0, 0, 0, 0, 0],
        points: [0, 0, 0, 0, 0]),
    ])
  func forgiven(_ example: Shock) throws {
    #expect(try Self.assess(Self.drop(), example.september).map(\.points) == example.points)
  }

  @Test("are the section where the division has too few, and nobody without a trade")
  func groups() throws {
    let mill = PeerGroup(industry: "C17", town: "330503001")
    let others = ["C13", "C18", "C19", "C20"].map { PeerGroup(industry: $0, town: "330503002") }
    let september: [Int64] = [400, 400, 400, 400, 400]
    #expect(
      try Self.assess(Self.drop(), september, groups: [mill] + others).allSatisfy { $0.points == 0 }
    )
    let elsewhere = PeerGroup(industry: "C17", town: "330502001")
    #expect(
      try Self.assess(Self.drop(), september, groups: [elsewhere] + others).map(\.points)
        == [10, 10, 10, 10, 10], "four of a county are too few")
    #expect(
      try Self.assess(Self.drop(), september, groups: [nil] + others).first?.points == 10)
    let fallen = try #require(
      try Self.assess(Self.drop(), [400, 400, 400, 400, 100], groups: others + [mill]).last)
    #expect(
      fallen.reasons.first?.text
        == Bilingual(
          zh: "90%；同门类同县 5 家中位数下降 60%，扣除后 75%",
          en: "90%; 5 firms of the whole section and county fell by 60% (median), 75% beyond them"),
      "five trades in one section are not the trade")
  }

  static func place() throws -> Scorecard {
    try Cards.one(
      "peer",
      """
      measure: electricity.quantity
      window_periods: 1
      baseline_periods: 6
      minimum_history: 4
      minimum_monthly_baseline: 100 kWh
      minimum_drop: 30
      peers: {minimum_firms: 5}
      bins: [{at_least: 75%, points: 5}]
      """, reason: "{percent}% {peers}")
  }

  @Test("place a firm by how many fell less")
  func places() throws {
    let card = try Self.place()
    let all = try Self.assess(card, [1000, 900, 800, 600, 300])
    #expect(all.map(\.points) == [0, 0, 0, 5, 5])
    #expect(
      all[3].reasons.first?.text.en
        == "40% 75% of the other 4 firms of the trade and county fell less")
    #expect(
      try Self.assess(card, [710, 720, 730, 740, 701]).map(\.points).max() == 0, "own drop 29.9 %")
    #expect(try Self.assess(card, [300, 300, 300, 300, 300]).map(\.points).max() == 0, "all alike")
    #expect(try Self.assess(card, [1000, 1000, 1000, 300]).map(\.points).max() == 0, "too few")
  }
}
