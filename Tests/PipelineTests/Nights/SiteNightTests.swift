import NightlyRun
import Testing
import WageDomain
import WageStore

/// Sites with twenty people each: fees come on the 5th of the month after, wages go out on the 10th.
@Suite("Building sites over the nights")
struct SiteNightTests {
  private static let codes = (0..<12).compactMap { number in
    CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2D\(1000 + number)")?
      .text
  }

  /// One more file, and what it makes of the first site's contractor.
  struct Story: CustomTestStringConvertible, Sendable {
    let why: String
    var sites = 4
    /// Name and text of each.
    let files: [(name: String, text: String)]
    let asOf: String
    /// Tiers of all contractors that are not green, by site.
    let tiers: [Int: Tier]
    var testDescription: String { why }
  }

  private static let projectHeader =
    "project_code,name,kind,general_contractor_code,started_on,approval_no,permit_no\n"
  private static let accountHeader =
    "transaction_no,project_code,occurred_on,direction,purpose,wage_month,amount_yuan,"
    + "balance_yuan,persons\n"
  private static let feeHeader = "project_code,due_on,due_yuan,paid_on,paid_yuan\n"

  private static func pad(_ month: Int) -> String { month < 10 ? "0\(month)" : "\(month)" }

  /// The wages of August of some sites, paid in September.
  private static func september(_ sites: some Sequence<Int>) -> String {
    accountHeader
      + sites.map { site in
        "I8-\(site),P\(site),2026-09-05,in,labour_fee,,300000,900000,\n"
          + "O8-\(site),P\(site),2026-09-10,out,wages,2026-08,200000,900000,20\n"
      }.joined()
  }

  /// The file of a month's fees, due on the 10th: paid two days later, but for those still `open`.
  private static func fees(
    _ month: Int, _ sites: some Sequence<Int>, open: Set<Int> = [], knownOn: String
  ) -> (name: String, text: String) {
    let due = "2026-\(pad(month))"
    let rows = sites.map { site in
      "P\(site),\(due)-10,300000," + (open.contains(site) ? ",\n" : "\(due)-12,300000\n")
    }
    return ("disbursement_\(due)__known-\(knownOn).csv", feeHeader + rows.joined())
  }

  /// Of two months that no other file has come of.
  private static let plan = (
    name: "disbursement_2026__known-2026-01-06.csv",
    text: feeHeader
      + (1...4).map { "P\($0),2026-08-10,300000,,\nP\($0),2026-09-10,300000,,\n" }.joined()
  )

  private static let emptied = (
    name: "wage_account_2026-08_b__known-2026-09-06.csv",
    text: accountHeader + "E1,P1,2026-08-31,out,other,,895000,5000,\n"
  )

  private static func desk(sites: Int) throws -> NightDesk {
    let desk = try NightDesk()
    let all = 1...sites
    try desk.put(
      "firms_2026-01__known-2026-01-05.csv",
      "credit_code,name\n" + all.map { "\(codes[$0 - 1]),第\($0)建设\n" }.joined())
    try desk.put(
      "projects_2026-01__known-2026-01-05.csv",
      projectHeader
        + all.map { "P\($0),工程\($0),housing,\(codes[$0 - 1]),2025-12-01,1,1\n" }.joined())
    for month in 1...8 {
      let (own, next, later) = (pad(month), pad(month + 1), pad(month + 2))
      try desk.put(
        "attendance_2026-\(own)__known-2026-\(next)-05.csv",
        "project_code,month,attended_persons\n" + all.map { "P\($0),2026-\(own),20\n" }.joined())
      guard month < 8 else { continue }
      try desk.put(
        "wage_account_2026-\(next)__known-2026-\(later)-05.csv",
        accountHeader
          + all.map { site in
            "I\(month)-\(site),P\(site),2026-\(next)-05,in,labour_fee,,300000,900000,\n"
              + "O\(month)-\(site),P\(site),2026-\(next)-10,out,wages,2026-\(own),200000,900000,20\n"
          }.joined())
      try desk.put(
        "disbursement_2026-\(own)__known-2026-\(next)-05.csv",
        feeHeader
          + all.map { "P\($0),2026-\(own)-10,300000,2026-\(own)-12,300000\n" }.joined())
    }
    return desk
  }

