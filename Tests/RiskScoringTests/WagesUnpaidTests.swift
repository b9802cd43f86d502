import RiskScoring
import Testing
import WageDomain

@Suite("Wages unpaid")
struct WagesUnpaidTests {
  @Test("Which firms are gone is known on a card without this trigger, too")
  func goneStatuses() throws {
    #expect(try Cards.shipped().goneStatuses == ["注销", "迁出"])
    let card = try RatioTests.card()
    #expect(card.wagesUnpaidRule == nil && card.goneStatuses == ["注销", "迁出"])
  }

  /// Paid up to and with 2026-07; the pay day of August is 2026-09-15.
  static func paidThroughJuly() throws -> OneFirm {
    var firm = OneFirm()
    try firm.set(.payrollPersons, 12, "2025-01", "2026-07")
    try firm.set(.payrollAmount, 6_000_000, "2025-01", "2026-07")
    firm.uncovered[.payroll] = Set(
      Month(year: 2026, month: 9)...Month(year: 2026, month: 12))
    return firm
  }

  struct Days: CustomTestStringConvertible {
    let why: String
    let asOf: String
    let tier: Tier
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "demand a tier by the days since the pay day",
    arguments: [
      Days(
        why: "on the pay day itself they are not late", asOf: "2026-09-15", tier: .green, points: 0),
      Days(why: "day 1", asOf: "2026-09-16", tier: .yellow, points: 39),
      Days(why: "day 31 is still up to one month", asOf: "2026-10-16", tier: .yellow, points: 39),
      Days(why: "day 32", asOf: "2026-10-17", tier: .orange, points: 69),
      Days(why: "day 62 is still up to two months", asOf: "2026-11-16", tier: .orange, points: 69),
      Days(why: "day 63", asOf: "2026-11-17", tier: .red, points: 99),
    ])
  func tiers(_ example: Days) throws {
    let assessment = try Self.paidThroughJuly().assess(Cards.shipped(), example.asOf)
    let reason = assessment.reasons.first { $0.indicator == "wages-unpaid" }
    #expect(reason?.points ?? 0 == example.points)
    #expect(reason?.trigger ?? .green == example.tier)
    #expect(assessment.tier == example.tier)
  }

