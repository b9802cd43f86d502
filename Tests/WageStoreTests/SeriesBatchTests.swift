import Testing
import WageDomain

@testable import WageStore

@Suite("Series of a batch")
struct SeriesBatchTests {
  private struct Row: Hashable {
    let key: String
    let firm: Int32
  }

  @Test(
    "The rows of a batch find the series that each would find by itself, in any order",
    arguments: [(0, "the order of the file before"), (1, "the same, with strangers"), (2, "none")])
  func sameAsOneByOne(disorder: Int, why: String) throws {
    var random = SeededGenerator(seed: 31 + UInt64(disorder))
    var index = SeriesIndex(feed: .electricity)
    var series: [Row: Int32] = [:]
    var rows: [Row] = []
    for number in 0..<5_000 {
      // One account in ten has moved to another firm.
      for firm in number % 10 == 0 ? [1, 2] : [Int32(number % 700 + 1)] {
        let row = Row(key: "51\(number * 7)", firm: firm)
        series[row] = Array(row.key.utf8).withUnsafeBytes { index.series(key: $0, firm: firm) }
        rows.append(row)
      }
    }
    if disorder > 0 {
      for _ in 0..<500 {
        let key = ["", "9\(Int.random(in: 0...99, using: &random))", rows[0].key].randomElement(
          using: &random)
        let row = Row(key: key ?? "", firm: Int32.random(in: 0...3, using: &random))
        rows.insert(row, at: Int.random(in: 0..<rows.count, using: &random))
      }
    }
    if disorder > 1 { rows.shuffle(using: &random) }
    for batch in stride(from: 0, to: rows.count, by: 1_000).map({ rows[$0...].prefix(1_000) }) {
      var accounts = TextColumn()
      for row in batch {
        accounts.bytes += Array(row.key.utf8)
        accounts.ends.append(Int32(accounts.bytes.count))
      }
      let found = index.known(accounts: accounts, firms: batch.map(\.firm))
      #expect(found == batch.map { series[$0] ?? -1 }, Comment(rawValue: why))
    }
  }
}