  private static func tiers(_ desk: NightDesk, _ asOf: String) throws -> [Int: Tier] {
    let day = CaseDatabase.day(asOf)
    #expect(try desk.night(day).failures.isEmpty)
    return Dictionary(
      uniqueKeysWithValues: try desk.flagged(day).compactMap { firm in
        codes.firstIndex(of: firm.creditCode).map { ($0 + 1, firm.tier) }
      })
  }

  @Test(
    "What each file says accuses those that it says it of",
    arguments: [
      Story(
        why: "all paid", files: [("wage_account_2026-09__known-2026-10-05.csv", september(1...4))],
        asOf: "2026-10-06", tiers: [:]),
      Story(
        why: "one account that comes early names nobody, however many transactions it has",
        sites: 12,
        files: [
          (
            "wage_account_2026-09__known-2026-10-02.csv",
            september(1...2)
              + (1...40).map { "X\($0),P1,2026-09-1\($0 % 10),out,other,,1,900000,\n" }.joined()
          )
        ], asOf: "2026-10-04", tiers: [:]),
      Story(
        why: "a fee that is told to be open is open, whoever else has come", sites: 8,
        files: [("disbursement_2026-08__known-2026-09-25.csv", feeHeader + "P1,2026-08-10,1,,\n")],
        asOf: "2026-09-26", tiers: [1: .orange]),
      Story(
        why: "a fee told to be open before a month is over is not older for another's plan",
        files: [
          ("disbursement_2026-08__known-2026-09-05.csv", feeHeader + "P1,2026-08-10,1,,\n"),
          ("disbursement_2026-12__known-2026-09-20.csv", feeHeader + "P2,2026-12-10,1,,\n"),
        ], asOf: "2026-09-21", tiers: [:]),
      Story(
        why: "nor for one payment of another site, where more sites are usual", sites: 8,
        files: [
          fees(8, 1...8, open: [1], knownOn: "2026-09-05"),
          (
            "disbursement_2026-09__known-2026-09-20.csv",
            feeHeader + "P2,2026-09-10,1,2026-09-10,1\n"
          ),
        ], asOf: "2026-09-21", tiers: [:]),
      Story(
        why: "it is once its own site is spoken of in a later month", sites: 8,
        files: [
          fees(8, 1...8, open: [1], knownOn: "2026-09-05"),
          fees(9, 1...1, knownOn: "2026-09-20"),
        ], asOf: "2026-09-21", tiers: [1: .orange]),
      Story(
        why: "it is once later months are told of, in whatever order", sites: 8,
        files: [
          fees(8, 1...8, open: [1], knownOn: "2026-08-28"),
          fees(10, 1...8, knownOn: "2026-10-14"), fees(9, 1...8, knownOn: "2026-10-20"),
        ], asOf: "2026-11-02", tiers: [1: .orange]),
      Story(
        why: "a plan of a month whose file comes after that of the next accuses nobody meanwhile",
        files: [plan, fees(9, 1...4, knownOn: "2026-10-05")], asOf: "2026-10-06", tiers: [:]),
      Story(
        why: "nor once that file says that all was paid",
        files: [
          plan, fees(9, 1...4, knownOn: "2026-10-05"), fees(8, 1...4, knownOn: "2026-10-08"),
        ], asOf: "2026-10-09", tiers: [:]),
      Story(
        why: "one of whom that file says nothing has a fee open since it was planned for",
        files: [
          plan, fees(9, 1...4, knownOn: "2026-10-05"), fees(8, 2...4, knownOn: "2026-10-08"),
        ], asOf: "2026-10-09", tiers: [1: .orange]),
      Story(
        why: "a token payment without a head-count hides nobody",
        files: [
          (
            "wage_account_2026-09__known-2026-10-05.csv",
            september(2...4) + "O8-1,P1,2026-09-10,out,wages,2026-08,50000,900000,5\n"
              + "X,P1,2026-09-11,out,wages,2026-08,0.01,900000,\n"
          )
        ], asOf: "2026-10-06", tiers: [1: .red]),
      Story(
        why: "a tenth of the wages without one does",
        files: [
          (
            "wage_account_2026-09__known-2026-10-05.csv",
            september(2...4) + "O8-1,P1,2026-09-10,out,wages,2026-08,50000,900000,5\n"
              + "X,P1,2026-09-11,out,wages,2026-08,5000,900000,\n"
          )
        ], asOf: "2026-10-06", tiers: [:]),
      Story(
        why: "a payment that names its wage month is of wages, without a purpose, too",
        files: [
          (
            "wage_account_2026-09__known-2026-10-05.csv",
            september(2...4) + "O8-1,P1,2026-09-10,out,,2026-08,200000,900000,20\n"
          )
        ], asOf: "2026-10-06", tiers: [:]),
      Story(
        why: "money that went out for nobody says what may have been wages",
        files: [
          (
            "wage_account_2026-09__known-2026-10-05.csv",
            september(2...4) + "O8-1,P1,2026-09-10,out,,,200000,900000,\n"
          )
        ], asOf: "2026-10-06", tiers: [:]),
      Story(
        why: "money for something else was none",
        files: [
          (
            "wage_account_2026-09__known-2026-10-05.csv",
            september(2...4) + "O8-1,P1,2026-09-10,out,other,,200000,900000,\n"
          )
        ], asOf: "2026-10-06", tiers: [1: .red]),
      Story(
        why: "where people attend work has begun, whatever day the papers name",
        files: [
          ("wage_account_2026-09__known-2026-10-05.csv", september(2...4)),
          (
            "projects_2026-09__known-2026-10-05.csv",
            projectHeader + "P1,工程1,housing,\(codes[0]),2026-12-01,1,1\n"
          ),
        ], asOf: "2026-10-06", tiers: [1: .red]),
      Story(
        why: "a site that never had an account is not unpaid from it",
        files: [
          ("wage_account_2026-09__known-2026-10-05.csv", september(1...4)),
          (
            "projects_2026-09__known-2026-10-05.csv",
            projectHeader + "P9,工程9,housing,\(codes[8]),2025-12-01,1,1\n"
          ),
          (
            "attendance_2026-08_b__known-2026-10-05.csv",
            "project_code,month,attended_persons\nP9,2026-08,20\n"
          ),
        ], asOf: "2026-10-06", tiers: [:]),
      Story(
        why: "an account that cannot pay the wages that are due", files: [emptied],
        asOf: "2026-09-10", tiers: [1: .orange]),
      Story(
        why: "what stood there in August says nothing in December", files: [emptied],
        asOf: "2026-12-10", tiers: [:]),
      Story(
        why: "nor does another account's row of December",
        files: [
          emptied,
          (
            "wage_account_2026-12__known-2026-12-06.csv",
            accountHeader + "D2,P2,2026-12-05,out,other,,1,900000,\n"
          ),
        ], asOf: "2026-12-10", tiers: [:]),
      Story(
        why: "its own does",
        files: [
          emptied,
          (
            "wage_account_2026-12__known-2026-12-06.csv",
            accountHeader + "D1,P1,2026-12-05,out,other,,1,4999,\n"
          ),
        ], asOf: "2026-12-10", tiers: [1: .orange]),
    ])
  func story(_ story: Story) throws {
    let desk = try Self.desk(sites: story.sites)
    for file in story.files { try desk.put(file.name, file.text) }
    #expect(try Self.tiers(desk, story.asOf) == story.tiers)
  }

