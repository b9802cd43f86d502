import Testing
import WageDomain

@Suite("Month")
struct MonthTests {
  @Test(
    "First and last days",
    arguments: [
      ("2026-02", "2026-02-01", "2026-02-28", 28), ("2024-02", "2024-02-01", "2024-02-29", 29),
      ("2026-04", "2026-04-01", "2026-04-30", 30), ("2026-12", "2026-12-01", "2026-12-31", 31),
      ("2100-02", "2100-02-01", "2100-02-28", 28), ("2000-02", "2000-02-01", "2000-02-29", 29),
    ])
  func bounds(text: String, first: String, last: String, count: Int) throws {
    let month = try #require(Month(text))
    #expect(month.firstDay.description == first)
    #expect(month.lastDay.description == last)
    #expect(month.dayCount == count)
    #expect(month.description == text)
    #expect(month.firstDay.month == month)
    #expect(month.lastDay.month == month)
  }

  @Test(
    "What is not a month",
    arguments: ["2026-13", "2026-00", "0000-01", "2026-1", "202601", "2026/01", "2026-01-01", ""])
  func refused(text: String) {
    #expect(Month(text) == nil)
  }

  @Test("Counting months across years")
  func arithmetic() throws {
    let month = try #require(Month("2025-11"))
    #expect(month.adding(months: 3).description == "2026-02")
    #expect(month.adding(months: -11).description == "2024-12")
    #expect(month.adding(months: 14).months(since: month) == 14)
    #expect(month < month.adding(months: 1))
    #expect(month.monthOfYear == 11)
    #expect(month.year == 2025)
    #expect(month.index == 2025 * 12 + 10)
  }

  @Test("A range of months runs through the turn of the year")
  func stride() throws {
    let months = try #require(Month("2025-11"))...(#require(Month("2026-02")))
    #expect(months.map(\.description) == ["2025-11", "2025-12", "2026-01", "2026-02"])
  }
}
