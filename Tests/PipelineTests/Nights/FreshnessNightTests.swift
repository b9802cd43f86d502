import NightlyRun
import RiskScoring
import Testing
import WageDomain
import WageStore

@Suite("A feed that stops is data late, never a fall")
struct FreshnessNightTests {
  private struct Point: Hashable {
    let firm: String
    let indicator: String
    let points: Int
  }

  /// The points of all indicators that read the feed, on a day.
  private func points(_ desk: NightDesk, _ feed: Feed, _ day: Day) throws -> Set<Point> {
    let own = Set(
      desk.policies.scorecard.indicators.filter { $0.comparison.feeds.contains(feed) }.map(\.id))
    #expect(!own.isEmpty)
    return try Set(
      desk.flagged(day).flatMap { firm in
        firm.reasons.filter { own.contains($0.indicator) }.map {
          Point(firm: firm.creditCode, indicator: $0.indicator, points: Int($0.points))
        }
      })
  }

  @Test(
    "No drop, no missing month and no arrears appears after the last file",
    arguments: [Feed.electricity, .socialInsurance, .tax])
  func stops(_ feed: Feed) throws {
    let district = try InventedDistrict(firms: 60, months: 14, seed: 11)
    let stop = district.asOf.adding(days: -110)
    let desk = try NightDesk()
    try desk.put(
      district.files.filter {
        !$0.name.hasPrefix(feed.rawValue) || InventedDistrict.knownOn($0.name) <= stop
      })
    try desk.ingest(district.asOf)
    var before: Set<Point>?
    var sawLate = false
    for days in stride(from: 0, through: 110, by: 11) {
      let day = stop.adding(days: days)
      let report = try desk.score(day)
      let now = try points(desk, feed, day)
      if report.dataLate.contains(feed) {
        #expect(now.isEmpty, "\(day)")
        sawLate = true
      } else if let before {
        // The feed adds nothing: what was said stands, or a firm is no longer flagged at all.
        #expect(now.map(\.points).reduce(0, +) <= before.map(\.points).reduce(0, +), "\(day)")
      }
      before = before ?? now
    }
    #expect(sawLate)
    let report = try desk.database.read {
      try FreshnessReport($0, feeds: desk.policies.feeds, asOf: district.asOf)
    }
    let stale = try #require(report.feeds.first { $0.feed == feed })
    #expect(stale.status == .error && stale.isStale)
    #expect(report.history.filter { $0.feed == feed }.last?.month == stale.lastPeriod)
  }

  @Test("Days count from the end of the month; a limit is passed on the day after it")
  func limits() throws {
    let desk = try NightDesk()
    try desk.put(
      "electricity_2026-08__known-2026-09-05.csv",
      "credit_code,account_no,month,quantity\n\(Firms.first),A,2026-08,9\n")
    try desk.put(
      "firms_2026-08__known-2026-09-05.csv", "credit_code,name\n\(Firms.first),甲乙制衣厂\n")
    try desk.ingest(CaseDatabase.day("2026-09-05"))
    for (day, days, status) in [
      ("2026-09-04", nil, FeedFreshness.Status.never), ("2026-09-05", 5, .fresh),
      ("2026-10-10", 40, .fresh), ("2026-10-11", 41, .warn), ("2026-10-30", 60, .warn),
      ("2026-10-31", 61, .error),
    ] {
      let report = try desk.database.read {
        try FreshnessReport($0, feeds: desk.policies.feeds, asOf: CaseDatabase.day(day))
      }
      let power = try #require(report.feeds.first { $0.feed == .electricity })
      #expect(power.days == days && power.status == status, "\(day)")
      #expect(report.feeds.first { $0.feed == .gas }?.status == .never)
    }
    let report = try desk.night(CaseDatabase.day("2026-11-20"))
    #expect(report.freshness.filter(\.isStale).map(\.feed) == [.electricity, .firms])
  }
}
