import Testing
import WageDomain

@Suite("Day")
struct DayTests {
  @Test(
    "Known day numbers and weekdays",
    arguments: [
      ("1970-01-01", 0, Weekday.thursday), ("1969-12-31", -1, .wednesday),
      ("2000-02-29", 11016, .tuesday), ("2020-01-20", 18281, .monday),
      ("2026-11-21", 20778, .saturday), ("0001-01-01", -719_162, .monday),
      ("9999-12-31", 2_932_896, .friday),
    ] as [(String, Int, Weekday)])
  func numbers(text: String, number: Int, weekday: Weekday) throws {
    let day = try #require(Day(text))
    #expect(Int(day.number) == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test(
    "What is not a day",
    arguments: [
      ("2026-02-29", "no leap year"), ("1900-02-29", "a century is none"),
      ("2026-04-31", "thirty days"), ("2026-00-10", "month 0"), ("2026-13-01", "month 13"),
      ("2026-01-00", "day 0"), ("0000-01-01", "year 0"), ("2026-1-05", "one digit"),
      ("2026/01/05", "slashes"), ("20260105", "no dashes"), (" 2026-01-05", "a space"),
      ("2026-01-05 ", "a space after"), ("-026-01-05", "a sign"), ("+026-01-05", "a sign"),
      ("２０２６-01-05", "full-width digits"), ("2026-01-05-", "a dash too many"),
      ("２-01-05", "four bytes but no digits"), ("", "nothing"), ("2026-01", "a month"),
    ])
  func refused(text: String, why: String) {
    #expect(Day(text) == nil, "\(why)")
  }

  @Test("Leap years of four hundred years")
  func leapYears() {
    let leap = (1999...2400).filter { Day(year: $0, month: 2, day: 29) != nil }
    #expect(leap.count == 98)
    #expect(!leap.contains(2100))
    #expect(leap.contains(2000))
    #expect(leap.contains(2400))
  }

  @Test("Every day from 1890 to 2110 follows the one before and reads back")
  func everyDay() throws {
    var day = try #require(Day("1890-01-01"))
    while day.year < 2110 {
      let next = day.adding(days: 1)
      #expect(next > day)
      #expect(next.days(since: day) == 1)
      #expect(next.weekday.rawValue == day.weekday.rawValue % 7 + 1)
      let sameMonth = next.month == day.month && next.dayOfMonth == day.dayOfMonth + 1
      let newMonth = next.month == day.month.adding(months: 1) && next.dayOfMonth == 1
      #expect(sameMonth != newMonth)
      #expect(Day(year: day.year, month: day.month.monthOfYear, day: day.dayOfMonth) == day)
      day = next
    }
  }

  @Test("Adding and subtracting days")
  func adding() throws {
    let day = try #require(Day("2024-02-28"))
    #expect(day.adding(days: 2).description == "2024-03-01")
    #expect(day.adding(days: -59).description == "2023-12-31")
    #expect(day.days(since: day.adding(days: 400)) == -400)
  }

  @Test("Saturday and Sunday are the weekend")
  func weekend() {
    #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
    #expect(Weekday.allCases.map(\.rawValue) == Array(1...7))
  }

  @Test("A substring is read as a string is")
  func substring() {
    #expect(Day("x2026-11-21".dropFirst()) == Day("2026-11-21"))
  }
}
