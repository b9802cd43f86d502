import Testing
import WageDomain

@testable import WageStore

@Suite("Firms that count as others, wherever they stand")
struct MergedFirmTests {
  @Test("a firm of another block adds to the one that goes on, and leads to its own lines")
  func otherBlock() throws {
    let store = try TestStore()
    let count = SeriesIndex.firmsPerBlock + 2
    try store.load(
      FeedFile(.firms, "2026-01-01", (1...count).map { .firm(.firm($0), "甲\($0)厂") }))
    try store.load(
      FeedFile(
        .electricity, "2026-02-05",
        [
          .power(.firm(1), "A", "2026-01", quantity: 10),
          .power(.firm(count), "B", "2026-01", quantity: 20),
        ]))
    try store.database.write { transaction in
      let desk = try MatchDesk(transaction, firms: FirmRegister(transaction)) { _ in [] }
      let entry = MatchEntry(actor: "a", reason: "r", now: Instant(day: .of("2026-03-01")))
      _ = try desk.merge(Int64(count), into: 1, since: .of("2026-03-01"), entry: entry)
    }
    try store.database.read { snapshot in
      let day = Day.of("2026-03-10")
      let month = Day.of("2026-01-01").month
      let view = try snapshot.layerView(knownBy: day)
      let reader = try BlockReader(
        snapshot: snapshot, view: view, asOf: day, months: month...month,
        measures: [.electricityQuantity], events: FirmEvents())
      let first = try reader.block(0)
      #expect(first.firms.count == SeriesIndex.firmsPerBlock)
      #expect(first.value(.electricityQuantity, firm: 0, month: month) == 30)
      #expect(try reader.block(1).firms.map(\.id) == [Int64(count - 1)])
      var lines = try SourceLines(snapshot: snapshot, view: view, asOf: day)
      #expect(try lines.lines(.month(.electricity, month), firm: 1).map(\.line) == [2, 3])
    }
  }

  private func merge(_ firms: [(Int64, into: Int64)], in store: TestStore, since day: Day) throws {
    try store.database.write { transaction in
      let desk = try MatchDesk(transaction, firms: FirmRegister(transaction)) { _ in [] }
      let entry = MatchEntry(actor: "a", reason: "r", now: Instant(day: day))
      for (firm, other) in firms { _ = try desk.merge(firm, into: other, since: day, entry: entry) }
    }
  }

  @Test(
    "the register says how many people: of the firm that goes on, else the most of the others")
  func persons() throws {
    let scores = try ScoredStore()
    func persons(_ firm: Int64) throws -> Int64? {
      try #require(try scores.flagged("2026-03-02").first { $0.firmId == firm }).persons
    }
    try scores.run("2026-03-02", [(1, 60, .orange), (4, 90, .red), (5, 90, .red)])
    #expect(try persons(4) == nil)
    // 3 has fifty people, 1 ten of its own; the register is silent on 4 and 5.
    try merge([(3, into: 1), (2, into: 4)], in: scores.store, since: .of("2026-03-02"))
    #expect(try persons(1) == 10)
    #expect(try persons(4) == 50)
    try merge([(1, into: 5)], in: scores.store, since: .of("2026-03-02"))
    #expect(try persons(5) == 50)
    #expect(
      try scores.flagged("2026-03-02", FlaggedQuery()).count == 3, "a stored run is not changed")
  }
}
