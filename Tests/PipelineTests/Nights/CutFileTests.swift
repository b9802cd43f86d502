import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A file cut short while it is loaded")
struct CutFileTests {
  private static let rows = 40_000

  /// Cuts a file some time after this process has opened it, on a thread of its own.
  private static func cut(_ path: String, after milliseconds: UInt32) -> Thread {
    let thread = Thread {
      var looks = 0
      while !isOpen(path), looks < 200_000 {
        usleep(50)
        looks += 1
      }
      usleep(500 + milliseconds * 1000)
      truncate(path, 8192)
    }
    thread.start()
    return thread
  }

  private static func isOpen(_ path: String) -> Bool {
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return descriptors.contains {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }
  }

  @Test("is in as a whole or not at all, and the process lives", arguments: [UInt32(0), 5, 40])
  func cut(after milliseconds: UInt32) throws {
    let desk = try NightDesk()
    let text =
      "credit_code,account_no,month,quantity\n"
      + (0..<Self.rows).map { "\(Firms.first),A\($0),2026-09,\($0)\n" }.joined()
    try desk.put("electricity_2026-09.csv", text)
    let path = desk.folder.appendingPathComponent("inbox/electricity_2026-09.csv")
      .resolvingSymlinksInPath().path
    let thread = Self.cut(path, after: milliseconds)
    let report = try desk.ingest(CaseDatabase.day("2026-10-21"))
    while !thread.isFinished { usleep(100) }
    if let refusal = report.refusals.first {
      #expect(refusal.refusal.code == "still-written")
      #expect(try desk.query("SELECT id FROM ingestedFile") == [])
      #expect(try desk.query("SELECT layerId FROM slab") == [])
    } else {
      #expect(report.counts.stored == Self.rows)
    }
    // Sent whole, it is a file like any other.
    try desk.put("electricity_2026-09.csv", text)
    try desk.ingest(CaseDatabase.day("2026-10-21"))
    #expect(try desk.query("SELECT sum(stored) AS n FROM ingestedFile") == ["[n:\(Self.rows)]"])
  }
}
