import RiskScoring
import Testing
import WageDomain

@Suite("A ratio")
struct RatioTests {
  static func card(
    months: Int = 1, take: String = "mildest", absent: String = "zero",
    bound: String = "below: 90%"
  ) throws -> Scorecard {
    try Cards.one(
      "ratio",
      """
      part: wage_account.paid_persons
      whole: attendance.attended_persons
      months: \(months)
      take: \(take)
      minimum_whole: 5 persons
      absent_part: \(absent)
      bins: [{\(bound), points: 5}]
      """, reason: "{project} {month} {part} {whole} {percent}% {short}%")
  }

  struct Share: CustomTestStringConvertible {
    let why: String
    let paid: Int64?
    let attended: Int64?
    var bound = "below: 90%"
    var absent = "zero"
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "counts on its side of the threshold",
    arguments: [
      Share(why: "all paid", paid: 20, attended: 20, points: 0),
      Share(why: "exactly 10 % unpaid is not more than 10 %", paid: 18, attended: 20, points: 0),
      Share(why: "at_most counts it", paid: 18, attended: 20, bound: "at_most: 90%", points: 5),
      Share(why: "one more unpaid", paid: 17, attended: 20, points: 5),
      Share(why: "nobody paid, no row", paid: nil, attended: 20, points: 5),
      Share(why: "no row is unknown", paid: nil, attended: 20, absent: "unknown", points: 0),
      Share(why: "nobody attended", paid: 0, attended: 0, points: 0),
      Share(why: "four are too few to say", paid: 0, attended: 4, points: 0),
      Share(why: "five are enough", paid: 0, attended: 5, points: 5),
      Share(why: "no attendance known", paid: 3, attended: nil, points: 0),
      Share(why: "more paid than attended", paid: 30, attended: 20, points: 0),
    ])
  func share(_ example: Share) throws {
    var firm = OneFirm()
    try firm.set(.attendedPersons, 20, "2026-01", "2026-06")
    try firm.set(.attendedPersons, example.attended, "2026-08", "2026-08")
    try firm.set(.accountPaidPersons, 20, "2026-01", "2026-06")
    try firm.set(.accountPaidPersons, example.paid, "2026-08", "2026-08")
    firm.uncovered = [
      .wageAccount: Set(Month(year: 2026, month: 10)...Month(year: 2026, month: 12))
    ]
    let card = try Self.card(absent: example.absent, bound: example.bound)
    #expect(try firm.points(card, "2026-10-01") == example.points)
  }

  @Test("waits until the account's file holds the month of the pay day: data late")
  func late() throws {
    var firm = OneFirm()
    try firm.set(.attendedPersons, 20, "2026-01", "2026-08")
    try firm.set(.accountPaidPersons, 20, "2026-01", "2026-07")
    #expect(try firm.points(Self.card(), "2026-09-15") == 0, "the pay day itself")
    firm.uncovered = [.wageAccount: [Month(year: 2026, month: 9)]]
    #expect(try firm.points(Self.card(), "2026-10-01") == 0, "September's account has not come")
    firm.uncovered = [:]
    #expect(try firm.points(Self.card(), "2026-10-01") == 5)
  }

  @Test("over two months takes the milder one")
  func persistence() throws {
    var firm = OneFirm()
    try firm.set(.attendedPersons, 20, "2026-01", "2026-08")
    try firm.set(.accountPaidPersons, 20, "2026-01", "2026-07")
    try firm.set(.accountPaidPersons, 5, "2026-08", "2026-08")
    #expect(try firm.points(Self.card(months: 2), "2026-10-01") == 0, "one odd month")
    try firm.set(.accountPaidPersons, 10, "2026-07", "2026-07")
    let reason = try #require(firm.assess(Self.card(months: 2), "2026-10-01").reasons.first)
    #expect(reason.text.en == "P3 2026-07 10 20 50% 50%")
    #expect(reason.evidence.contains(.site(.attendedPersons, 3, Month(year: 2026, month: 8))))
  }

