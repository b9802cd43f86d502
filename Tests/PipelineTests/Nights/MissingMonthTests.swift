import NightlyRun
import Testing
import WageDomain
import WageStore

/// Eight sites whose fees fall due on the 10th and are told of on the 5th of the month after.
@Suite("A labour fee waits for the file that may say that it was paid")
struct MissingMonthTests {
  private static let codes = (0..<8).compactMap { number in
    CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2D\(1000 + number)")?
      .text
  }

  typealias File = (name: String, text: String)

  private static let header = "project_code,due_on,due_yuan,paid_on,paid_yuan\n"

  /// A file named for a month of 2026, of fees due in it: paid two days later, but for those `open`.
  private static func fees(
    _ month: Int, _ sites: some Sequence<Int> = 1...8, open: Set<Int> = [], more: String = "",
    mark: String = "", knownOn: String
  ) -> File {
    let due = "2026-\(pad(month))"
    let rows = sites.map { site in
      "P\(site),\(due)-10,300000," + (open.contains(site) ? ",\n" : "\(due)-12,300000\n")
    }
    return ("disbursement_\(due)\(mark)__known-\(knownOn).csv", header + rows.joined() + more)
  }

  private static func empty(_ month: Int, knownOn: String) -> File {
    fees(month, [], knownOn: knownOn)
  }

  private static func pad(_ month: Int) -> String { month < 10 ? "0\(month)" : "\(month)" }

  /// Fees of every month to July, or of the first month of each quarter alone.
  private static func desk(isQuarterly: Bool) throws -> NightDesk {
    let desk = try NightDesk()
    try desk.put(
      "firms_2026-01__known-2026-01-05.csv",
      "credit_code,name\n" + (1...8).map { "\(codes[$0 - 1]),第\($0)建设\n" }.joined())
    try desk.put(
      "projects_2026-01__known-2026-01-05.csv",
      "project_code,name,kind,general_contractor_code,started_on,approval_no,permit_no\n"
        + (1...8).map { "P\($0),工程\($0),housing,\(codes[$0 - 1]),2025-12-01,1,1\n" }.joined())
    for month in 1...(isQuarterly ? 6 : 7) {
      let isDue = !isQuarterly || month % 3 == 1
      let file = fees(month, isDue ? Array(1...8) : [], knownOn: "2026-\(pad(month + 1))-05")
      try desk.put(file.name, file.text)
    }
    return desk
  }

  private static func tiers(_ desk: NightDesk, _ asOf: String) throws -> [Int: Tier] {
    let day = CaseDatabase.day(asOf)
    #expect(try desk.night(day).failures.isEmpty)
    return try stored(desk, asOf)
  }

  private static func stored(_ desk: NightDesk, _ asOf: String) throws -> [Int: Tier] {
    Dictionary(
      uniqueKeysWithValues: try desk.flagged(CaseDatabase.day(asOf)).compactMap { firm in
        codes.firstIndex(of: firm.creditCode).map { ($0 + 1, firm.tier) }
      })
  }

  struct Story: CustomTestStringConvertible, Sendable {
    let why: String
    var isQuarterly = false
    let files: [File]
    /// The contractors that are not green, by site, on each day.
    let nights: [(asOf: String, tiers: [Int: Tier])]
    var testDescription: String { why }
  }

  /// Told to be open for 26 days.
  private static let august = fees(8, open: [1], knownOn: "2026-09-05")
  private static let october = fees(10, knownOn: "2026-11-05")
  private static let paidSince = "P1,2026-08-10,300000,2026-09-20,300000\n"

