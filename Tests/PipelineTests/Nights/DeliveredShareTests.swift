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

  struct Usual: CustomTestStringConvertible, Sendable {
    let why: String
    /// Keys by how many months back.
    let before: [Int: Int]
    let usual: Int
    var testDescription: String { why }
  }

  @Test(
    "What is usual is told by the last three months of a year that are a quarter of its largest",
    arguments: [
      Usual(why: "nothing came before", before: [:], usual: 0),
      Usual(why: "one month", before: [1: 8], usual: 8),
      Usual(why: "of two the lower", before: [1: 8, 2: 6], usual: 6),
      Usual(why: "one stray row is no yardstick", before: [1: 1, 2: 8, 3: 8], usual: 8),
      Usual(why: "nor beside one whole month", before: [1: 1, 3: 30], usual: 30),
      Usual(why: "nor before it", before: [1: 30, 2: 1, 3: 1], usual: 30),
      Usual(why: "nor are three of them", before: [1: 1, 2: 1, 3: 2, 4: 30], usual: 30),
      Usual(why: "of a district of four one row may be", before: [1: 1, 2: 4], usual: 1),
      Usual(why: "a short month is none for the next", before: [1: 12, 2: 30, 3: 30], usual: 30),
      Usual(why: "two are: the feed is smaller now", before: [1: 12, 2: 12, 3: 30], usual: 12),
      Usual(
        why: "older ones do not count beside three", before: [1: 3, 2: 3, 3: 4, 4: 9], usual: 3),
      Usual(why: "after three months without a file", before: [4: 8, 5: 9, 6: 9], usual: 9),
      Usual(why: "a month of none is none", before: [1: 0, 2: 0, 3: 0, 4: 8], usual: 8),
      Usual(why: "a year ago", before: [12: 8], usual: 8),
      Usual(why: "longer ago", before: [13: 8], usual: 0),
    ])
  func usual(_ example: Usual) {
    let month = Month(year: 2026, month: 10)
    let keys = example.before.map { (month.adding(months: -$0.key), $0.value) }
    #expect(
      MonthDelivery.usual(Dictionary(uniqueKeysWithValues: keys), before: month) == example.usual)
  }

  @Test(
    "A feed begins with the first month that is enough beside the three after it",
    arguments: [
      (why: "one month", keys: [30], begin: 0), ("wages paid late before it", [1, 1, 2, 30], 3),
      ("two pilots of eight", [2, 8, 8], 0), ("one of eight", [1, 8, 8], 1),
      ("a month without a file after it", [30, 0, 1, 30], 0),
      ("wages paid early after it", [30, 1], 0),
    ])
  func begin(why: String, keys: [Int], begin: Int) {
    let first = Month(year: 2026, month: 1)
    let months = keys.enumerated().map { (first.adding(months: $0.offset), $0.element) }
    let found = MonthDelivery.sinceBegin(Dictionary(uniqueKeysWithValues: months))
    #expect(found.keys.min() == first.adding(months: begin), "\(why)")
  }

  @Test(
    "One stray wage names nobody: not of a month before the feed began, nor after a gap",
    arguments: [
      // The rows of one firm in wages of months that no file of all thirty has come of.
      (why: "the first file has a late wage", whole: [8], stray: [7]),
      (why: "and then one paid early", whole: [8], stray: [7, 9]),
      (why: "a month is missing, and one wage of each since came", whole: [5, 6], stray: [8, 9]),
      (why: "three months are missing", whole: [4, 5], stray: [9]),
    ])
  func strayWage(why: String, whole: [Int], stray: [Int]) throws {
    let codes = try (0..<30).map { number in
      try #require(
        CreditCode.completing(
          authorityAndRegion: "91330503", organisation: "MA2C\(1000 + number)")
      ).text
    }
    let desk = try NightDesk()
    for month in 3...9 {
      try desk.put(
        "social_insurance_2026-0\(month)__known-2026-\(month == 9 ? "10" : "0\(month + 1)")-10.csv",
        "credit_code,month,insured_persons\n"
          + codes.map { "\($0),2026-0\(month),9\n" }.joined())
    }
    let header = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    func row(_ firm: String, _ month: Int) -> String {
      "\(firm),2026-0\(month),2026-10-10,3,9000\n"
    }
    for month in whole {
      try desk.put(
        "payroll_2026-0\(month)__known-2026-10-12.csv",
        header + codes.map { row($0, month) }.joined())
    }
    try desk.put(
      "payroll_2026-09_early__known-2026-10-13.csv",
      header + stray.map { row(codes[0], $0) }.joined())
    let day = CaseDatabase.day("2026-10-21")
    #expect(try desk.night(day).failures.isEmpty)
    #expect(try desk.flagged(day).isEmpty, "\(why)")
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
