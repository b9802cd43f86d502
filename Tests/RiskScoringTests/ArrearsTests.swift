import RiskScoring
import Testing
import WageDomain

@Suite("Arrears")
struct ArrearsTests {
  static func card(_ by: String, _ bins: String, _ more: String = "") throws -> Scorecard {
    try Cards.one(
      "arrears",
      """
      measure: social_insurance.arrears_yuan
      by: \(by)
      minimum: 100 yuan
      look_back_months: 12
      bins: \(bins)
      """ + (more.isEmpty ? "" : "\n" + more),
      reason: "{since} {month} {months} {amount} {percent}% {base}")
  }

  static let byMonths =
    "[{at_least: 1, points: 1}, {at_least: 2, points: 2}, {at_least: 3, points: 3}]"

  struct Run: CustomTestStringConvertible {
    let why: String
    let owed: [Int64?]
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "count the months owed in a row up to the last covered one",
    arguments: [
      Run(why: "one month", owed: [0, 0, 10_000], points: 1),
      Run(why: "two in a row", owed: [0, 10_000, 10_000], points: 2),
      Run(why: "three in a row", owed: [10_000, 10_000, 10_000], points: 3),
      Run(why: "a fen under the minimum is not owing", owed: [10_000, 10_000, 9_999], points: 0),
      Run(why: "a month paid up ends the run", owed: [10_000, 0, 10_000], points: 1),
      Run(
        why: "a covered month without a row ends the run", owed: [10_000, nil, 10_000], points: 1),
      Run(
        why: "no row in the last month: nothing is held against it", owed: [10_000, 10_000, nil],
        points: 0),
    ])
  func months(_ example: Run) throws {
    var firm = OneFirm()
    for (month, owed) in zip(["2026-07", "2026-08", "2026-09"], example.owed) {
      try firm.set(.insuranceArrears, owed, month, month)
    }
    #expect(try firm.points(Self.card("months", Self.byMonths), "2026-10-01") == example.points)
  }

  @Test("go on over a month that the feed does not cover")
  func uncovered() throws {
    var firm = OneFirm()
    try firm.set(.insuranceArrears, 10_000, "2026-07", "2026-07")
    try firm.set(.insuranceArrears, 12_345, "2026-09", "2026-09")
    firm.uncovered[.socialInsurance] = [Month(year: 2026, month: 8)]
    let reason = try #require(
      firm.assess(Self.card("months", Self.byMonths), "2026-10-01").reasons.first)
    #expect(reason.points == 2)
    #expect(reason.text.en == "2026-07 2026-09 2 123.45 -% -")
    #expect(
      reason.evidence
        == [7, 9].map { .month(.socialInsurance, Month(year: 2026, month: $0)) })
  }

  struct Old: CustomTestStringConvertible {
    let why: String
    var since = "2023-01"
    /// The newest month delivered; the look-back has twelve.
    var newest = "2026-09"
    let text: Bilingual
    var testDescription: String { why }
  }

  @Test(
    "that are older than the look-back are said to be at least so old, and never to shrink",
    arguments: [
      Old(
        why: "longer than the look-back",
        text: Bilingual(
          zh: "2025-10 或更早 2026-09 至少 12", en: "2025-10 or earlier 2026-09 at least 12")),
      Old(
        why: "begun where the look-back ends: the month before was clear", since: "2025-10",
        text: .same("2025-10 2026-09 12")),
      Old(why: "within the look-back", since: "2025-11", text: .same("2025-11 2026-09 11")),
      Old(
        why: "the newest month has not come: the look-back goes on from the one before",
        newest: "2026-08",
        text: Bilingual(
          zh: "2025-09 或更早 2026-08 至少 12", en: "2025-09 or earlier 2026-08 at least 12")),
      Old(
        why: "three months have not come", newest: "2026-06",
        text: Bilingual(
          zh: "2025-07 或更早 2026-06 至少 12", en: "2025-07 or earlier 2026-06 at least 12")),
    ])
  func older(_ example: Old) throws {
    var firm = OneFirm()
    try firm.set(.insuranceArrears, 10_000, example.since, "2026-09")
    let newest = try #require(Month(example.newest))
    firm.uncovered[.socialInsurance] = Set(newest.adding(months: 1)...newest.adding(months: 6))
    let found = try firm.assess(Self.card("months", Self.byMonths), "2026-10-20")
    let text = try #require(found.reasons.first?.text)
    #expect(text.zh.hasPrefix(example.text.zh + " ") && text.en.hasPrefix(example.text.en + " "))
  }

  @Test("from the feed's first month on are said to be at least so old")
  func firstMonth() throws {
    var firm = OneFirm()
    try firm.set(.insuranceArrears, 10_000, "2026-08", "2026-09")
    firm.uncovered[.socialInsurance] = Set(OneFirm.first...Month(year: 2026, month: 7))
    let found = try firm.assess(Self.card("months", Self.byMonths), "2026-10-01")
    #expect(found.points == 2)
    #expect(found.reasons.first?.text.en == "2026-08 or earlier 2026-09 at least 2 100.00 -% -")
  }

  @Test("count the amount of the last month from its threshold on")
  func amount() throws {
    var firm = OneFirm()
    let card = try Self.card("amount", "[{at_least: 5000 yuan, points: 4}]")
    try firm.set(.insuranceArrears, 499_999, "2026-09", "2026-09")
    #expect(try firm.points(card, "2026-10-01") == 0)
    try firm.set(.insuranceArrears, 500_000, "2026-09", "2026-09")
    #expect(try firm.points(card, "2026-10-01") == 4)
  }

  @Test("are held against a usual month of wages")
  func share() throws {
    var firm = OneFirm()
    let card = try Self.card(
      "share", "[{at_least: 33.33%, points: 4}]",
      "against: {measure: payroll.amount_yuan, months: 3, minimum: 1000 yuan}")
    try firm.set(.insuranceArrears, 100_000, "2026-08", "2026-08")
    try firm.set(.payrollAmount, 300_000, "2026-06", "2026-08")
    firm.uncovered[.socialInsurance] = [Month(year: 2026, month: 9)]
    let reason = try #require(firm.assess(card, "2026-10-01").reasons.first)
    #expect(reason.text.en == "2026-08 2026-08 1 1,000.00 33.33% 3,000.00")
    #expect(reason.evidence.count == 4)
    try firm.set(.payrollAmount, 300_031, "2026-06", "2026-08")
    #expect(try firm.points(card, "2026-10-01") == 0, "just under, by cross-multiplication")
    try firm.set(.payrollAmount, nil, "2026-06", "2026-07")
    #expect(try firm.points(card, "2026-10-01") == 0, "one month of three is no usual month")
  }
}