  @Test(
    "Nobody is named for a file that is late, and nothing is silent for good",
    arguments: [
      Story(
        why: "the next month says nothing of it",
        files: [august, fees(9, knownOn: "2026-10-05")],
        nights: [("2026-10-04", [:]), ("2026-10-06", [1: .orange])]),
      Story(
        why: "the file that says it was paid comes after that of a later month",
        files: [august, october, fees(9, more: paidSince, knownOn: "2026-11-10")],
        nights: [("2026-11-06", [:]), ("2026-11-11", [:]), ("2026-12-20", [:])]),
      Story(
        why: "a late file that says nothing of it ends the waiting",
        files: [august, october, fees(9, knownOn: "2026-11-10")],
        nights: [("2026-11-09", [:]), ("2026-11-11", [1: .orange])]),
      Story(
        why: "a file that never comes is waited for until 70 days after its month",
        files: [august, october], nights: [("2026-12-09", [:]), ("2026-12-10", [1: .orange])]),
      Story(
        why: "it comes after all: the fee was paid",
        files: [august, october, fees(9, more: paidSince, knownOn: "2026-12-15")],
        nights: [("2026-12-09", [:]), ("2026-12-16", [:])]),
      Story(
        why: "two months are missing: the older one first, then the other",
        files: [fees(7, open: [1], knownOn: "2026-08-05"), october],
        nights: [("2026-11-10", [:]), ("2026-12-09", [:]), ("2026-12-10", [1: .orange])]),
      Story(
        why: "its own row, said again, needs no other",
        files: [
          august, october, fees(8, 1...1, open: [1], mark: "_b", knownOn: "2026-10-20"),
        ], nights: [("2026-10-19", [:]), ("2026-10-21", [1: .orange])]),
      Story(
        why: "a correction of it clears it",
        files: [
          august, fees(9, knownOn: "2026-10-05"),
          fees(8, 1...1, mark: "_b", knownOn: "2026-10-20"),
        ], nights: [("2026-10-04", [:]), ("2026-10-21", [:])]),
      Story(
        why: "a month in two files has come with the one that makes it enough",
        files: [
          august, fees(9, 2...2, mark: "_a", knownOn: "2026-10-05"),
          fees(9, 3...8, mark: "_b", knownOn: "2026-10-08"),
        ], nights: [("2026-10-07", [:]), ("2026-10-09", [1: .orange])]),
      Story(
        why: "a row of its own site goes no further than to the missing month",
        files: [august, fees(10, 1...1, knownOn: "2026-10-15")],
        nights: [("2026-10-16", [:]), ("2026-12-10", [1: .orange])]),
      Story(
        why: "told of before its own month was over, it waits for that month, too",
        files: [
          fees(8, 1...1, open: [1], knownOn: "2026-08-28"), fees(9, knownOn: "2026-10-05"),
        ], nights: [("2026-10-06", [:]), ("2026-11-09", [:]), ("2026-11-10", [1: .orange])]),
      Story(
        why:
          "fees of few sites, told when their month was over, wait for nobody: it may be February",
        files: [
          fees(8, 1...1, open: [1], knownOn: "2026-09-05"), fees(9, knownOn: "2026-10-05"),
          october,
        ], nights: [("2026-10-06", [1: .orange])]),
      Story(
        why: "a file without a row, where every month has rows, is an export that failed",
        files: [august, empty(9, knownOn: "2026-10-05"), october],
        nights: [("2026-11-06", [:]), ("2026-12-10", [1: .orange])]),
      Story(
        why: "where fees fall due once a quarter it is the month", isQuarterly: true,
        files: [
          fees(7, open: [1], knownOn: "2026-08-05"), empty(8, knownOn: "2026-09-05"),
          empty(9, knownOn: "2026-10-05"), october,
        ], nights: [("2026-10-20", [:]), ("2026-11-06", [1: .orange])]),
      Story(
        why: "and one that is missing may say that it was paid", isQuarterly: true,
        files: [
          fees(7, open: [1], knownOn: "2026-08-05"), empty(8, knownOn: "2026-09-05"), october,
        ], nights: [("2026-11-06", [:]), ("2026-12-09", [:]), ("2026-12-10", [1: .orange])]),
    ])
  func story(_ story: Story) throws {
    let desk = try Self.desk(isQuarterly: story.isQuarterly)
    for file in story.files { try desk.put(file.name, file.text) }
    for night in story.nights {
      #expect(try Self.tiers(desk, night.asOf) == night.tiers, "\(night.asOf)")
    }
    // A past day scored again, from the same files in another order: the same as it was then.
    let other = try Self.desk(isQuarterly: story.isQuarterly)
    for file in story.files { try other.put(file.name, file.text) }
    let names = try other.inbox().map { String($0.name.dropFirst("inbox/".count)) }
    try other.ingest(CaseDatabase.day("2027-03-01"), inOrder: names.reversed())
    for night in story.nights.reversed() {
      try other.score(CaseDatabase.day(night.asOf))
      try desk.score(CaseDatabase.day(night.asOf))
      #expect(try Self.stored(other, night.asOf) == night.tiers, "\(night.asOf), other order")
      #expect(try Self.stored(desk, night.asOf) == night.tiers, "\(night.asOf), again")
    }
  }

  @Test("A file without a row that comes in later is another input of the day, and scored")
  func input() throws {
    let desk = try Self.desk(isQuarterly: true)
    let day = CaseDatabase.day("2026-11-06")
    let july = Self.fees(7, open: [1], knownOn: "2026-08-05")
    for file in [july, Self.october, Self.empty(9, knownOn: "2026-10-05")] {
      try desk.put(file.name, file.text)
    }
    #expect(try Self.tiers(desk, "2026-11-06") == [:])
    #expect(try desk.score(day).isUnchanged)
    let file = Self.empty(8, knownOn: "2026-09-05")
    try desk.put(file.name, file.text)
    try desk.ingest(day)
    #expect(try !desk.score(day).isUnchanged)
    #expect(try Self.stored(desk, "2026-11-06") == [1: .orange])
  }

  @Test("Two months without a row are the same file twice, and both came, in one load or in two")
  func sameBytes() throws {
    for loads in [[8, 9], [9, 8]] {
      let (atOnce, oneByOne) = (
        try Self.desk(isQuarterly: true), try Self.desk(isQuarterly: true)
      )
      let july = Self.fees(7, open: [1], knownOn: "2026-08-05")
      for desk in [atOnce, oneByOne] { try desk.put(july.name, july.text) }
      for month in loads {
        let file = Self.empty(month, knownOn: "2026-10-05")
        for desk in [atOnce, oneByOne] { try desk.put(file.name, file.text) }
        try oneByOne.ingest(CaseDatabase.day("2026-10-06"))
      }
      for desk in [atOnce, oneByOne] {
        try desk.put(Self.october.name, Self.october.text)
        #expect(try Self.tiers(desk, "2026-11-06") == [1: .orange], "\(loads)")
      }
    }
  }
}
