import RiskScoring
import Testing
import WageDomain

@Suite("A drop")
struct DropTests {
  static func card(window: Int = 1, minimum: String = "100 kWh") throws -> Scorecard {
    try Cards.one(
      "drop",
      """
      measure: electricity.quantity
      window_periods: \(window)
      baseline_periods: 6
      minimum_history: 4
      minimum_monthly_baseline: \(minimum)
      bins: [{at_least: 50%, points: 10}, {at_least: 90%, points: 20}]
      """, reason: "{period} {percent}% {baseline} {value} {against}")
  }

  /// 1,000 kWh a month from 2023 on, all months but the last given.
  static func steady(_ through: String = "2026-08") throws -> OneFirm {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 1_000_000, "2023-01", through)
    return firm
  }

  struct Bound: CustomTestStringConvertible {
    let why: String
    let value: Int64
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "counts from its threshold on",
    arguments: [
      Bound(why: "exactly half is a drop of 50 %", value: 500_000, points: 10),
      Bound(why: "a watt-hour more than half is not", value: 500_001, points: 0),
      Bound(why: "exactly a tenth is 90 %", value: 100_000, points: 20),
      Bound(
        why: "a watt-hour more than a tenth is still the milder bin", value: 100_001, points: 10),
      Bound(why: "nothing used at all is 100 %", value: 0, points: 20),
      Bound(why: "a rise is no drop", value: 2_000_000, points: 0),
    ])
  func bounds(_ example: Bound) throws {
    var firm = try Self.steady()
    try firm.set(.electricityQuantity, example.value, "2026-09", "2026-09")
    #expect(try firm.points(Self.card(), "2026-10-01") == example.points)
  }

  @Test("says what was compared, and leads to those months only")
  func reason() throws {
    var firm = try Self.steady()
    try firm.set(.electricityQuantity, 367_640, "2026-09", "2026-09")
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.zh == "2026-09 63.23% 1,000 367.64 此前 6 个普通月份的中位数")
    #expect(
      reason.text.en == "2026-09 63.23% 1,000 367.64 the median of the 6 ordinary months before")
    #expect(
      reason.evidence
        == (3...9).map { .month(.electricity, Month(year: 2026, month: $0)) })
  }

  @Test("needs the same season of earlier years to be higher too")
  func season() throws {
    var firm = try Self.steady()
    for year in ["2023", "2024", "2025", "2026"] {
      try firm.set(.electricityQuantity, 300_000, "\(year)-09", "\(year)-09")
    }
    #expect(try firm.points(Self.card(), "2026-10-01") == 0)
    try firm.set(.electricityQuantity, 150_000, "2026-09", "2026-09")
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en == "2026-09 50% 300 150 the same period of earlier years")
    #expect(
      reason.evidence
        == [2023, 2024, 2025, 2026].map { .month(.electricity, Month(year: $0, month: 9)) })
  }

  @Test("takes January and February as one period, so that Spring Festival may move")
  func springFestival() throws {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 1_000_000, "2023-01", "2026-12")
    for (year, low) in [("2023", "01"), ("2024", "02"), ("2025", "01"), ("2026", "02")] {
      try firm.set(.electricityQuantity, 100_000, "\(year)-\(low)", "\(year)-\(low)")
    }
    #expect(try firm.points(Self.card(), "2026-03-01") == 0)
    #expect(try firm.points(Self.card(), "2026-02-01") == 0, "January waits for February")
    try firm.set(.electricityQuantity, 200_000, "2026-01", "2026-02")
    let reason = try #require(firm.assess(Self.card(), "2026-03-01").reasons.first)
    #expect(reason.text.en == "2026-01/02 63.63% 1,100 400 the same period of earlier years")
  }

  @Test("does not judge January and February of a firm without an earlier year")
  func firstSpringFestival() throws {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 1_000_000, "2025-03", "2025-12")
    try firm.set(.electricityQuantity, 0, "2026-01", "2026-03")
    #expect(try firm.points(Self.card(), "2026-03-01") == 0)
    #expect(try firm.points(Self.card(), "2026-04-01") == 20, "March has its median")
  }

  @Test("does not judge a new firm, nor a small one")
  func notAssessed() throws {
    var young = OneFirm()
    try young.set(.electricityQuantity, 1_000_000, "2026-06", "2026-08")
    try young.set(.electricityQuantity, 0, "2026-09", "2026-09")
    #expect(try young.points(Self.card(), "2026-10-01") == 0, "three months of history")
    try young.set(.electricityQuantity, 1_000_000, "2026-05", "2026-05")
    #expect(try young.points(Self.card(), "2026-10-01") == 20, "four months of history")

    var firm = try Self.steady()
    try firm.set(.electricityQuantity, 0, "2026-09", "2026-09")
    #expect(try firm.points(Self.card(minimum: "1000 kWh"), "2026-10-01") == 20)
    #expect(try firm.points(Self.card(minimum: "1000.001 kWh"), "2026-10-01") == 0)
  }

  @Test("takes a covered month without a row as unknown, not as zero")
  func gap() throws {
    var firm = try Self.steady()
    #expect(try firm.points(Self.card(), "2026-10-01") == 0, "September has no row")
    try firm.set(.electricityQuantity, 400_000, "2026-09", "2026-09")
    try firm.set(.electricityQuantity, nil, "2026-04", "2026-05")
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en.hasSuffix("the median of the 4 ordinary months before"))
  }

  @Test("passes over a month the feed does not cover")
  func uncovered() throws {
    var firm = try Self.steady()
    try firm.set(.electricityQuantity, 400_000, "2026-08", "2026-08")
    firm.uncovered[.electricity] = [Month(year: 2026, month: 9)]
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en.hasPrefix("2026-08 60%"))
  }

  @Test("waits for the end of the month")
  func unfinished() throws {
    var firm = try Self.steady()
    try firm.set(.electricityQuantity, 0, "2026-09", "2026-09")
    #expect(try firm.points(Self.card(), "2026-09-29") == 0)
    #expect(try firm.points(Self.card(), "2026-09-30") == 20, "the last day ends it")
  }

  @Test("takes the lower of two middle values as the median")
  func lowerMiddle() throws {
    var firm = OneFirm()
    for (month, value) in [(3, 100), (4, 200), (5, 300), (6, 400), (7, 500), (8, 600)] {
      let name = "2026-0\(month)"
      try firm.set(.electricityQuantity, Int64(value) * 1000, name, name)
    }
    try firm.set(.electricityQuantity, 150_000, "2026-09", "2026-09")
    #expect(try firm.points(Self.card(), "2026-10-01") == 10, "half of 300, not of 350")
  }

  @Test("over three periods counts by the smallest of the three")
  func persistence() throws {
    var firm = try Self.steady()
    try firm.set(.electricityQuantity, 50_000, "2026-07", "2026-07")
    try firm.set(.electricityQuantity, 450_000, "2026-08", "2026-08")
    try firm.set(.electricityQuantity, 50_000, "2026-09", "2026-09")
    let reason = try #require(firm.assess(Self.card(window: 3), "2026-10-01").reasons.first)
    #expect(reason.points == 10)
    #expect(reason.text.en.hasPrefix("2026-08 55% 1,000 450"))
    try firm.set(.electricityQuantity, 550_000, "2026-08", "2026-08")
    #expect(try firm.points(Self.card(window: 3), "2026-10-01") == 0)
  }
}
