import Testing
import WageDomain

@testable import WageStore

@Suite("The hash of what a score depends on")
struct InputHashTests {
  struct Input: CustomTestStringConvertible, Sendable {
    let why: String
    let feed: Feed
    let row: FeedRow
    var testDescription: String { why }
  }

  @Test(
    "Changes with a file known by the day, and not with one known later",
    arguments: [
      Input(
        why: "a monthly feed", feed: .electricity,
        row: .power(.firm(1), "A", "2026-01", quantity: 9)),
      Input(why: "a new firm", feed: .firms, row: .firm(.firm(8), "辛厂")),
      Input(why: "a project", feed: .projects, row: .project("P2", contractor: .firm(1))),
      Input(
        why: "a transaction", feed: .wageAccount,
        row: .transaction("T1", "P1", on: "2026-01-05", "in", nil, amount: 1)),
      Input(
        why: "a complaint", feed: .complaints, row: .complaint("C1", .firm(1), on: "2026-02-01")),
    ])
  func changes(_ input: Input) throws {
    let store = try TestStore()
    try store.load(
      FeedFile(.electricity, "2026-01-10", [.power(.firm(1), "A", "2025-12", quantity: 1)]))
    let before = try hash(store)
    try store.load(FeedFile(input.feed, "2026-03-02", [input.row]))
    #expect(try hash(store) == before, "known the day after")
    try store.load(FeedFile(input.feed, "2026-03-01", [input.row], name: "known.csv"))
    #expect(try hash(store) != before, "known on the day")
  }

  @Test("Does not change with a file that only says again what is known")
  func repeated() throws {
    let store = try TestStore()
    let row = FeedRow.power(.firm(1), "A", "2025-12", quantity: 1)
    try store.load(FeedFile(.electricity, "2026-01-10", [row]))
    let before = try hash(store)
    try store.load(FeedFile(.electricity, "2026-02-10", [row]))
    #expect(try hash(store) == before)
  }

  @Test("Changes when a labour fee is said again to be open: it has been open for longer")
  func fees() throws {
    let store = try TestStore()
    let row = FeedRow.disbursement("P1", due: "2025-12-10", paidOn: nil)
    try store.load(FeedFile(.disbursement, "2026-01-10", [row]))
    let before = try hash(store)
    try store.load(FeedFile(.disbursement, "2026-02-10", [row]))
    #expect(try hash(store) != before)
  }

  @Test("Changes with the day and with the policies")
  func policies() throws {
    let store = try TestStore()
    #expect(try hash(store) == hash(store))
    #expect(try hash(store) != hash(store, policies: ["b"]))
    #expect(try hash(store) != hash(store, day: "2026-03-02"))
  }

  private func hash(_ store: TestStore, day: String = "2026-03-01", policies: [String] = ["a"])
    throws -> String
  {
    try store.database.read { try $0.inputHash(asOf: .of(day), policies: policies) }
  }
}
