import Testing
import WageDomain

@Suite("Terms of years and months (民法典 202)")
struct TermLengthTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let from: String
    let months: Int
    let last: String
    var testDescription: String { why }
  }

  @Test(
    "A term ends on the corresponding day, or on the last of a month without it",
    arguments: [
      Example(why: "three years", from: "2026-06-01", months: 36, last: "2029-06-01"),
      Example(why: "six months", from: "2026-06-15", months: 6, last: "2026-12-15"),
      Example(why: "no 31st", from: "2026-08-31", months: 6, last: "2027-02-28"),
      Example(why: "a leap year's last", from: "2027-08-31", months: 6, last: "2028-02-29"),
      Example(why: "29 February, a year on", from: "2028-02-29", months: 12, last: "2029-02-28"),
      Example(why: "the end of a year", from: "2026-12-31", months: 2, last: "2027-02-28"),
    ])
  func lastDay(_ example: Example) throws {
    let from = try #require(Day(example.from))
    #expect(TermLength(months: example.months).lastDay(from: from).description == example.last)
  }

  @Test("A later day never ends earlier, over four years of days and terms up to five years")
  func ascending() {
    for months in 1...60 {
      let term = TermLength(months: months)
      var last = term.lastDay(from: Day(number: 20_000))
      for number in 20_001...21_461 as ClosedRange<Int32> {
        let next = term.lastDay(from: Day(number: number))
        #expect(next >= last)
        last = next
      }
    }
  }
}
