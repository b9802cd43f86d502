import RiskScoring
import Testing
import WageDomain

@Suite("A missing signal")
struct MissingTests {
  static func card() throws -> Scorecard {
    try Cards.one(
      "missing",
      """
      measure: social_insurance.insured_persons
      history_months: 6
      present_months: 4
      forget_after_months: 3
      bins: [{at_least: 1, points: 1}, {at_least: 2, points: 2}]
      """, reason: "{since} {last} {months}")
  }

  struct Silence: CustomTestStringConvertible {
    let why: String
    let present: [(String, String)]
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "counts the silent months after a history of rows",
    arguments: [
      Silence(why: "still there", present: [("2026-01", "2026-09")], points: 0),
      Silence(why: "silent for one month", present: [("2026-01", "2026-08")], points: 1),
      Silence(why: "silent for two months", present: [("2026-01", "2026-07")], points: 2),
      Silence(why: "silent for three", present: [("2026-01", "2026-06")], points: 2),
      Silence(why: "silent for four: gone", present: [("2026-01", "2026-05")], points: 0),
      Silence(why: "four rows of six before", present: [("2026-05", "2026-08")], points: 1),
      Silence(why: "three rows are too few", present: [("2026-06", "2026-08")], points: 0),
      Silence(why: "never there", present: [], points: 0),
    ])
  func silence(_ example: Silence) throws {
    var firm = OneFirm()
    try firm.set(.insuredPersons, nil, "2026-01", "2026-01")
    for (from, through) in example.present { try firm.set(.insuredPersons, 12, from, through) }
    #expect(try firm.points(Self.card(), "2026-10-01") == example.points)
  }

  @Test("is nothing while the feed itself has not come")
  func feedLate() throws {
    var firm = OneFirm()
    try firm.set(.insuredPersons, 12, "2026-01", "2026-08")
    firm.uncovered[.socialInsurance] = [Month(year: 2026, month: 9)]
    #expect(try firm.points(Self.card(), "2026-10-01") == 0, "September is not covered")
    firm.uncovered = [:]
    firm.lateFeeds = [.socialInsurance]
    #expect(try firm.points(Self.card(), "2026-10-01") == 0, "the feed is late")
  }

  @Test("names the last row and leads to the rows before")
  func reason() throws {
    var firm = OneFirm()
    try firm.set(.insuredPersons, 12, "2026-03", "2026-07")
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en == "2026-08 2026-07 2")
    #expect(
      reason.evidence
        == (3...7).map { .month(.socialInsurance, Month(year: 2026, month: $0)) })
  }
}
