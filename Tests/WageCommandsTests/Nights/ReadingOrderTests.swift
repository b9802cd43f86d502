import NightlyRun
import Testing
import WageDomain

@testable import WageCommands

@Suite("The order in which files are read")
struct ReadingOrderTests {
  @Test(
    "Files are read as they would have come, one a night",
    arguments: [
      (
        why: "by the day on which they are known, whatever the feed",
        names: ["tax_2025-12__known-2026-02-05.csv", "electricity_2026-01__known-2026-03-05.csv"]
      ),
      (
        "the registers of a day first, the others by name",
        [
          "electricity_2026-01__known-2026-02-04.csv", "firms_2026-01__known-2026-02-05.csv",
          "projects_2026-01__known-2026-02-05.csv", "electricity_2026-01__known-2026-02-05.csv",
          "gas_2026-01__known-2026-02-05.csv",
        ]
      ),
      (
        "a second download after the first",
        [
          "tax_2026-01__known-2026-02-05.csv", "tax_2026-01__known-2026-02-05 (1).csv",
          "tax_2026-01__known-2026-02-05 (2).csv", "tax_2026-01__known-2026-02-05 (10).csv",
        ]
      ),
      (
        "a copy's number, too, in a workbook or not",
        ["tax_2026-01.csv", "tax_2026-01-2.csv", "tax_2026-01-10.xlsx", "tax_2026-02.csv"]
      ),
      (
        "without a mark it is known on the day of the run",
        [
          "tax_2026-01__known-2026-02-05.csv", "firms_2025-01.csv", "tax_2025-01.csv",
          "tax_2025-02__known-2026-04-05.csv", "tax_2025-03.csv", "firms_1__known-2026-04-06.csv",
        ]
      ),
    ])
  func order(why: String, names: [String]) throws {
    let asOf = try #require(Day("2026-04-05"))
    for mixed in [names, names.reversed(), names.sorted()] {
      let files = mixed.map { InputFile(path: "inbox/" + $0, name: "inbox/" + $0) }
      #expect(files.inReadingOrder(asOf: asOf).map(\.name) == names.map { "inbox/" + $0 }, "\(why)")
    }
  }
}
