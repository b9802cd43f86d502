import CaseAssessment
import Testing
import WageDomain

@Suite("The monthly ranking and what last places lead to")
struct RankingTests {
  struct Month5: CustomTestStringConvertible, Sendable {
    let why: String
    /// Cases by line; the month ranked is May 2026.
    let cases: String
    /// `place body rate timesLast step`, best first.
    let places: [String]
    var testDescription: String { why }
  }

  /// One dispatched case a month; resolved or not.
  private static func month(_ number: Int, _ body: String, resolved: Bool) -> String {
    let month = "0\(number)"
    return "\(month)-01 registered, \(month)-02 to \(body), \(month)-03 replied"
      + (resolved ? ", \(month)-04 paid" : "")
  }

  private static func lines(_ lines: String...) -> String { lines.joined(separator: "\n") }

  @Test(
    "Places, ties and the ladder",
    arguments: [
      Month5(
        why: "last once: the leader in charge is summoned",
        cases: lines(
          month(5, "housing", resolved: false), month(5, "water", resolved: true)),
        places: ["1 water 100.00 % 0 -", "2 housing 0.00 % 1 summons"]),
      Month5(
        why: "last a second month in a row: a circular",
        cases: lines(
          month(4, "housing", resolved: false), month(4, "water", resolved: true),
          month(5, "housing", resolved: false), month(5, "water", resolved: true)),
        places: ["1 water 100.00 % 0 -", "2 housing 0.00 % 2 circular"]),
      Month5(
        why: "a fourth time leads where the third does",
        cases: lines(
          month(2, "housing", resolved: false), month(3, "housing", resolved: false),
          month(4, "housing", resolved: false), month(5, "housing", resolved: false)),
        places: ["1 housing 0.00 % 4 discipline"]),
      Month5(
        why: "a month without a case to judge ends the row",
        cases: lines(
          month(3, "housing", resolved: false), month(4, "water", resolved: false),
          month(5, "housing", resolved: false)),
        places: ["1 housing 0.00 % 1 summons"]),
      Month5(
        why: "a month in which another was last ends the row",
        cases: lines(
          month(3, "housing", resolved: false), month(4, "housing", resolved: true),
          month(4, "water", resolved: false), month(5, "housing", resolved: false)),
        places: ["1 housing 0.00 % 1 summons"]),
      Month5(
        why: "equals are all last",
        cases: lines(
          month(5, "housing", resolved: false), month(5, "water", resolved: false)),
        places: ["1 housing 0.00 % 1 summons", "1 water 0.00 % 1 summons"]),
      Month5(
        why: "nobody is last where everybody resolved everything",
        cases: lines(
          month(5, "housing", resolved: true), month(5, "water", resolved: true)),
        places: ["1 housing 100.00 % 0 -", "1 water 100.00 % 0 -"]),
      Month5(why: "a month without cases ranks nobody", cases: "", places: []),
    ])
  func places(_ month: Month5) throws {
    let ranking = try ScriptedCase.assessor().ranking(
      ScriptedCase.cases(month.cases), month: Month(year: 2026, month: 5),
      asOf: ScriptedCase.day("2026-05-31"))
    #expect(
      ranking.places.map {
        "\($0.place) \($0.body) \($0.rate.percent) \($0.timesLast) \($0.step?.id ?? "-")"
      } == month.places)
    #expect(ranking.places.count + ranking.unranked.count == 2)
  }

  @Test("Rates are compared exactly: 1 of 3 is less than 3334 of 10000")
  func exact() {
    #expect(Rate(1, of: 3).isBelow(Rate(3334, of: 10_000)))
    #expect(!Rate(1, of: 3).isBelow(Rate(2, of: 6)))
    #expect(!Rate(0, of: 0).isBelow(Rate(1, of: 1)))
    #expect(Rate(2, of: 3).percent == "66.66 %", "cut, not rounded")
    #expect(Rate(1, of: 3).percent == "33.33 %")
    #expect(Rate(19_999, of: 20_000).percent == "99.99 %", "never 100 before all are")
    #expect(Rate(95, of: 100).reaches(basisPoints: 9500))
    #expect(!Rate(9499, of: 10_000).reaches(basisPoints: 9500))
  }

  @Test("A month that is not over has no last place")
  func running() throws {
    let ranking = try ScriptedCase.assessor().ranking(
      ScriptedCase.cases(Self.month(5, "housing", resolved: false)),
      month: Month(year: 2026, month: 5), asOf: ScriptedCase.day("2026-05-30"))
    #expect(!ranking.isComplete)
    #expect(ranking.places.map(\.isLast) == [false])
  }

  @Test("The source's own figures do not come out, and the check says so")
  func printedFigure() throws {
    let accepted = 3858
    let closed = 3813
    let mediated = 3285
    for whole in [accepted, closed] {
      let stated = StatedRate(
        title: Bilingual(zh: "基层调解率", en: "mediated at the base"),
        rate: Rate(mediated, of: whole), basisPoints: 8526)
      let finding = try #require(stated.finding)
      #expect(finding.found.en == "mediated at the base 85.26 %")
      #expect(
        finding.expected.en
          == (whole == accepted ? "3285/3858 = 85.14 %" : "3285/3813 = 86.15 %"))
    }
    // Toward zero, as figures are shown here, and to the nearest, as others round.
    for basisPoints in [8514, 8515] {
      let stated = StatedRate(
        title: .same("x"), rate: Rate(mediated, of: accepted), basisPoints: basisPoints)
      #expect(stated.finding == nil)
    }
  }
}
