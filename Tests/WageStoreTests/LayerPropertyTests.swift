import Testing
import WageDomain

@testable import WageStore

@Suite("Any sequence of files, as of any day")
struct LayerPropertyTests {
  @Test("Gives the values and sources of a plain list of what was said when", arguments: 0..<30)
  func sameAsNaiveStore(seed: Int) throws {
    try compare(seed: seed, firms: (1...3).map { CreditCode.firm($0) }, in: TestStore())
  }

  @Test("The same where an account moves between blocks of firms", arguments: 1000..<1003)
  func sameAcrossBlocks(seed: Int) throws {
    let store = try TestStore()
    let register = (1...1026).map { FeedRow.firm(.firm($0), "第\($0)号厂") }
    try store.load(FeedFile(.firms, "2026-01-01", register))
    try compare(seed: seed, firms: [1, 1024, 1025].map { CreditCode.firm($0) }, in: store)
  }

  @Test("The same where a file is written in several goes", arguments: 2000..<2020)
  func sameInSeveralGoes(seed: Int) throws {
    let store = try TestStore()
    store.rowsInMemory = 2
    try compare(seed: seed, firms: (1...3).map { CreditCode.firm($0) }, in: store)
  }

  @Test("The same where a month is written when the next one begins", arguments: 3000..<3020)
  func sameMonthByMonth(seed: Int) throws {
    let store = try TestStore()
    store.rowsInMemory = 16
    store.batchRows = 1
    try compare(seed: seed, firms: (1...3).map { CreditCode.firm($0) }, in: store)
  }

  private func compare(seed: Int, firms: [CreditCode], in store: TestStore) throws {
    var random = RandomFiles(seed: UInt64(seed), firms: firms)
    var naive = NaiveStore()
    let files = random.files()
    for (number, file) in files.enumerated() {
      let counts = try store.load(file)
      #expect(counts == naive.load(file), "counts of file \(number), seed \(seed)")
      #expect(counts.rows == file.rows.count)
    }
    for day in RandomFiles.days {
      for measure in Measure.measures(of: .electricity) {
        #expect(
          try store.cells(measure, asOf: day) == naive.cells(measure, asOf: .of(day)),
          "\(measure.name) as of \(day), seed \(seed)")
      }
      #expect(
        try rows(of: firms, in: store, asOf: day) == naive.rows(asOf: .of(day)),
        "rows as of \(day), seed \(seed)")
    }
  }

  private func rows(of firms: [CreditCode], in store: TestStore, asOf day: String) throws
    -> Set<String>
  {
    var rows: Set<String> = []
    for firm in firms {
      for row in try store.rows(firm, asOf: day) {
        rows.insert(
          NaiveStore.row(
            firm, row.series ?? firm.text, row.month, row.file, row.line, row.values))
      }
    }
    return rows
  }
}