  struct Remembered: CustomTestStringConvertible {
    let why: String
    var paidLater: Int64?
    var bound = "below: 90%"
    var finished: String?
    let day: String
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "by the worst month is not forgotten when the next one is paid",
    arguments: [
      Remembered(why: "August's pay day is over", day: "2026-10-01", points: 5),
      Remembered(why: "September was paid in full", day: "2026-11-01", points: 5),
      Remembered(why: "the last month of the look-back", day: "2027-03-01", points: 5),
      Remembered(why: "one more and August is out of sight", day: "2027-04-01", points: 0),
      Remembered(why: "August paid at last", paidLater: 18, day: "2026-11-01", points: 0),
      Remembered(why: "one short of enough", paidLater: 17, day: "2026-11-01", points: 5),
      Remembered(
        why: "finished in August: its workers are unpaid all the same", finished: "2026-08",
        day: "2026-11-01", points: 5),
      Remembered(
        why: "finished later", finished: "2026-10", day: "2026-11-01", points: 5),
      Remembered(
        why: "finished on paper, and people attend all the same", finished: "2026-07",
        day: "2026-11-01", points: 5),
      Remembered(
        why: "finished, and out of sight with the look-back", finished: "2026-08",
        day: "2027-04-01", points: 0),
      Remembered(
        why: "where more is worse the worst is the most", bound: "above: 150%", day: "2026-11-01",
        points: 0),
    ])
  func remembered(_ example: Remembered) throws {
    var firm = OneFirm()
    firm.monthCount = 60
    try firm.set(.attendedPersons, 20, "2025-01", "2027-06")
    try firm.set(.accountPaidPersons, 20, "2025-01", "2027-06")
    try firm.set(.accountPaidPersons, example.paidLater ?? 5, "2026-08", "2026-08")
    if let month = example.finished.flatMap({ Month($0) }) {
      firm.projects = [
        BlockProject(
          id: 3, code: "P3", firm: 0, isOpen: false, finishedIn: month,
          pay: SitePay(since: OneFirm.first))
      ]
    }
    let card = try Self.card(months: 6, take: "worst", bound: example.bound)
    let found = try firm.assess(card, example.day)
    #expect(found.points == example.points)
    guard let reason = found.reasons.first else { return }
    let august = Month(year: 2026, month: 8)
    #expect(reason.text.en.hasPrefix("P3 2026-08 "))
    #expect(
      reason.evidence == [
        .site(.attendedPersons, 3, august), .site(.accountPaidPersons, 3, august),
      ], "no other month's rows")
  }

  @Test("is silent where wages went out and nobody said to how many")
  func uncounted() throws {
    var firm = OneFirm()
    try firm.set(.attendedPersons, 20, "2026-01", "2026-08")
    try firm.set(.accountPaidPersons, 20, "2026-01", "2026-07")
    #expect(try firm.points(Self.card(), "2026-10-01") == 5)
    let august = Month(year: 2026, month: 8)
    firm.projects = [
      BlockProject(
        id: 3, code: "P3", firm: 0, pay: SitePay(uncounted: [august], since: OneFirm.first))
    ]
    #expect(try firm.points(Self.card(), "2026-10-01") == 0)
  }

  struct Account: CustomTestStringConvertible {
    let why: String
    let since: String?
    var paid: Int64?
    let points: Int
    var testDescription: String { why }
  }

  @Test(
    "asks nothing of an account that is not there",
    arguments: [
      Account(why: "no account: lacking says so", since: nil, points: 0),
      Account(why: "the account came a month later", since: "2026-09", points: 0),
      Account(why: "it was there in the month and paid nobody", since: "2026-08", points: 5),
      Account(why: "it paid some of a month before it", since: "2026-09", paid: 5, points: 5),
    ])
  func account(_ example: Account) throws {
    var firm = OneFirm()
    try firm.set(.attendedPersons, 20, "2026-01", "2026-08")
    try firm.set(.accountPaidPersons, 20, "2026-01", "2026-07")
    try firm.set(.accountPaidPersons, example.paid, "2026-08", "2026-08")
    firm.projects = [
      BlockProject(
        id: 3, code: "P3", firm: 0, pay: SitePay(since: example.since.flatMap { Month($0) }))
    ]
    #expect(try firm.points(Self.card(), "2026-10-01") == example.points)
  }

  @Test("of several projects is judged one by one: a paid site hides no unpaid one")
  func projects() throws {
    var firm = OneFirm()
    firm.projects.append(BlockProject(id: 9, code: "P9", firm: 0))
    try firm.set(.attendedPersons, 100, "2026-01", "2026-08")
    try firm.set(.accountPaidPersons, 100, "2026-01", "2026-08")
    let august = Month(year: 2026, month: 8)
    firm.siteValues[1] = [.attendedPersons: [august: 10], .accountPaidPersons: [august: 2]]
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en.hasPrefix("P9 2026-08 2 10"))
    let finishedIn = Month(year: 2026, month: 8)
    firm.projects[1] = BlockProject(
      id: 9, code: "P9", firm: 0, isOpen: false, finishedIn: finishedIn)
    #expect(
      try firm.points(Self.card(), "2026-10-01") == 0,
      "a finished project is not judged by its mildest month")
  }
}
