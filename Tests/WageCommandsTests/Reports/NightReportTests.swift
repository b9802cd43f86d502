import Foundation
import Testing
import WageDomain

@Suite("Reports that a night writes")
struct NightReportTests {
  /// One case, known since 2 May 2026.
  private static func office() throws -> Office {
    let office = try Office()
    office.add("--persons", "3", "--town", "330503100", "--on", "2026-05-02")
    return office
  }

  private static func reports(_ office: Office) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: office.folder + "/reports")) ?? [])
      .filter { $0.hasSuffix(".html") }.sorted()
  }

  @Test("What became due is written once, what is not due is not, and a dry run writes nothing")
  func dueOnce() throws {
    let office = try Self.office()
    let rehearsed = office.run("nightly", "--as-of", "2026-05-21", "--dry-run")
    #expect(rehearsed.error.contains("3 reports to write: reports/bodies-2026-05-w1.html"))
    #expect(Self.reports(office).isEmpty)
    let first = office.run("nightly", "--as-of", "2026-05-21")
    #expect(first.error.contains("reports written: reports/bodies-2026-05-w1.html"))
    #expect(
      Self.reports(office).filter { $0.hasPrefix("bodies") } == [
        "bodies-2026-05-w1.html", "bodies-2026-05-w2.html", "bodies-2026-05-w3.html",
      ])
    #expect(!office.run("nightly", "--as-of", "2026-05-21").error.contains("written"))
    let month = office.run("nightly", "--as-of", "2026-05-31").error
    #expect(month.contains("reports/bodies-2026-05-w4.html"))
    #expect(month.contains("reports/ranking-2026-05"))
  }

  @Test("A past of more than 31 days is left to report write-due")
  func past() throws {
    let office = try Self.office()
    office.now = Instant(day: Day("2026-07-31") ?? Day(number: 0), secondOfDay: 43_200)
    let night = office.run("nightly", "--as-of", "2026-07-31")
    #expect(!night.error.contains("reports/bodies-2026-05"))
    #expect(night.error.contains("reports/bodies-2026-07-w4.html"))
    #expect(
      office.run("report", "write-due", "--as-of", "2026-07-31").out.contains("bodies-2026-05-w1"))
  }
}
