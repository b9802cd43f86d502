import RiskScoring
import Testing
import WageDomain

@Suite("A trend")
struct TrendTests {
  static func card() throws -> Scorecard {
    try Cards.one(
      "trend",
      """
      measure: electricity.quantity
      windows: 3
      periods: 2
      minimum_monthly: 100 kWh
      bins: [{at_least: 30%, points: 5}, {at_least: 60%, points: 9}]
      """, reason: "{from} {to} {first} {last} {windows} {percent}%")
  }

  struct Course: CustomTestStringConvertible {
    let why: String
    /// From 2026-04 to 2026-09, thousands of watt-hours.
    let months: [Int64?]
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "needs each window below the one before",
    arguments: [
      Course(why: "steady", months: [1000, 1000, 1000, 1000, 1000, 1000], points: 0),
      Course(why: "falling by exactly 30 %", months: [1000, 1000, 900, 900, 700, 700], points: 5),
      Course(why: "a watt-hour short of it", months: [1000, 1000, 900, 900, 701, 701], points: 0),
      Course(why: "falling steeply", months: [1000, 1000, 700, 700, 300, 300], points: 9),
      Course(
        why: "one low month at the end of each pair", months: [1000, 1000, 700, 990, 300, 980],
        points: 9),
      Course(
        why: "a step that lasts is no trend", months: [1000, 1000, 500, 500, 500, 500],
        points: 0),
      Course(why: "back again", months: [1000, 1000, 300, 300, 900, 900], points: 0),
      Course(
        why: "half of a window known is enough", months: [1000, nil, 700, nil, 300, nil],
        points: 9),
      Course(why: "a window without a row", months: [1000, 1000, nil, nil, 300, 300], points: 0),
      Course(why: "too small to say", months: [99, 99, 50, 50, 10, 10], points: 0),
      Course(why: "down to nothing", months: [1000, 1000, 500, 500, 0, 0], points: 9),
    ])
  func courses(_ example: Course) throws {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 1_000_000, "2023-01", "2026-03")
    for (place, value) in example.months.enumerated() {
      let month = "2026-0\(place + 4)"
      try firm.set(.electricityQuantity, value.map { $0 * 1000 }, month, month)
    }
    #expect(try firm.points(Self.card(), "2026-10-01") == example.points)
  }

  @Test("does not take a season for a decline: the year before was as low")
  func season() throws {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 1_000_000, "2023-01", "2026-09")
    for year in [2025, 2026] {
      try firm.set(.electricityQuantity, 700_000, "\(year)-06", "\(year)-07")
      try firm.set(.electricityQuantity, 400_000, "\(year)-08", "\(year)-09")
    }
    #expect(try firm.points(Self.card(), "2026-10-01") == 0)
    try firm.set(.electricityQuantity, 1_000_000, "2025-08", "2025-09")
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en == "2026-04 2026-09 1,000 400 3 60%")
  }

  @Test("is not said of a firm with a short history, nor of one that is gone")
  func notAssessed() throws {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 1_000_000, "2026-06", "2026-07")
    try firm.set(.electricityQuantity, 100_000, "2026-08", "2026-09")
    #expect(try firm.points(Self.card(), "2026-10-01") == 0, "two windows of three")
    try firm.set(.electricityQuantity, 2_000_000, "2026-04", "2026-05")
    #expect(try firm.points(Self.card(), "2026-10-01") == 9)
    firm.goneSince = OneFirm.first.firstDay
    #expect(try firm.points(Self.card(), "2026-10-01") == 0)
  }
}
