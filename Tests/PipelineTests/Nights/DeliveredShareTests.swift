import Testing
import WageDomain
import WageStore

@testable import NightlyRun

/// Where few rows are usual one that came early must not accuse all the others.
@Suite("A month is delivered from a share of what is usual")
struct DeliveredShareTests {
  struct Share: CustomTestStringConvertible, Sendable {
    let why: String
    let usual: Int
    /// The least that counts as the month.
    let least: Int
    var testDescription: String { why }
  }

  @Test(
    "Half from 50 on, a quarter below, rounded up",
    arguments: [
      Share(why: "one row is a district of one", usual: 1, least: 1),
      Share(why: "up to four one row counts", usual: 4, least: 1),
      Share(why: "of five it does not", usual: 5, least: 2),
      Share(why: "of a dozen three", usual: 12, least: 3),
      Share(why: "seven of thirty are early, eight a month", usual: 30, least: 8),
      Share(why: "the last of the small ones", usual: 49, least: 13),
      Share(why: "the first of which half is asked", usual: 50, least: 25),
      Share(why: "a hundred", usual: 100, least: 50),
    ])
  func shares(_ share: Share) throws {
    #expect(!MonthDelivery.isDelivery(keys: share.least - 1, usual: share.usual))
    #expect(MonthDelivery.isDelivery(keys: share.least, usual: share.usual))
    // The same for feeds of firms and of sites; the account's month tells which of the month before
    // were paid.
    let months: [Month] = (6...9).map { Month(year: 2026, month: $0) }
    let feeds = try NightDesk.policies().feeds
    for feed in [Feed.payroll, .wageAccount] {
      for (keys, isThere) in [(share.least - 1, false), (share.least, true)] {
        var counts = Dictionary(uniqueKeysWithValues: months.map { ($0, share.usual) })
        counts[months[3]] = keys == 0 ? nil : keys
        let found = FeedDelivery(
          monthKeys: [feed: counts], goneMonths: [:], feeds: feeds,
          asOf: CaseDatabase.day("2026-10-21")
        ).coverage
        #expect(found.covers(feed, months[3]) == isThere)
      }
    }
  }

  @Test("A first month is a month, whatever it has")
  func first() { #expect(MonthDelivery.isDelivery(keys: 1, usual: 0)) }

  @Test(
    "A month of a few rows far from any other is none",
    arguments: [
      (why: "a wage of last year, paid late", keys: [2: 1, 8: 60, 9: 60], delivered: [8, 9]),
      ("of two months", [2: 1, 3: 1, 8: 60, 9: 60], [8, 9]),
      ("beside the month after it", [7: 1, 8: 60, 9: 60], [8, 9]),
      ("after the feed has stopped", [1: 60, 2: 60, 3: 60, 9: 1], [1, 2, 3]),
      ("a feed that begins with few", [1: 10, 2: 10, 3: 10, 4: 60, 5: 60], [1, 2, 3, 4, 5]),
      ("a district of one", [1: 1, 6: 1], [1, 6]),
      ("a tenth", [1: 6, 8: 60], [1, 8]),
    ] as [(String, [Int: Int], Set<Int>)])
  func stray(why: String, keys: [Int: Int], delivered: Set<Int>) {
    let months = Dictionary(
      uniqueKeysWithValues: keys.map { (Month(year: 2026, month: $0.key), $0.value) })
    let found = MonthDelivery.delivered(months, asOf: CaseDatabase.day("2026-10-21"))
    #expect(found == Set(delivered.map { Month(year: 2026, month: $0) }), "\(why)")
  }

  @Test("One wage paid early names nobody of thirty; most of them stopping at once is no late file")
  func earlyRow() throws {
    let codes = try (0..<30).map { number in
      try #require(
        CreditCode.completing(
          authorityAndRegion: "91330503", organisation: "MA2C\(1000 + number)")
      ).text
    }
    func payroll(_ month: Int, _ firms: some Sequence<String>) -> String {
      let paidOn = "2026-\(month == 9 ? "10" : "0\(month + 1)")-10"
      return "credit_code,wage_month,paid_on,persons,amount_yuan\n"
        + firms.map { "\($0),2026-0\(month),\(paidOn),3,9000\n" }.joined()
    }
    let desk = try NightDesk()
    for month in 5...8 {
      try desk.put(
        "payroll_2026-0\(month)__known-2026-0\(month + 1)-20.csv", payroll(month, codes))
    }
    try desk.put(
      "payroll_2026-08_b__known-2026-09-21.csv",
      "credit_code,wage_month,paid_on,persons,amount_yuan\n\(codes[0]),2026-09,2026-09-18,3,9000\n")
    let day = CaseDatabase.day("2026-10-21")
    #expect(try desk.night(day).failures.isEmpty)
    #expect(try desk.flagged(day).isEmpty)
    // Seven of thirty are too few, eight are the month: the other 22 did not pay.
    try desk.put("payroll_2026-09_a__known-2026-10-22.csv", payroll(9, codes[1..<7]))
    let seven = CaseDatabase.day("2026-10-22")
    #expect(try desk.night(seven).failures.isEmpty)
    #expect(try desk.flagged(seven).isEmpty)
    try desk.put("payroll_2026-09_b__known-2026-10-23.csv", payroll(9, codes[7..<8]))
    let eight = CaseDatabase.day("2026-10-23")
    #expect(try desk.night(eight).failures.isEmpty)
    #expect(try desk.flagged(eight).count == 22)
    #expect(try desk.flagged(seven).isEmpty, "as of the day before still nobody")
  }
}
