import Testing
import WageDomain

@testable import WageStore

@Suite("Rows that stand by themselves, as signals shows them")
struct DatedRowTests {
  private let store: TestStore

  init() throws {
    store = try TestStore()
    try store.load(FeedFile(.projects, "2026-01-01", [.project("P1", contractor: .firm(1))]))
  }

  @Test(
    "A row holds from the day it was known until the next version of it",
    arguments: [
      ("2026-02-28", [String]()), ("2026-03-01", ["N1 problem"]), ("2026-03-09", ["N1 corrected"]),
    ])
  func versions(_ day: String, _ expected: [String]) throws {
    try store.load(
      FeedFile(.inspections, "2026-03-01", [.inspection("N1", .firm(1), result: "problem")]))
    try store.load(
      FeedFile(.inspections, "2026-03-09", [.inspection("N1", .firm(1), result: "corrected")]))
    let rows = try rows(.inspections, asOf: day)
    #expect(
      rows.map { row in
        row.series + " "
          + row.values.compactMap { cell in
            guard cell.column == "result", case .text(let text) = cell.value else { return nil }
            return text
          }.joined()
      } == expected)
  }

  @Test("Rows of a site are its general contractor's, as of the day")
  func contractor() throws {
    try store.load(
      FeedFile(.disbursement, "2026-02-01", [.disbursement("P1", due: "2026-01-10", paidOn: nil)]))
    #expect(
      try rows(.disbursement, asOf: "2026-03-01") == [
        DatedRow(
          feed: .disbursement, month: .of("2026-01"), series: "P1",
          values: [
            .init(column: "due_on", value: .text("2026-01-10")),
            .init(column: "due_yuan", value: .money(Money(fen: 100))),
          ], file: "disbursement_2026-02-01.csv", line: 2, knownOn: "2026-02-01")
      ])
    try store.load(FeedFile(.projects, "2026-03-02", [.project("P1", contractor: .firm(2))]))
    #expect(try rows(.disbursement, asOf: "2026-03-02") == [])
  }

  @Test("Every feed of a table of versions can be read, and a note never is")
  func feeds() throws {
    for example in FurtherFeedTests.examples {
      try store.load(FeedFile(example.feed, "2026-03-01", [example.row, example.other]))
      let rows = try rows(example.feed, asOf: "2026-03-01")
      #expect(rows.count >= 1, "\(example.feed)")
      #expect(!rows.contains { $0.values.contains { $0.column == "note" } })
    }
    #expect(DatedRow.feeds.count == 7)
    #expect(try rows(.complaints, asOf: "2026-03-01") == [])
  }

  @Test("Months outside the stretch asked for are left out")
  func months() throws {
    try store.load(
      FeedFile(
        .attendance, "2026-03-01",
        [.attendance("P1", "2026-01", persons: 4), .attendance("P1", "2026-02", persons: 5)]))
    let rows = try store.database.read {
      try $0.datedRows(
        firm: 1, feed: .attendance, asOf: .of("2026-03-01"),
        months: .of("2026-02")...Month.of("2026-02"))
    }
    #expect(rows.map(\.month) == [.of("2026-02")])
  }

  private func rows(_ feed: Feed, asOf day: String) throws -> [DatedRow] {
    try store.database.read {
      try $0.datedRows(
        firm: 1, feed: feed, asOf: .of(day), months: .of("2025-01")...Month.of("2026-12"))
    }
  }
}
