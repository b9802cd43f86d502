import Testing
import WageDomain

@Suite("A complaint taken out of a case: its new case is there from that day on")
struct DetachedCaseTests {
  private static func noon(_ day: String) -> Instant {
    Instant(day: Day(day) ?? Day(number: 0), secondOfDay: 12 * 3600)
  }

  private let office: Office
  private let before: String

  /// Two cases of May, merged in June and taken apart again.
  init() throws {
    office = try Office()
    office.now = Self.noon("2026-05-08")
    for name in ["甲乙制衣厂", "乙丙服装厂"] {
      office.run(
        "complaint", "add", "--firm-name", name, "--town", "330503100", "--persons", "3",
        "--amount", "5000")
    }
    office.now = Self.noon("2026-06-01")
    before = office.run("report", "show", "district", "--period", "2026-05", "--json").out
    #expect(before.contains(#""persons": 6"#), "\(before)")
    #expect(office.run("case", "merge", "2026-000002", "--into", "2026-000001").code == 0)
    office.now = Self.noon("2026-06-05")
    let detached = office.run("complaint", "detach", "W-2026-000002", "--reason", "两回事")
    #expect(detached.out == "W-2026-000002 2026-000003\n", "\(detached.error)")
  }

  @Test("The report of the month before stays, and counts no complaint twice")
  func report() {
    let after = office.run("report", "show", "district", "--period", "2026-05", "--json").out
    #expect(after == before)
    let june = office.run("report", "show", "district", "--period", "2026-06", "--nl").out
    #expect(june.contains(#""measure":"registered","count":0"#), "\(june)")
    let open = #""measure":"open","count":2,"persons":6,"amount_fen":1000000"#
    #expect(june.contains(open), "\(june)")
  }

  @Test(
    "Whoever asks for it as of an earlier day is told since when it is there",
    arguments: [
      ["case", "show", "2026-000003"], ["case", "fast-track", "2026-000003"],
      ["case", "document", "2026-000003", "--kind", "promise", "--out", "-"],
      ["report", "show", "case", "--case", "2026-000003", "--stage", "before"],
    ])
  func asOf(_ words: [String]) {
    let early = office.run(words + ["--as-of", "2026-06-04"])
    #expect(early.code == 1)
    let told = "no case 2026-000003 by 2026-06-04: it was registered on 2026-06-05"
    #expect(early.error.contains(told), "\(early.error)")
    #expect(office.run(words + ["--as-of", "2026-06-05"]).code == 0)
    #expect(!office.run("case", "list", "--as-of", "2026-06-04").out.contains("2026-000003"))
    #expect(office.run("case", "list", "--as-of", "2026-06-05").out.contains("2026-000003"))
    #expect(!office.run("case", "due", "--as-of", "2026-06-04").out.contains("2026-000003"))
    #expect(office.run("case", "due", "--as-of", "2026-06-05").out.contains("2026-000003"))
  }
}
