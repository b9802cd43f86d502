import Foundation
import Testing
import WageDomain

@testable import WageStore

@Suite("The slab format as the docs tell it")
struct SlabFormatTests {
  @Test(
    "Is read by the page's Python with the values and sources of the store", .python,
    arguments: [3, 14])
  func python(seed: Int) throws {
    let store = try TestStore()
    let firms = (1...3).map { CreditCode.firm($0) }
    var random = RandomFiles(seed: UInt64(seed), firms: firms)
    for file in random.files() { try store.load(file) }
    try loadOtherFeeds(into: store)
    let script = try Self.script(in: store.folder)
    for day in ["2026-03-02", "2026-03-04", "2026-03-06"] {
      for firm in firms where try store.database.read({ try $0.firmIndex().id(firm.packed) }) != nil
      {
        let printed = try Self.run(script, store.path, firm.text, day)
        #expect(printed == (try expected(store, firm, day)), "\(firm) as of \(day)")
      }
    }
  }

  /// Sparse and wide slabs, a firm of the second block, feeds without accounts, payments.
  private func loadOtherFeeds(into store: TestStore) throws {
    try store.load(
      FeedFile(.firms, "2026-01-01", (1...1030).map { .firm(.firm($0), "第\($0)号厂") }))
    try store.load(
      FeedFile(
        .tax, "2026-03-01",
        (1...1030).map { .tax(.firm($0), "2026-01", sales: Int64($0) * 1_000_000_000) }))
    try store.load(
      FeedFile(.tax, "2026-03-03", [.tax(.firm(2), "2026-01", sales: nil, arrears: 12)]))
    try store.load(
      FeedFile(
        .payroll, "2026-03-02",
        [
          .payment(
            .firm(1), "2026-01", paidOn: "2026-02-12", batch: "1", persons: 20, amount: 99_000_000)
        ]))
  }

  private func expected(_ store: TestStore, _ firm: CreditCode, _ day: String) throws
    -> Set<String>
  {
    let id = try store.database.read { try $0.firmIndex().id(firm.packed) ?? 0 }
    return Set(
      try store.rows(firm, asOf: day).flatMap { row in
        row.values.map { measure, value in
          let series = row.feed == .payroll ? "\(id)|\(row.series ?? "")" : row.series ?? "None"
          return "\(row.feed.rawValue) \(row.month) \(series) \(measure.rawValue) \(value) "
            + "\(row.file) \(row.line)"
        }
      })
  }

  private static func script(in folder: URL) throws -> String {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/WageStore/WageStore.docc/SlabFormat.md")
    let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    let code = try #require(
      text.components(separatedBy: "```python\n").last?.components(separatedBy: "```").first)
    let script = folder.appendingPathComponent("slabs.py")
    try Data(code.utf8).write(to: script)
    return script.path
  }

  private static func run(_ arguments: String...) throws -> Set<String> {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Set(text.split(separator: "\n").map(String.init))
  }
}

extension Trait where Self == ConditionTrait {
  fileprivate static var python: Self {
    .enabled("python3 is not installed") {
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/python3")
      }
    }
  }
}
