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
    var flagged: Set<String> = []
    var sawLate = false
    for days in stride(from: 0, through: 110, by: 11) {
      let day = stop.adding(days: days)
      let report = try desk.score(day)
      let now = try points(desk, feed, day)
      if report.dataLate.contains(feed) {
        #expect(now.isEmpty, "\(day)")
        sawLate = true
      } else if let before {
        // The feed adds nothing: what was said stands, or a firm is no longer flagged at all. A firm
        // that other feeds flag later brings what this one had said of it before.
        let same = now.filter { flagged.contains($0.firm) }
        #expect(same.map(\.points).reduce(0, +) <= before.map(\.points).reduce(0, +), "\(day)")
      }
      if before == nil { flagged = Set(try desk.flagged(day).map(\.creditCode)) }
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
      ("2026-09-04", nil, FeedFreshness.Status.error), ("2026-09-05", 5, .fresh),
      ("2026-10-10", 40, .fresh), ("2026-10-11", 41, .warn), ("2026-10-30", 60, .warn),
      ("2026-10-31", 61, .error),
    ] {
      let report = try desk.database.read {
        try FreshnessReport($0, feeds: desk.policies.feeds, asOf: CaseDatabase.day(day))
      }
      let power = try #require(report.feeds.first { $0.feed == .electricity })
      #expect(power.days == days && power.status == status, "\(day)")
      #expect(report.feeds.first { $0.feed == .gas }?.neverCame == true)
    }
    let report = try desk.night(CaseDatabase.day("2026-11-20"))
    #expect(report.freshness.filter(\.isStale).map(\.feed) == [.electricity, .firms])
  }

  private func freshness(_ desk: NightDesk, _ feed: Feed, _ day: String) throws -> FeedFreshness? {
    try desk.database.read {
      try FreshnessReport($0, feeds: desk.policies.feeds, asOf: CaseDatabase.day(day))
    }.feeds.first { $0.feed == feed }
  }

  @Test(
    "An event feed is as fresh as what its rows tell, or its file's name covers; a correction is not",
    arguments: [
      ("inspections_2026-08__known-2026-09-06.csv", "2026-08-31"),
      ("inspections_202608__known-2026-09-06.csv", "2026-08-31"),
      ("inspections_2026-08-20__known-2026-09-06.csv", "2026-08-20"),
      ("inspections_000007__known-2026-09-06.csv", "2026-08-14"),
      ("inspections_2026-12__known-2026-09-06.csv", "2026-09-06"),
    ])
  func events(_ name: String, _ last: String) throws {
    let desk = try NightDesk()
    let header = "inspection_no,credit_code,occurred_on,kind\n"
    try desk.put(name, header + "N1,\(Firms.first),2026-08-14,on_site\n")
    try desk.put(
      "inspections_2025-03_corrected__known-2026-10-20.csv",
      header + "N0,\(Firms.first),2025-03-02,on_site\n")
    try desk.ingest(CaseDatabase.day("2026-10-21"))
    let found = try #require(try freshness(desk, .inspections, "2026-10-21"))
    let day = CaseDatabase.day(last)
    #expect(found.days == CaseDatabase.day("2026-10-21").days(since: day))
    #expect(found.lastPeriod == day.month && found.lastKnownOn == CaseDatabase.day("2026-09-06"))
    #expect(try freshness(desk, .inspections, "2026-09-05")?.status == .error)
  }

  @Test("One early row of sites makes no late feed fresh: the list of feeds and the score agree")
  func earlyRow() throws {
    let desk = try NightDesk()
    func put(_ feed: Feed, _ month: String, knownOn: String, _ rows: [String]) throws {
      let header =
        switch feed {
        case .attendance: "project_code,month,attended_persons,attended_days\n"
        case .disbursement: "project_code,due_on,due_yuan,paid_on,paid_yuan\n"
        default: "transaction_no,project_code,occurred_on,direction,purpose,amount_yuan\n"
        }
      try desk.put(
        "\(feed.rawValue)_\(month)__known-\(knownOn).csv",
        header + rows.map { $0 + "\n" }.joined())
    }
    let sites = 1...8
    for number in 5...7 {
      let (month, knownOn) = ("2026-0\(number)", "2026-0\(number + 1)-05")
      try put(.attendance, month, knownOn: knownOn, sites.map { "P\($0),\(month),9,20" })
      try put(
        .disbursement, month, knownOn: knownOn,
        sites.map { "P\($0),\(month)-10,100,\(month)-12,100" })
      try put(
        .wageAccount, month, knownOn: knownOn,
        sites.map { "T\(number)-\($0),P\($0),\(month)-20,in,labour_fee,100" })
    }
    try put(.attendance, "2026-10", knownOn: "2026-10-10", ["P1,2026-10,9,20"])
    try put(
      .disbursement, "2026-10", knownOn: "2026-10-11", ["P1,2026-10-10,100,2026-10-10,100"])
    try put(
      .wageAccount, "2026-10", knownOn: "2026-10-10", ["T10-1,P1,2026-10-08,in,labour_fee,100"])
    let day = CaseDatabase.day("2026-10-12")
    try desk.ingest(day)
    let feeds: [Feed] = [.attendance, .disbursement, .wageAccount]
    for feed in feeds {
      let found = try #require(try freshness(desk, feed, "2026-10-12"))
      #expect(found.lastPeriod == Month(year: 2026, month: 7), "\(feed)")
      #expect(found.lastKnownOn == CaseDatabase.day("2026-08-05"), "\(feed)")
      #expect(found.days == 73 && found.status == .error, "\(feed)")
    }
    #expect(try desk.score(day).dataLate == feeds)
  }

  @Test("Plans of labour fees deliver no month, however many are sent")
  func plans() throws {
    let desk = try NightDesk()
    let header = "project_code,due_on,due_yuan,paid_on,paid_yuan\n"
    for month in ["07", "08", "09", "10"] {
      try desk.put(
        "disbursement_2026-\(month)__known-2026-\(month)-01.csv",
        header + "P1,2026-\(month)-20,100,,\n")
    }
    try desk.ingest(CaseDatabase.day("2026-10-12"))
    #expect(try freshness(desk, .disbursement, "2026-10-12")?.neverCame == true)
  }

  @Test("A file without rows is the delivery of its period; one of which every row is bad is none")
  func empty() throws {
    let desk = try NightDesk()
    let header = "complaint_no,channel,received_at\n"
    try desk.put("complaints_2026-09-30__known-2026-10-01.csv", header)
    try desk.put("complaints_2026-10-15__known-2026-10-16.csv", header + "Z,fax,2026-10-02 09:00\n")
    try desk.ingest(CaseDatabase.day("2026-10-21"))
    #expect(try freshness(desk, .complaints, "2026-10-21")?.days == 21)
  }

  @Test("Of two periods without a row the files are the same bytes, and both came")
  func emptyTwice() throws {
    let desk = try NightDesk()
    for day in ["2026-10-17", "2026-10-18"] {
      try desk.put("complaints_\(day)__known-2026-10-19.csv", "complaint_no,channel,received_at\n")
    }
    try desk.ingest(CaseDatabase.day("2026-10-21"))
    #expect(try freshness(desk, .complaints, "2026-10-18")?.neverCame == true)
    #expect(try freshness(desk, .complaints, "2026-10-21")?.days == 3)
  }

  @Test("A month that has not ended has not come: the months that came do not show it")
  func runningMonth() throws {
    let desk = try NightDesk()
    for (month, knownOn) in [("2026-08", "2026-09-05"), ("2026-09", "2026-09-20")] {
      try desk.put(
        "electricity_\(month)__known-\(knownOn).csv",
        "credit_code,account_no,month,quantity\n\(Firms.first),A,\(month),9\n")
    }
    try desk.ingest(CaseDatabase.day("2026-10-01"))
    let feeds = desk.policies.feeds
    for (day, last) in [("2026-09-20", 8), ("2026-09-29", 8), ("2026-09-30", 9)] {
      let report = try desk.database.read {
        try FreshnessReport($0, feeds: feeds, asOf: CaseDatabase.day(day))
      }
      let months = (8...last).map { Month(year: 2026, month: $0) }
      #expect(report.history.map(\.month) == months, "\(day)")
      #expect(report.feeds.first { $0.feed == .electricity }?.lastPeriod == months.last)
    }
  }

  @Test(
    "Less than half a month is data late: one of two counties' files, and the night says it is short"
  )
  func halfMonth() throws {
    let desk = try NightDesk()
    func county(_ county: Int, _ month: Int, firms: Int = 60) -> String {
      "credit_code,account_no,month,quantity\n"
        + (1...firms).map { "\(Firms.first),\(county)-\($0),2026-0\(month),5\n" }.joined()
    }
    for month in 5...7 {
      for half in 1...2 {
        try desk.put(
          "electricity_2026-0\(month)_\(half)__known-2026-0\(month + 1)-05.csv", county(half, month)
        )
      }
    }
    try desk.put("electricity_2026-08_1__known-2026-09-05.csv", county(1, 8, firms: 50))
    // Sent twice with other bytes: a correction is no second half.
    try desk.put(
      "electricity_2026-08_1b__known-2026-09-06.csv",
      county(1, 8, firms: 50).replacing("-08,5", with: "-08,6"))
    let report = try desk.ingest(CaseDatabase.day("2026-09-10"))
    #expect(
      report.outcomes.flatMap { outcome -> [String] in
        guard case .loaded(_, let findings) = outcome.result else { return [] }
        return findings.map { "\($0.code) \($0.found.en)" }
      } == [
        "short-month 50 rows of 2026-08", "short-month 50 rows of 2026-08",
      ])
    let found = try #require(try freshness(desk, .electricity, "2026-09-10"))
    #expect(found.lastPeriod == Month(year: 2026, month: 7))
    #expect(found.lastKnownOn == CaseDatabase.day("2026-08-05"))
    try desk.put("electricity_2026-08_2__known-2026-09-07.csv", county(2, 8, firms: 10))
    try desk.ingest(CaseDatabase.day("2026-09-10"))
    let half = try #require(try freshness(desk, .electricity, "2026-09-10"))
    #expect(half.lastPeriod == Month(year: 2026, month: 8))
    #expect(half.lastKnownOn == CaseDatabase.day("2026-09-07"))
    let keys = try desk.database.read { snapshot in
      try snapshot.feedArrivals(asOf: CaseDatabase.day("2026-09-10")).map {
        "\($0.month) \($0.keys)"
      }
    }
    #expect(keys == ["2026-05 120", "2026-06 120", "2026-07 120", "2026-08 50", "2026-08 10"])
  }
}
