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
      let desk = try MatchDesk(transaction, places: .none) { _ in [] }
      let entry = MatchEntry(actor: "a", reason: "r", now: Instant(day: .of("2026-03-01")))
      _ = try desk.merge(Int64(count), into: 1, since: .of("2026-03-01"), entry: entry)
    }
    try store.database.read { snapshot in
      let day = Day.of("2026-03-10")
      let month = Day.of("2026-01-01").month
      let view = try snapshot.layerView(knownBy: day)
      let reader = try BlockReader(
        snapshot: snapshot, view: view, asOf: day, months: month...month,
        measures: [.electricityQuantity], events: [:])
      let first = try reader.block(0)
      #expect(first.firms.count == SeriesIndex.firmsPerBlock)
      #expect(first.value(.electricityQuantity, firm: 0, month: month) == 30)
      #expect(try reader.block(1).firms.map(\.id) == [Int64(count - 1)])
      var lines = try SourceLines(snapshot: snapshot, view: view, asOf: day)
      #expect(try lines.lines(.month(.electricity, month), firm: 1).map(\.line) == [2, 3])
    }
  }
}