  @Test("One firm that pays thirty teams is one firm that paid: the others are late, not unpaid")
  func teams() throws {
    let header = "credit_code,wage_month,paid_on,batch_no,persons,amount_yuan\n"
    let desk = try NightDesk()
    for month in 4...7 {
      try desk.put(
        "payroll_2026-0\(month)__known-2026-0\(month + 1)-20.csv",
        header
          + Self.codes.map { "\($0),2026-0\(month),2026-0\(month + 1)-10,1,3,9000\n" }.joined())
    }
    try desk.put(
      "payroll_2026-08__known-2026-09-12.csv",
      header
        + (1...30).map { "\(Self.codes[0]),2026-08,2026-09-10,\($0),3,9000\n" }.joined())
    #expect(try Self.tiers(desk, "2026-09-20") == [:])
    // Three of twelve are a small district's month.
    try desk.put(
      "payroll_2026-08_b__known-2026-09-21.csv",
      header + Self.codes[1..<3].map { "\($0),2026-08,2026-09-10,1,3,9000\n" }.joined())
    #expect(try Self.tiers(desk, "2026-09-22").count == 9)
    let history = try desk.database.read {
      try FreshnessReport($0, feeds: desk.policies.feeds, asOf: CaseDatabase.day("2026-09-22"))
        .history
    }
    let august = history.first { $0.feed == .payroll && $0.month == Month(year: 2026, month: 8) }
    #expect(august?.knownOn == CaseDatabase.day("2026-09-21"), "the day on which enough were there")
  }
}
