import RiskScoring
import Testing
import WageDomain

@Suite("A level")
struct LevelTests {
  @Test("at or below a threshold counts, above it does not", arguments: [(0, 5), (1, 0)])
  func flag(filed: Int64, points: Int) throws {
    let card = try Cards.one(
      "level",
      """
      measure: tax.filed
      months: 1
      bins: [{at_most: 0, points: 5}]
      """)
    var firm = OneFirm()
    try firm.set(.taxFiled, filed, "2026-09", "2026-09")
    #expect(try firm.points(card, "2026-10-01") == points)
    #expect(try firm.points(card, "2026-11-01") == 0, "October has no row: not assessed")
  }

  @Test(
    "over two months counts by the milder one", arguments: [(10, 20, 0), (20, 20, 5), (30, 19, 0)])
  func months(first: Int64, second: Int64, points: Int) throws {
    let card = try Cards.one(
      "level",
      """
      measure: payroll.persons
      months: 2
      bins: [{at_least: 20 persons, points: 5}]
      """)
    var firm = OneFirm()
    try firm.set(.payrollPersons, first, "2026-08", "2026-08")
    try firm.set(.payrollPersons, second, "2026-09", "2026-09")
    #expect(try firm.points(card, "2026-10-16") == points)
  }

  @Test("of payroll waits until the month's pay day is over")
  func payDay() throws {
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
    #expect(try firm.points(card, "2026-10-15") == 0, "until then a firm may still pay")
    #expect(try firm.points(card, "2026-10-16") == 5)
  }

  static func balance() throws -> Scorecard {
    try Cards.one(
      "level",
      """
      measure: wage_account.balance_yuan
      months: 1
      against: {measure: wage_account.wages_out_yuan, months: 3, minimum: 1000 yuan}
      bins: [{at_most: 100%, points: 5}, {at_most: 50%, points: 9}]
      """, reason: "{month} {value} {base} {percent}%")
  }

  struct Balance: CustomTestStringConvertible {
    let why: String
    let balance: Int64
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "of a wage account is held against a usual month's wages",
    arguments: [
      Balance(why: "a fen more than one month's wages", balance: 1_000_001, points: 0),
      Balance(why: "exactly one month's wages", balance: 1_000_000, points: 5),
      Balance(why: "exactly half", balance: 500_000, points: 9),
      Balance(why: "overdrawn", balance: -1, points: 9),
    ])
  func account(_ example: Balance) throws {
    var firm = OneFirm()
    try firm.set(.accountWages, 1_000_000, "2026-07", "2026-09")
    try firm.set(.accountBalance, example.balance, "2026-09", "2026-09")
    #expect(try firm.points(Self.balance(), "2026-10-01") == example.points)
  }

  struct Newest: CustomTestStringConvertible {
    let why: String
    var ended: Int64?
    var running: Int64?
    var day = "2026-10-12"
    var days: Int? = 7
    /// Went out of September's wages, in fen.
    var paid: Int64 = 0
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "of a balance before a pay day goes by the newest one known",
    arguments: [
      Newest(why: "emptied in the running month", ended: 6_000_000, running: 10, points: 9),
      Newest(why: "topped up in the running month", ended: 10, running: 6_000_000, points: 0),
      Newest(why: "nothing known of the running month", ended: 10, points: 9),
      Newest(why: "the account's first balance", running: 10, points: 9),
      Newest(why: "the wages due went out already", running: 10, paid: 1_000_000, points: 0),
      Newest(why: "half of them did", running: 10, paid: 600_000, points: 5),
      Newest(why: "eight days before the pay day", running: 10, day: "2026-10-07", points: 0),
      Newest(
        why: "without a pay day a month must have ended", ended: 6_000_000, running: 10, days: nil,
        points: 0),
    ])
  func newest(_ example: Newest) throws {
    let card = try Cards.one(
      "level",
      """
      measure: wage_account.balance_yuan
      months: 1
      \(example.days.map { "days_before_pay_day: \($0)" } ?? "")
      against: {measure: wage_account.wages_out_yuan, months: 3, minimum: 1000 yuan}
      bins: [{at_most: 100%, points: 5}, {at_most: 50%, points: 9}]
      """, reason: "{month} {value} {base}")
    var firm = OneFirm()
    try firm.set(.accountWages, 1_000_000, "2026-06", "2026-09")
    // A month that has not ended is no usual one.
    try firm.set(.accountWages, 90_000_000, "2026-10", "2026-10")
    try firm.set(.accountBalance, example.ended, "2026-09", "2026-09")
    try firm.set(.accountBalance, example.running, "2026-10", "2026-10")
    let september = Month(year: 2026, month: 9)
    firm.projects = [
      BlockProject(
        id: 3, code: "P3", firm: 0, pay: SitePay(amounts: [september: example.paid]))
    ]
    let reason = try firm.assess(card, example.day).reasons.first
    #expect((reason?.points ?? 0) == example.points)
    if reason != nil {
      let month = example.running == nil ? "2026-09" : "2026-10"
      #expect(reason?.text.en == "\(month) 0.10 10,000.00")
    }
  }

