import RiskScoring
import Testing
import WageDomain

@Suite("The default scorecard over time")
struct StoryTests {
  /// A workshop that pays its bills; January and February follow Spring Festival.
  static func healthy() throws -> OneFirm {
    var firm = OneFirm()
    for month in firm.months {
      let isFestival = month.monthOfYear == (month.year.isMultiple(of: 2) ? 2 : 1)
      let season: Int64 = isFestival ? 30 : (6...8).contains(month.monthOfYear) ? 130 : 100
      firm.values[.electricityQuantity, default: [:]][month] = 500_000 * season
      firm.values[.waterQuantity, default: [:]][month] = 3_000 * season
      firm.values[.taxSales, default: [:]][month] = 900_000 * season
      firm.values[.payrollAmount, default: [:]][month] = 200_000 * (season + 100)
      for measure in [Measure.electricityArrears, .taxArrears, .insuranceArrears] {
        firm.values[measure, default: [:]][month] = 0
      }
      firm.values[.taxFiled, default: [:]][month] = 1
      firm.values[.insuredPersons, default: [:]][month] = 40
      firm.values[.payrollPersons, default: [:]][month] = 40
    }
    return firm
  }

  @Test("leaves a healthy firm with its seasons green on every first of a month")
  func seasons() throws {
    let firm = try Self.healthy()
    let card = try Cards.shipped()
    for month in Month(year: 2024, month: 1)...Month(year: 2026, month: 12) {
      let assessment = try firm.assess(card, month.firstDay.description)
      #expect(assessment.tier == .green, "\(month): \(assessment.reasons.map(\.text.en))")
    }
  }

  @Test("turns a failing firm yellow, then orange, then red, before anyone has complained")
  func decline() throws {
    var firm = try Self.healthy()
    try firm.set(.electricityQuantity, 22_000_000, "2026-05", "2026-06")
    try firm.set(.electricityQuantity, 9_000_000, "2026-07", "2026-12")
    try firm.set(.electricityArrears, 800_000, "2026-05", "2026-12")
    try firm.set(.taxArrears, 3_000_000, "2026-06", "2026-12")
    try firm.set(.insuranceArrears, 2_000_000, "2026-07", "2026-12")
    try firm.set(.payrollPersons, nil, "2026-08", "2026-12")
    try firm.set(.payrollAmount, nil, "2026-08", "2026-12")
    let card = try Cards.shipped()
    let days = ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01", "2026-09-16"]
    let tiers = try days.map { try firm.assess(card, $0).tier }
    #expect(tiers == [.green, .green, .yellow, .orange, .orange, .red])
  }

  @Test("keeps trouble in one class alone at yellow")
  func oneClass() throws {
    var firm = try Self.healthy()
    try firm.set(.electricityQuantity, 0, "2026-06", "2026-09")
    try firm.set(.waterQuantity, 0, "2026-06", "2026-09")
    try firm.set(.electricityArrears, 800_000, "2026-04", "2026-09")
    let assessment = try firm.assess(Cards.shipped(), "2026-10-01")
    #expect(assessment.tier == .yellow)
    let cap = try #require(assessment.reasons.first { $0.indicator == "cap:utilities" })
    #expect(cap.text.zh == "水电气物业合计 52 分，以 30 分为限")
    #expect(cap.text.en == "Utilities and rent: 52 points together, limited to 30")
    #expect(cap.points == -22)
  }

  @Test("words its reasons for an officer")
  func words() throws {
    var firm = try Self.healthy()
    try firm.set(.electricityQuantity, 15_000_000, "2026-09", "2026-09")
    try firm.set(.insuranceArrears, 2_000_050, "2026-08", "2026-09")
    let texts = try firm.assess(Cards.shipped(), "2026-10-01").reasons.map(\.text)
    #expect(
      texts.map(\.zh) == [
        "用电：2026-09 比此前 9 个普通月份的中位数下降 70%（50,000 → 15,000 千瓦时）",
        "社保：自 2026-08 起连续 2 个月欠缴，2026-09 欠 20,000.50 元",
        "社保：近 6 个月内最多时（2026-09）欠缴 20,000.50 元",
      ])
    #expect(
      texts.map(\.en) == [
        "Electricity: 2026-09 is 70% below the median of the 9 ordinary months before (50,000 → 15,000 kWh)",
        "Social insurance: in arrears for 2 months in a row since 2026-08, 20,000.50 yuan in 2026-09",
        "Social insurance: up to 20,000.50 yuan owed within 6 months, in 2026-09",
      ])
  }
}
