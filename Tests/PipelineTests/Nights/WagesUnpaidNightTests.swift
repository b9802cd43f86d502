import NightlyRun
import Testing
import WageDomain
import WageStore

/// From the payroll file to the hard trigger, day by day, as the contract defines it.
@Suite("Wages count as unpaid, from the agency's file to the list")
struct WagesUnpaidNightTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let asOf: String
    /// Wage months with a payment of the firm.
    var paid: [String] = ["2026-05", "2026-06", "2026-07"]
    /// Months with a payroll file: the neighbour is in each.
    var delivered = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08"]
    var insured: [String] = []
    let tier: Tier?
    var text = ""
    var testDescription: String { why }
  }

  @Test(
    "A month is unpaid when its pay day is over, its file came, and the firm is not in it",
    arguments: [
      Example(why: "the pay day itself is not over", asOf: "2026-09-15", tier: nil),
      Example(
        why: "day 1", asOf: "2026-09-16", tier: .yellow,
        text: "no payment on record for 1 month, the first 2026-08, due on 2026-09-15, 1 day"),
      Example(why: "day 31 is still yellow", asOf: "2026-10-16", tier: .yellow, text: "31 days"),
      Example(why: "day 32 is orange", asOf: "2026-10-17", tier: .orange, text: "32 days"),
      Example(why: "day 62 is still orange", asOf: "2026-11-16", tier: .orange, text: "62 days"),
      Example(why: "day 63 is red", asOf: "2026-11-17", tier: .red, text: "63 days"),
      Example(
        why: "the payroll file of the month did not arrive: data late, not unpaid",
        asOf: "2026-09-30", delivered: ["2026-04", "2026-05", "2026-06", "2026-07"], tier: nil),
      Example(
        why: "insured, but never on any payroll", asOf: "2026-09-16", paid: [],
        insured: ["2026-08"], tier: .yellow, text: "the first 2026-08"),
      Example(why: "neither on payroll nor insured", asOf: "2026-09-16", paid: [], tier: nil),
      Example(
        why: "on payroll four months ago only, and no file in between", asOf: "2026-09-16",
        paid: ["2026-04"], delivered: ["2026-04", "2026-08"], tier: nil),
      Example(
        why: "on payroll three months ago only", asOf: "2026-09-16", paid: ["2026-05"],
        delivered: ["2026-05", "2026-08"], tier: .yellow, text: "the first 2026-08"),
      Example(
        why: "several months: the first counts", asOf: "2026-09-16", paid: ["2026-05"],
        tier: .red, text: "for 3 months, the first 2026-06, due on 2026-07-15, 63 days"),
      Example(
        why: "paid through", asOf: "2026-12-01",
        paid: ["2026-05", "2026-06", "2026-07", "2026-08"], tier: nil),
    ])
  func table(_ example: Example) throws {
    let desk = try NightDesk()
    try Self.deliver(example, to: desk)
    let day = try #require(Day(example.asOf))
    #expect(try desk.night(day).failures.isEmpty)
    try Self.expect(example.tier, example.text, desk, day)
    #expect(try desk.flagged(day, code: Firms.neighbour) == nil)
  }

  struct RestDay: CustomTestStringConvertible, Sendable {
    let why: String
    let month: String
    let asOf: String
    let tier: Tier?
    var text = ""
    var testDescription: String { why }
  }

  @Test(
    "A pay day on a rest day moves back to the working day before",
    arguments: [
      RestDay(
        why: "15 February 2026 is in the Spring Festival; Saturday the 14th is made a working day",
        month: "2026-01", asOf: "2026-02-15", tier: .yellow, text: "due on 2026-02-14, 1 day"),
      RestDay(why: "on the 14th it is not over", month: "2026-01", asOf: "2026-02-14", tier: nil),
      RestDay(
        why: "15 August 2026 is a Saturday", month: "2026-07", asOf: "2026-08-15", tier: .yellow,
        text: "due on 2026-08-14, 1 day"),
      RestDay(
        why: "15 November 2026 is a Sunday: Friday", month: "2026-10", asOf: "2026-11-14",
        tier: .yellow, text: "due on 2026-11-13, 1 day"),
    ])
  func restDays(_ example: RestDay) throws {
    let month = try #require(Month(example.month))
    let before = month.adding(months: -1).description
    let desk = try NightDesk()
    try Self.deliver(
      Example(
        why: "", asOf: example.asOf, paid: [before], delivered: [before, example.month],
        tier: nil), to: desk)
    let day = try #require(Day(example.asOf))
    #expect(try desk.night(day).failures.isEmpty)
    try Self.expect(example.tier, example.text, desk, day)
  }

  @Test("Wages paid late clear the warning as of the day the payment was known, not before")
  func paidLate() throws {
    let desk = try NightDesk()
    let unpaid = Example(why: "", asOf: "2026-10-24", tier: .orange)
    try Self.deliver(unpaid, to: desk)
    try desk.put(
      "payroll_2026-08_late__known-2026-10-25.csv",
      Self.header + "\(Firms.first),2026-08,2026-10-20,10,60000\n")
    for (text, tier) in [("2026-10-24", Tier.orange), ("2026-10-25", nil), ("2026-10-24", .orange)]
    {
      let day = try #require(Day(text))
      #expect(try desk.night(day).failures.isEmpty)
      try Self.expect(tier, "", desk, day)
    }
  }

  @Test("A feed that delivered nothing is named as late, and nobody counts as unpaid")
  func dataLate() throws {
    let desk = try NightDesk()
    try Self.deliver(Example(why: "", asOf: "", tier: nil), to: desk)
    let day = CaseDatabase.day("2026-12-20")
    let report = try #require(try desk.night(day).score)
    #expect(report.dataLate == [.payroll])
    let firm = try #require(try desk.flagged(day, code: Firms.first))
    #expect(firm.reasons.map(\.indicator) == ["wages-unpaid"])
    #expect(firm.reasons.first?.text.en.contains("for 1 month, the first 2026-08") == true)
  }

  @Test("The evidence is the line of the last payment, and of the insured month")
  func evidence() throws {
    let desk = try NightDesk()
    try Self.deliver(Example(why: "", asOf: "", insured: ["2026-08"], tier: nil), to: desk)
    let day = CaseDatabase.day("2026-09-16")
    try desk.night(day)
    let reason = try #require(try desk.flagged(day, code: Firms.first)?.reasons.first)
    #expect(reason.trigger == .yellow)
    #expect(
      reason.evidence.map(\.place) == [
        "payroll inbox/payroll_2026-07__known-2026-08-12.csv:3",
        "social_insurance inbox/social_insurance_2026-08__known-2026-09-09.csv:2",
      ])
  }

  private static let header = "credit_code,wage_month,paid_on,persons,amount_yuan\n"

  /// One payroll file a month, known on the 12th of the next, with the neighbour in each.
  private static func deliver(_ example: Example, to desk: NightDesk) throws {
    for text in example.delivered {
      let next = Month(text)?.adding(months: 1).description ?? ""
      var rows = header + "\(Firms.neighbour),\(text),\(next)-10,8,48000\n"
      if example.paid.contains(text) { rows += "\(Firms.first),\(text),\(next)-10,10,60000\n" }
      try desk.put("payroll_\(text)__known-\(next)-12.csv", rows)
    }
    for text in example.insured {
      let next = Month(text)?.adding(months: 1).description ?? ""
      try desk.put(
        "social_insurance_\(text)__known-\(next)-09.csv",
        "credit_code,month,insured_persons\n\(Firms.first),\(text),12\n")
    }
  }

  private static func expect(
    _ tier: Tier?, _ text: String, _ desk: NightDesk, _ day: Day
  ) throws {
    let firm = try desk.flagged(day, code: Firms.first)
    let reason = firm?.reasons.first { $0.indicator == "wages-unpaid" }
    #expect(reason?.trigger == tier)
    // What is paid stands on for some days, held, without the reason.
    let isHeld = firm?.reasons.contains { $0.indicator.hasPrefix("held:") } ?? false
    #expect(firm?.tier == tier || isHeld)
    if !text.isEmpty { #expect(reason?.text.en.contains(text) == true, "\(reason?.text.en ?? "")") }
  }
}