  @Test("by the longest unpaid month, and name how many and since when")
  func longest() throws {
    var firm = try Self.paidThroughJuly()
    firm.uncovered[.payroll]?.remove(Month(year: 2026, month: 9))
    try firm.set(.insuredPersons, 12, "2026-08", "2026-09")
    let reason = try #require(firm.assess(Cards.shipped(), "2026-10-18").reasons.first)
    #expect(reason.trigger == .orange)
    #expect(reason.text.zh == "工资：2 个月无发放记录，最早 2026-08，应于 2026-09-15 发放，已逾 33 天")
    #expect(
      reason.evidence == [
        .month(.payroll, Month(year: 2026, month: 7)),
        .month(.socialInsurance, Month(year: 2026, month: 8)),
        .month(.socialInsurance, Month(year: 2026, month: 9)),
      ])
  }

  @Test("are not said of a month that the payroll feed does not cover: data late")
  func notCovered() throws {
    var firm = try Self.paidThroughJuly()
    firm.uncovered[.payroll]?.insert(Month(year: 2026, month: 8))
    #expect(try firm.assess(Cards.shipped(), "2026-12-31").tier == .green)
  }

  @Test("are only said where wages were to be expected")
  func expectation() throws {
    var firm = OneFirm()
    firm.uncovered[.payroll] = Set(firm.months).subtracting([Month(year: 2026, month: 8)])
    try firm.set(.payrollPersons, 12, "2026-05", "2026-05")
    #expect(try firm.assess(Cards.shipped(), "2026-09-16").tier == .yellow, "paid 3 months before")
    try firm.set(.payrollPersons, nil, "2026-05", "2026-05")
    try firm.set(.payrollPersons, 12, "2026-04", "2026-04")
    #expect(try firm.assess(Cards.shipped(), "2026-09-16").tier == .green, "4 months before")
    try firm.set(.insuredPersons, 0, "2026-08", "2026-08")
    #expect(try firm.assess(Cards.shipped(), "2026-09-16").tier == .green, "nobody insured")
    try firm.set(.insuredPersons, 1, "2026-08", "2026-08")
    #expect(try firm.assess(Cards.shipped(), "2026-09-16").tier == .yellow, "one insured")
  }

  struct Gone: CustomTestStringConvertible {
    let why: String
    /// The day on which the register told so.
    let since: String
    var insured: String?
    let tier: Tier
    var months: String?
    var testDescription: String { why }
  }

  @Test(
    "of a firm that is gone are owed for the months before it was; after that for people still insured",
    arguments: [
      Gone(why: "closed in order: told before August's pay day", since: "2026-09-05", tier: .green),
      Gone(why: "told on August's pay day itself", since: "2026-09-15", tier: .green),
      Gone(
        why: "told the day after: August stays owed", since: "2026-09-16", tier: .red, months: "1"),
      Gone(
        why: "on September's pay day: August alone", since: "2026-10-15", tier: .red, months: "1"),
      Gone(why: "the day after: both stay owed", since: "2026-10-16", tier: .red, months: "2"),
      Gone(why: "gone long before", since: "2025-03-01", tier: .green),
      Gone(
        why: "gone, but people insured in August", since: "2026-09-05", insured: "2026-08",
        tier: .red, months: "1"),
      Gone(
        why: "August as any firm's, September for those insured", since: "2026-09-16",
        insured: "2026-09", tier: .red, months: "2"),
    ])
  func gone(_ example: Gone) throws {
    var firm = try Self.paidThroughJuly()
    firm.uncovered[.payroll]?.remove(Month(year: 2026, month: 9))
    firm.goneSince = Day(example.since)
    if let month = example.insured { try firm.set(.insuredPersons, 12, month, month) }
    let found = try firm.assess(Cards.shipped(), "2026-11-17")
    #expect(found.tier == example.tier)
    let reason = found.reasons.first { $0.indicator == "wages-unpaid" }
    #expect(
      reason?.text.zh.prefix { $0 != "个" } == example.months.map { "工资：\($0) " }.map { $0[...] })
  }

  @Test("are forgotten beyond the look-back of 24 months")
  func lookBack() throws {
    var firm = OneFirm()
    try firm.set(.payrollPersons, 12, "2023-01", "2026-12")
    try firm.set(.payrollPersons, nil, "2024-08", "2024-08")
    #expect(try firm.assess(Cards.shipped(), "2026-08-31").tier == .red)
    #expect(try firm.assess(Cards.shipped(), "2026-09-01").tier == .green)
    let exact = try #require(firm.assess(Cards.shipped(), "2026-08-31").reasons.first?.text.en)
    #expect(exact.contains(" 1 month, the first 2024-08, "), "July was paid: it began there")
    try firm.set(.payrollPersons, nil, "2024-07", "2024-07")
    let older = try #require(firm.assess(Cards.shipped(), "2026-08-31").reasons.first?.text)
    #expect(
      older.en
        == "Wages: no payment on record for at least 1 month, the first 2024-08 or earlier, "
        + "due on 2024-09-15, at least 715 days ago")
    #expect(older.zh.contains("至少 1 个月") && older.zh.contains("最早 2024-08 或更早"))
  }

  @Test("are not said of months before the block begins")
  func outsideBlock() throws {
    var firm = OneFirm()
    firm.monthCount = 2
    try firm.set(.payrollPersons, 12, "2023-01", "2023-02")
    let coverage = FeedCoverage(
      months: [.payroll: Set(Month(year: 2022, month: 1)...Month(year: 2023, month: 2))])
    let engine = ScoringEngine(scorecard: try Cards.shipped())
    let day = try #require(Day("2023-04-01"))
    let assessments = try engine.assess(
      firm.block, coverage: coverage, payDays: PayDays.of(engine.payMonths(asOf: day)), asOf: day)
    #expect(assessments.map(\.tier) == [.green])
  }
}
