import Testing
import WageDomain

@testable import RiskEvaluation

@Suite("How far a label looks")
struct HorizonTests {
  struct Sample: CustomTestStringConvertible {
    let why: String
    let text: String
    let from: String
    let end: String
    let start: String
    var testDescription: String { why }
  }

  @Test(
    "Months follow the calendar, days are counted",
    arguments: [
      Sample(
        why: "months keep the day", text: "4m", from: "2026-02-15", end: "2026-06-15",
        start: "2025-10-15"),
      Sample(
        why: "a short month ends them", text: "1m", from: "2026-03-31", end: "2026-04-30",
        start: "2026-02-28"),
      Sample(
        why: "days do not care for months", text: "120d", from: "2026-02-15", end: "2026-06-15",
        start: "2025-10-18"),
      Sample(
        why: "a day is the day itself", text: "1d", from: "2026-02-28", end: "2026-03-01",
        start: "2026-02-27"),
    ])
  func ends(_ sample: Sample) throws {
    let horizon = try #require(Horizon(sample.text))
    let day = try #require(Day(sample.from))
    #expect(horizon.end(from: day).description == sample.end)
    #expect(horizon.start(before: day).description == sample.start)
    #expect(horizon.description == sample.text)
  }

  @Test(
    "Anything but a number above 0 with its unit is none",
    arguments: ["", "m", "4", "0m", "-1d", "4w", "4 m", "1201m", "36526d", "99999999999999999999d"])
  func refused(_ text: String) { #expect(Horizon(text) == nil) }
}
