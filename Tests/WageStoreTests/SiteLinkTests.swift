import Testing
import WageDomain

@testable import WageStore

@Suite("Sites as they stand after corrections")
struct SiteLinkTests {
  private let store: TestStore
  private let contractor = CreditCode.firm(1)
  private let employer = CreditCode.firm(2)
  private let other = CreditCode.firm(3)

  init() throws {
    store = try TestStore()
    try store.load(
      FeedFile(
        .firms, "2026-01-01", [.firm(contractor, "甲"), .firm(employer, "乙"), .firm(other, "丙")]))
    try store.load(FeedFile(.projects, "2026-01-01", [.project("P1", contractor: contractor)]))
  }

  @Test("Wages booked under another firm first link nobody to that firm once they are corrected")
  func corrected() throws {
    try load("2026-02-05", "out", employer: other)
    #expect(try links("2026-02-28") == [3])
    try load("2026-03-05", "out", employer: employer)
    #expect(try links("2026-02-28") == [3], "as it was known then")
    #expect(try links("2026-03-05") == [2])
  }

  @Test("Money that came back for wages pays no employer")
  func moneyIn() throws {
    try load("2026-02-05", "in", employer: employer)
    #expect(try links("2026-02-28").isEmpty)
  }

  @Test("A transaction moved to another month is none of the month that it was booked in first")
  func moved() throws {
    try load("2026-03-05", "out", on: "2026-02-20", employer: employer)
    try load("2026-03-06", "out", on: "2026-01-20", employer: employer)
    let january = Month(year: 2026, month: 1)
    #expect(try months("2026-03-05") == [january.adding(months: 1): 1])
    #expect(try months("2026-03-06") == [january: 1])
    let arrived = try store.database.read { try $0.feedArrivals(asOf: .of("2026-03-06")) }
    #expect(arrived.filter { $0.feed == .wageAccount }.map(\.month) == [january])
  }

  private func load(
    _ knownOn: String, _ direction: String, on day: String = "2026-01-20", employer: CreditCode
  ) throws {
    try store.load(
      FeedFile(
        .wageAccount, knownOn,
        [.transaction("T1", "P1", on: day, direction, "wages", amount: 60, employer: employer)]))
  }

  private func links(_ day: String) throws -> [Int64] {
    try store.database.read { try $0.firmLinks(asOf: .of(day)).sites.map(\.employer) }
  }

  private func months(_ day: String) throws -> [Month: Int] {
    try store.database.read { try $0.monthKeys(asOf: .of(day))[.wageAccount] ?? [:] }
  }
}
