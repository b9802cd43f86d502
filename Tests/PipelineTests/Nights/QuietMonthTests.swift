import NightlyRun
import Testing
import WageDomain
import WageStore

/// Files of labour fees from 2025-07 to 2026-09, each known on the 5th of the month after.
@Suite("Between two months in which fees fall due the feed is not late")
struct QuietMonthTests {
  struct Year: CustomTestStringConvertible, Sendable {
    let why: String
    /// Sites by month; nil where no file came.
    let sites: [Int?]
    /// The month of 2026 to the end of which the feed is heard of.
    let last: Int
    let status: FeedFreshness.Status
    var testDescription: String { why }
  }

  private static let first = Month(year: 2025, month: 7)
  private static let asOf = CaseDatabase.day("2026-10-20")
  private static let quarters = [8, 0, 0, 8, 0, 0, 8, 0, 0, 8, 0, 0]

  @Test(
    "Files without a row are no news where that is usual, and an export that failed elsewhere",
    arguments: [
      Year(why: "once a quarter", sites: quarters + [8, 0, 0], last: 9, status: .fresh),
      Year(
        why: "one site of eight has fees between", sites: quarters + [8, 1, 0], last: 9,
        status: .fresh),
      Year(
        why: "the last file is missing", sites: quarters + [8, 0, nil], last: 8, status: .warn),
      Year(
        why: "one between is missing", sites: quarters + [8, nil, 0], last: 7, status: .error),
      Year(
        why: "the month in which fees fall due has no row", sites: quarters + [0, 0, 0], last: 6,
        status: .error),
      Year(
        why: "three quarters are too few to know",
        sites: [nil, nil, nil, nil, nil, nil, 8, 0, 0, 8, 0, 0, 8, 0, 0], last: 7, status: .error),
      Year(
        why: "every month, and an export that failed twice",
        sites: Array(repeating: 8, count: 13) + [0, 0], last: 7, status: .error),
      Year(
        why: "it had failed before, and nobody sent those again",
        sites: [8, 8, 8, 8, 8, 0, 0, 8, 8, 0, 0, 8, 8, 0, 0], last: 7, status: .error),
      Year(
        why: "once a quarter, and since June every month",
        sites: [8, 0, 0, 8, 0, 0, 8, 0, 0, 8, 0, 8, 8, 0, 0], last: 7, status: .error),
      Year(
        why: "as many as are usual", sites: Array(repeating: 8, count: 14) + [0], last: 8,
        status: .warn),
    ])
  func year(_ year: Year) throws {
    let desk = try NightDesk()
    for (place, sites) in year.sites.enumerated() {
      guard let sites else { continue }
      let month = Self.first.adding(months: place)
      let rows = (0..<sites).map { "P\($0),\(month)-10,100,\(month)-12,100\n" }
      try desk.put(
        "disbursement_\(month)__known-\(month.adding(months: 1))-05.csv",
        "project_code,due_on,due_yuan,paid_on,paid_yuan\n" + rows.joined())
    }
    try desk.ingest(Self.asOf)
    let feeds = desk.policies.feeds
    let report = try desk.database.read {
      try FreshnessReport($0, feeds: feeds, asOf: Self.asOf)
    }
    let found = try #require(report.feeds.first { $0.feed == .disbursement })
    let last = Month(year: 2026, month: year.last)
    #expect(found.lastPeriod == last && found.status == year.status)
    #expect(found.lastKnownOn == last.adding(months: 1).firstDay.adding(days: 4))
    #expect(report.history.last?.month == last)
    // The score goes by the same months.
    #expect(try desk.score(Self.asOf).dataLate.contains(.disbursement) == (year.status == .error))
  }
}
