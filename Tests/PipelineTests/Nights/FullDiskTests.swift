import Foundation
import GRDB
import NightlyRun
import SignalIngest
import Testing
import WageDomain

@testable import WageStore

@Suite("A full disk")
struct FullDiskTests {
  /// A quarter of a megabyte of rejects and more than that of signals.
  private static func rows(_ month: String) -> String {
    "account_no,name,month,quantity\n"
      + (0..<6000).map { "A\($0),甲\($0)厂,\(month),\($0 % 2 == 0 ? "x" : "5")\n" }.joined()
  }

  @Test("in mid-file rolls the file back and says so; files before it stay, the next run completes")
  func full() throws {
    let day = try #require(Day("2026-11-20"))
    let (full, whole) = (try NightDesk(), try NightDesk())
    for desk in [full, whole] {
      try desk.put("electricity_2026-09.csv", "account_no,month,quantity\nA1,2026-09,5\n")
      try desk.put("electricity_2026-10.csv", Self.rows("2026-10"))
    }
    let tables = try full.query("SELECT name FROM sqlite_schema")
    #expect(!tables.isEmpty)
    let pages = try #require(
      Int(try full.query("PRAGMA page_count").first?.filter(\.isNumber) ?? ""))
    try full.database.limitPages(to: pages + 12)
    #expect(throws: StoreError.diskFull) { try full.ingest(day) }
    #expect(
      try full.query("SELECT file FROM ingestedFile") == [
        "[file:\"inbox/electricity_2026-09.csv\"]"
      ])
    #expect(try full.query("SELECT count(*) AS n FROM rejectedRow") == ["[n:0]"])
    #expect(StoreError.diskFull.description.contains("counts for nothing"))
    try full.database.limitPages(to: 1 << 30)
    try full.ingest(day)
    try whole.ingest(day)
    #expect(try full.dump() == whole.dump())
  }
}

extension WageDatabase {
  /// As small as a disk: SQLite answers as it does when there is no room.
  fileprivate func limitPages(to count: Int) throws {
    try write { try $0.db.execute(sql: "PRAGMA max_page_count = \(count)") }
  }
}
