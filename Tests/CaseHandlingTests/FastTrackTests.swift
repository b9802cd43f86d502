import CaseHandling
import Testing
import WageDomain

@Suite("The three kinds of fast-track claims (Y4)")
struct FastTrackTests {
  static func policy(wages: [AverageWage]) -> FastTrackPolicy {
    FastTrackPolicy(
      mostPersons: 9, region: "somewhere", regionName: Bilingual(zh: "某省", en: "A province"),
      yearsBack: 1, averageWages: wages)
  }

  static let wage = AverageWage(
    region: "somewhere", year: 2025, amount: Money(fen: 7_000_000), source: "invented")

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    var persons: Int64? = 1
    var yuan: Int64? = 70_000
    var wages = [FastTrackTests.wage]
    var hasBrokenPlan = false
    let verdicts: [FastTrackAnswer.Verdict]
    var testDescription: String { why }
  }

  @Test(
    "Each kind applies, does not, or is left to a person",
    arguments: [
      Example(
        why: "exactly the average wage is not above it",
        verdicts: [.applies, .undecided, .undecided]),
      Example(
        why: "one yuan above", yuan: 70_001, verdicts: [.doesNotApply, .undecided, .undecided]),
      Example(
        why: "no row of the year before: not decided", wages: [],
        verdicts: [.undecided, .undecided, .undecided]),
      Example(
        why: "a row of another year does not stand in",
        wages: [
          AverageWage(region: "somewhere", year: 2024, amount: Money(fen: 7_000_000), source: "x")
        ], verdicts: [.undecided, .undecided, .undecided]),
      Example(
        why: "a row of another region does not stand in",
        wages: [
          AverageWage(region: "elsewhere", year: 2025, amount: Money(fen: 7_000_000), source: "x")
        ], verdicts: [.undecided, .undecided, .undecided]),
      Example(
        why: "the case states no amount", yuan: nil,
        verdicts: [.undecided, .undecided, .undecided]),
      Example(
        why: "an instalment of the agreement was not paid", hasBrokenPlan: true,
        verdicts: [.applies, .applies, .undecided]),
      Example(
        why: "ten workers are a group", persons: 10,
        verdicts: [.doesNotApply, .doesNotApply, .doesNotApply]),
      Example(
        why: "nobody says how many workers: perhaps a group", persons: nil,
        verdicts: [.undecided, .undecided, .undecided]),
    ])
  func verdicts(_ example: Example) throws {
    var events = [
      Fixture.event(
        .registered(
          RegisteredComplaint(
            complaintNo: "C-1",
            details: CaseDetails(
              persons: example.persons, amount: example.yuan.map { Money(fen: $0 * 100) },
              town: nil))), "2026-05-11")
    ]
    if example.hasBrokenPlan {
      let plan = RepaymentAgreement(
        fileHash: "ab",
        instalments: [Instalment(dueOn: Fixture.day("2026-05-20"), amount: Money(fen: 1))])
      events += [
        Fixture.event(.resolved(.repaymentAgreement(plan)), "2026-05-12"),
        Fixture.event(
          .breached(BrokenInstalment(number: 1, dueOn: Fixture.day("2026-05-20"))), "2026-05-21"),
      ]
    }
    let answers = Self.policy(wages: example.wages).answers(
      for: try Fixture.history().replay(events), on: Fixture.day("2026-06-01"))
    #expect(answers.map(\.kind) == FastTrackKind.allCases)
    #expect(answers.map(\.verdict) == example.verdicts)
    #expect(answers.allSatisfy { $0.reason.zh != $0.reason.en && !$0.reason.en.isEmpty })
  }
}
