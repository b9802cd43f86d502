import RiskScoring
import Testing
import WageDomain

@Suite("Which months a comparison sees")
struct ReachTests {
  @Test("How far back an indicator sees does not depend on what else is on the card")
  func reach() throws {
    let card = try Cards.one(
      "level",
      """
      measure: property.vacated
      months: 1
      bins: [{at_least: 1, points: 5}]
      """)
    var firm = OneFirm()
    try firm.set(.propertyVacated, 1, "2023-01", "2025-09")
    firm.uncovered[.property] = Set(firm.months.filter { $0 > Month(year: 2025, month: 9) })
    #expect(try firm.points(card, "2026-10-20") == 5, "13 months before the month of the day")
    #expect(
      try firm.points(card, "2026-11-01") == 0,
      "the block holds the month, the kind does not reach it")
  }

  @Test("Wages paid early are not compared while their month's pay day is not known")
  func earlyWages() throws {
    let card = try Cards.one(
      "level",
      """
      measure: payroll.persons
      months: 1
      bins: [{at_most: 5 persons, points: 5}]
      """)
    var firm = OneFirm()
    try firm.set(.payrollPersons, 12, "2026-08", "2026-08")
    try firm.set(.payrollPersons, 5, "2026-09", "2026-09")
    let day = try #require(Day("2026-09-30"))
    let engine = ScoringEngine(scorecard: card)
    let known = PayDays.of(engine.payMonths(asOf: day)).filter { $0.value < day }
    let all = try engine.assess(firm.block, coverage: firm.coverage, payDays: known, asOf: day)
    #expect(all.map(\.points) == [0], "September is paid in October")
  }
}
