import Testing
import WageDomain

@testable import RiskScoring

extension RemedyTests {
  @Test("Only the months that offend are asked for")
  func offendingMonths() throws {
    var firm = OneFirm()
    try firm.set(.insuranceArrears, 0, "2026-04", "2026-09")
    try firm.set(.insuranceArrears, 600_000, "2026-05", "2026-05")
    let owed = try why(
      firm,
      Cards.one(
        "level",
        "measure: social_insurance.arrears_yuan\nmonths: 6\ntake: worst\n"
          + "bins: [{at_least: 5000 yuan, points: 1}]"), "2026-10-21")
    #expect(
      owed.remedies.map(\.text.en) == ["insurance arrears of 2026-05 at most 4,999.99 yuan"])
  }

  @Test("A row like the last one has all that the last one said")
  func rowLikeTheLast() throws {
    var firm = OneFirm()
    try firm.set(.electricityQuantity, 900_000, "2025-09", "2026-07")
    try firm.set(.electricityArrears, 20_000, "2026-07", "2026-07")
    try firm.set(.waterQuantity, 900_000, "2026-07", "2026-07")
    let card = try Cards.one(
      "missing",
      "measure: electricity.quantity\nhistory_months: 6\npresent_months: 4\n"
        + "forget_after_months: 3\nbins: [{at_least: 1, points: 1}]")
    let engine = ScoringEngine(scorecard: card)
    let day = try #require(Day("2026-10-01"))
    var pass = engine.pass(coverage: firm.coverage, payDays: [:], links: FirmLinks(), asOf: day)
    let block = try firm.block
    _ = pass.add(block) + pass.finish()
    let trial = FirmTrial(pass, block.only(0))
    let remedy = try #require(RemedySearch(trial: trial).remedies(0).last)
    let after = trial.applying(remedy.changes, for: 0).block
    let september = Month(year: 2026, month: 9).months(since: OneFirm.first)
    func value(_ measure: Measure) -> Int64? { after.matrix(measure)?[september] }
    #expect(value(.electricityQuantity) == 900_000)
    #expect(value(.electricityArrears) == 20_000)
    #expect(value(.waterQuantity) == SignalBlock.absent, "another feed's row is its own")
  }
}