  struct Stale: CustomTestStringConvertible {
    let why: String
    var ended: Int64?
    var running: Int64?
    let tier: Tier?
    var testDescription: String { why }
  }

  @Test(
    "of an account whose file is late goes by a balance of the running month alone",
    arguments: [
      Stale(why: "what stood there in July says nothing", ended: 10, tier: nil),
      Stale(why: "empty now, held against the last usual month", running: 10, tier: .orange),
      Stale(why: "full in July, empty now", ended: 9_000_000, running: 10, tier: .orange),
      Stale(why: "empty in July, full now", ended: 10, running: 9_000_000, tier: nil),
    ])
  func stale(_ example: Stale) throws {
    var firm = OneFirm()
    try firm.set(.accountWages, 2_000_000, "2026-02", "2026-07")
    try firm.set(.accountBalance, example.ended, "2026-07", "2026-07")
    try firm.set(.accountBalance, example.running, "2026-12", "2026-12")
    firm.lateFeeds = [.wageAccount]
    let months = Month(year: 2026, month: 8)...Month(year: 2026, month: 12)
    firm.uncovered = [.wageAccount: Set(months)]
    let found = try firm.assess(Cards.shipped(), "2026-12-10").reasons
      .first { $0.indicator == "account-low-before-pay-day" }
    #expect(found?.trigger == example.tier)
  }

  @Test(
    "A labour fee that is overdue stays so when the project is finished; the last one falls due later",
    arguments: ["2026-07", "2026-06", "2026-05"])
  func finished(month: String) throws {
    var firm = OneFirm()
    try firm.set(.disbursementOpenDays, 0, "2026-01", "2026-08")
    try firm.set(.disbursementOpenDays, 90, "2026-06", "2026-06")
    firm.projects = [
      BlockProject(id: 3, code: "P3", firm: 0, isOpen: false, finishedIn: Month(month))
    ]
    let found = try firm.assess(Cards.shipped(), "2026-09-30")
    #expect(found.reasons.first { $0.indicator == "labour-fee-overdue" }?.points == 40)
  }

  @Test("against its own past leaves the month itself out")
  func ownPast() throws {
    let card = try Cards.one(
      "level",
      """
      measure: social_insurance.insured_persons
      months: 1
      against: {measure: social_insurance.insured_persons, months: 2, minimum: 10 persons}
      bins: [{at_most: 80%, points: 5}]
      """, reason: "{month} {value} {base} {fall}%")
    var firm = OneFirm()
    try firm.set(.insuredPersons, 30, "2026-07", "2026-08")
    try firm.set(.insuredPersons, 20, "2026-09", "2026-09")
    let reason = try #require(firm.assess(card, "2026-10-01").reasons.first)
    #expect(reason.text.en == "2026-09 20 30 33.33%")
    #expect(reason.evidence.count == 3)
    try firm.set(.insuredPersons, 9, "2026-07", "2026-08")
    try firm.set(.insuredPersons, 1, "2026-09", "2026-09")
    #expect(try firm.points(card, "2026-10-01") == 0, "nine persons are too few to say")
  }
}
