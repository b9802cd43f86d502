import CaseAssessment
import Testing
import WageDomain

@Suite("Periods of reports")
struct PeriodTests {
  struct Word: CustomTestStringConvertible, Sendable {
    let why: String
    let word: String
    /// Nil: no period.
    let lastDay: String?
    var testDescription: String { why }
  }

  @Test(
    "Words of periods",
    arguments: [
      Word(why: "a month", word: "2020-05", lastDay: "2020-05-31"),
      Word(why: "to the 7th", word: "2020-05-w1", lastDay: "2020-05-07"),
      Word(why: "to the 14th", word: "2020-05-w2", lastDay: "2020-05-14"),
      Word(why: "to the 21st", word: "2020-05-w3", lastDay: "2020-05-21"),
      Word(why: "to the last day, of a leap year", word: "2020-02-w4", lastDay: "2020-02-29"),
      Word(why: "no fifth part", word: "2020-05-w5", lastDay: nil),
      Word(why: "no part 0", word: "2020-05-w0", lastDay: nil),
      Word(why: "one spelling only", word: "2020-05-w01", lastDay: nil),
      Word(why: "no thirteenth month", word: "2020-13", lastDay: nil),
      Word(why: "a day is none", word: "2020-05-07", lastDay: nil),
      Word(why: "nothing", word: "", lastDay: nil),
    ])
  func words(_ word: Word) throws {
    let period = AssessmentPeriod(word.word, policy: try ScriptedCase.assessor().policy)
    #expect(period?.lastDay.description == word.lastDay)
    if let period { #expect(period.description == word.word) }
  }

  @Test(
    "The last period that is over by a day",
    arguments: [
      ("2020-05-06", "2020-04-w4", "2020-04"), ("2020-05-07", "2020-05-w1", "2020-04"),
      ("2020-05-30", "2020-05-w3", "2020-04"), ("2020-05-31", "2020-05-w4", "2020-05"),
    ])
  func latest(_ day: String, _ part: String, _ month: String) throws {
    let policy = try ScriptedCase.assessor().policy
    let day = ScriptedCase.day(day)
    #expect(AssessmentPeriod.lastPart(by: day, policy: policy).description == part)
    #expect(AssessmentPeriod.lastMonth(by: day).description == month)
  }
}
