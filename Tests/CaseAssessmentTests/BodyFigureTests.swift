import CaseAssessment
import Testing
import WageDomain

@Suite("What is counted for a body")
struct BodyFigureTests {
  struct Edge: CustomTestStringConvertible, Sendable {
    let why: String
    let cases: String
    var period = "2026-05"
    /// `body figure count` for all that is not 0.
    let figures: [String]
    var testDescription: String { why }
  }

  @Test(
    "Each edge of the definitions",
    arguments: [
      Edge(
        why: "new, replied in time and resolved by the body itself",
        cases: "05-08 registered, 05-09 to housing, 05-12 replied, 05-13 paid",
        figures: [
          "housing new 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 1", "housing own_resolved 1", "housing resolution_base 1",
          "housing resolved 1",
        ]),
      Edge(
        why: "the month is that of the transfer order, not of the complaint",
        cases: "04-30 registered, 05-02 to housing",
        figures: [
          "housing new 1", "housing replies_due 1", "housing own_base 1",
          "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "a case resolved before any order is nobody's",
        cases: "05-08 registered, 05-09 paid", figures: []),
      Edge(
        why: "of two bodies on one case the last answers for it: the first sent it back in time",
        cases:
          "05-08 registered, 05-09 to housing, 05-10 bounced housing, 05-11 to water, 05-30 paid",
        figures: [
          "housing new 1", "housing moved_on 1", "water new 1", "water replies_due 1",
          "water own_base 1", "water own_resolved 1", "water resolution_base 1",
          "water resolved 1",
        ]),
      Edge(
        why: "a body that sends back after its due day was late all the same",
        cases: "05-08 registered, 05-09 to housing, 05-15 bounced housing",
        figures: ["housing new 1", "housing moved_on 1", "housing replies_due 1"]),
      Edge(
        why: "taken to another county: it left the body's desk that day, before the reply was due",
        cases: "05-08 registered, 05-09 to housing, 05-11 county, 05-20 paid",
        figures: ["housing new 1", "housing moved_on 1"]),
      Edge(
        why: "taken to another county after the reply was due: late all the same",
        cases: "05-08 registered, 05-09 to housing, 05-15 county",
        figures: ["housing new 1", "housing moved_on 1", "housing replies_due 1"]),
      Edge(
        why: "the reply came before the county: it counts",
        cases: "05-08 registered, 05-09 to housing, 05-10 replied, 05-11 county",
        figures: [
          "housing new 1", "housing moved_on 1", "housing replies_due 1",
          "housing replied_on_time 1",
        ]),
      Edge(
        why: "a case from the month before that another county has since: carried over, and gone",
        cases: "04-08 registered, 04-09 to housing, 04-10 replied, 05-11 county",
        figures: ["housing carried_over 1", "housing moved_on 1"]),
      Edge(
        why: "in the other county since before the month: nobody's here",
        cases: "04-08 registered, 04-09 to housing, 04-10 replied, 04-11 county", figures: []),
      Edge(
        why: "the other county decided and paid nothing: the body's again",
        cases: "05-08 registered, 05-09 to housing, 05-10 replied, 05-11 county, 05-14 concluded",
        figures: [
          "housing new 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 1", "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "back from the other county and paid here: no resolution of the body's own",
        cases: """
          05-08 registered, 05-09 to housing, 05-10 replied, 05-11 county, 05-14 concluded, 05-20 paid
          """,
        figures: [
          "housing new 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 1", "housing resolution_base 1", "housing resolved 1",
        ]),
      Edge(
        why: "back from the other county by a new order to the same body: not its own either",
        cases: """
          05-08 registered, 05-09 to housing, 05-10 replied, 05-11 county, 05-13 to housing, \
          05-14 replied, 05-20 paid
          """,
        figures: [
          "housing new 1", "housing replies_due 2", "housing replied_on_time 2",
          "housing own_base 1", "housing resolution_base 1", "housing resolved 1",
        ]),
      Edge(
        why: "back from the other county with an order to a second body",
        cases: """
          05-08 registered, 05-09 to housing, 05-10 replied, 05-11 county, 05-13 to water, \
          05-14 replied, 05-15 paid
          """,
        figures: [
          "housing new 1", "housing moved_on 1", "housing replies_due 1",
          "housing replied_on_time 1", "water new 1", "water replies_due 1",
          "water replied_on_time 1", "water own_base 1", "water own_resolved 1",
          "water resolution_base 1", "water resolved 1",
        ]),
      Edge(
        why: "an order to a second body takes the case away from the first",
        cases: "05-08 registered, 05-09 to housing, 05-10 replied, 05-11 to water, 05-12 replied",
        figures: [
          "housing new 1", "housing moved_on 1", "housing replies_due 1",
          "housing replied_on_time 1", "water new 1", "water replies_due 1",
          "water replied_on_time 1", "water own_base 1", "water resolution_base 1",
          "water pending 1",
        ]),
      Edge(
        why: "an order to the body that has it: one case, two replies",
        cases: "05-08 registered, 05-09 to housing, 05-10 replied, 05-11 to housing, 05-12 replied",
        figures: [
          "housing new 1", "housing replies_due 2", "housing replied_on_time 2",
          "housing own_base 1", "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "sent back by two and back to the first, in one month: once, where it is at the end",
        cases: """
          05-01 registered, 05-02 to housing, 05-03 bounced housing, 05-04 to water, \
          05-05 bounced water, 05-06 to housing, 05-07 paid
          """,
        figures: [
          "housing new 1", "housing replies_due 1", "housing own_base 1",
          "housing own_resolved 1", "housing resolution_base 1", "housing resolved 1",
          "water new 1", "water moved_on 1",
        ]),
      Edge(
        why: "a late reply is late, signed or not",
        cases: "05-08 registered, 05-09 to housing, 05-15 signed, 05-15 replied",
        figures: [
          "housing new 1", "housing replies_due 1", "housing own_base 1",
          "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "a reply on the due day is in time",
        cases: "05-08 registered, 05-09 to housing, 05-14 replied",
        figures: [
          "housing new 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 1", "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "a reply counts in the month in which it is due",
        cases: "04-28 registered, 04-29 to housing, 04-30 replied",
        figures: [
          "housing carried_over 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "a resolved case still owes its reply",
        cases: "05-08 registered, 05-09 to housing, 05-10 paid",
        figures: [
          "housing new 1", "housing replies_due 1", "housing own_base 1",
          "housing own_resolved 1", "housing resolution_base 1", "housing resolved 1",
        ]),
      Edge(
        why: "one that was closed by then owes none",
        cases: "05-08 registered, 05-09 to housing, 05-10 paid, 05-11 closed",
        figures: [
          "housing new 1", "housing own_base 1", "housing own_resolved 1",
          "housing resolution_base 1", "housing resolved 1",
        ]),
      Edge(
        why: "resolved after another authority took it: resolved, but not by the body itself",
        cases: "05-08 registered, 05-09 to housing, 05-10 replied, 05-11 escalated, 05-20 paid",
        figures: [
          "housing new 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 1", "housing resolution_base 1", "housing resolved 1",
        ]),
      Edge(
        why: "escalated at the body before: not this one's doing",
        cases: "05-01 registered, 05-02 to housing, 05-03 escalated, 05-04 to water, 05-05 paid",
        figures: [
          "housing new 1", "housing moved_on 1", "water new 1", "water replies_due 1",
          "water own_base 1", "water own_resolved 1", "water resolution_base 1",
          "water resolved 1",
        ]),
      Edge(
        why: "carried over and resolved: in the resolution rate, in no own rate of this month",
        cases: "04-08 registered, 04-09 to housing, 04-10 replied, 05-09 paid",
        figures: [
          "housing carried_over 1", "housing resolution_base 1", "housing resolved 1",
        ]),
      Edge(
        why: "resolved in the month and taken up again in it: pending",
        cases: "05-08 registered, 05-09 to housing, 05-10 replied, 05-11 paid, 05-20 reopened",
        figures: [
          "housing new 1", "housing replies_due 2", "housing replied_on_time 1",
          "housing own_base 1", "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "taken up again in a later month: returned, and the month before stays resolved",
        cases: "04-08 registered, 04-09 to housing, 04-10 paid, 04-11 closed, 05-20 reopened",
        figures: [
          "housing returned 1", "housing replies_due 1", "housing own_base 1",
          "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "a broken plan brings the case back",
        cases: "04-08 registered, 04-09 to housing, 04-10 plan 05-10, 05-11 breached 1 05-10",
        figures: [
          "housing returned 1", "housing replies_due 1", "housing own_base 1",
          "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(
        why: "a plan that was paid in time after all was never broken",
        cases: """
          04-08 registered, 04-09 to housing, 04-10 plan 05-10, 05-09 instalment 1, \
          05-11 breached 1 05-10
          """, figures: []),
      Edge(
        why: "withdrawn: not resolved, and still in the base",
        cases: "05-08 registered, 05-09 to housing, 05-10 withdrawn",
        figures: [
          "housing new 1", "housing own_base 1", "housing resolution_base 1",
          "housing withdrawn 1",
        ]),
      Edge(
        why: "merged: the other case carries on",
        cases: "05-08 registered, 05-09 to housing, 05-10 merged",
        figures: ["housing new 1", "housing merged 1"]),
      Edge(
        why: "cumulative: from the 1st to the day of the report",
        cases: """
          05-01 registered, 05-01 to housing, 05-05 replied
          05-07 registered, 05-07 to housing
          05-08 registered, 05-08 to housing
          """, period: "2026-05-w1",
        figures: [
          "housing new 2", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 2", "housing resolution_base 2", "housing pending 2",
        ]),
      Edge(
        why: "what came after the period does not count",
        cases: "05-08 registered, 05-09 to housing, 05-12 replied, 06-01 paid",
        figures: [
          "housing new 1", "housing replies_due 1", "housing replied_on_time 1",
          "housing own_base 1", "housing resolution_base 1", "housing pending 1",
        ]),
      Edge(why: "a month without cases", cases: "", figures: []),
    ])
  func edges(_ edge: Edge) throws {
    let assessor = try ScriptedCase.assessor()
    let period = try #require(AssessmentPeriod(edge.period, policy: assessor.policy))
    let cases = try ScriptedCase.cases(edge.cases)
    let answer = try assessor.assess(cases, period: period, asOf: period.lastDay)
    let figures = answer.bodies.flatMap { body in
      BodyFigure.allCases.filter { body.count($0) > 0 }
        .map { "\(body.body ?? "") \($0.rawValue) \(body.count($0))" }
    }
    #expect(figures.sorted() == edge.figures.sorted())
    #expect(answer.findings == [])
  }

  @Test("A body without anything to judge prints a dash")
  func dash() throws {
    let assessor = try ScriptedCase.assessor()
    let answer = try assessor.assess(
      [], period: AssessmentPeriod(Month(year: 2026, month: 5)),
      asOf: ScriptedCase.day("2026-05-31"))
    #expect(answer.bodies.map { $0.rate(.resolution).percent } == ["-", "-"])
    #expect(answer.total.rate(.ownResolution).basisPoints == nil)
  }

  @Test("Cases that no body has are counted apart, and bodies no policy knows are kept")
  func unassigned() throws {
    let cases = try ScriptedCase.cases(
      """
      05-08 registered
      05-08 registered, 05-09 to housing, 05-10 bounced housing
      05-08 registered, 05-09 to railways
      """)
    let answer = try ScriptedCase.assessor().assess(
      cases, period: AssessmentPeriod(Month(year: 2026, month: 5)),
      asOf: ScriptedCase.day("2026-05-31"))
    #expect(answer.unassigned == ["2026-000001", "2026-000002"])
    #expect(answer.registered.count == 3)
    #expect(answer.bodies.map(\.body) == ["housing", "water", "railways"])
    #expect(answer.findings == [])
  }

  @Test("A late-typed event changes a closed month, and the change names figure and case")
  func typedLate() throws {
    let assessor = try ScriptedCase.assessor()
    let month = AssessmentPeriod(Month(year: 2026, month: 5))
    let known = try ScriptedCase.cases("05-08 registered, 05-09 to housing, 05-12 replied")
    let typed = try ScriptedCase.cases(
      "05-08 registered, 05-09 to housing, 05-12 replied, 05-20 paid")
    let day = ScriptedCase.day("2026-06-15")
    let before = try assessor.assess(known, period: month, asOf: day)
    let changes = try assessor.assess(typed, period: month, asOf: day).changes(since: before)
    #expect(
      changes.map { "\($0.figure.rawValue) \($0.before) \($0.after) +\($0.came) -\($0.went)" } == [
        #"own_resolved 0 1 +["2026-000001"] -[]"#, #"resolved 0 1 +["2026-000001"] -[]"#,
        #"pending 1 0 +[] -["2026-000001"]"#,
      ])
    #expect(before.changes(since: before).isEmpty)
  }

  @Test("As of a day within the period only what had taken effect by then counts")
  func asOfWithin() throws {
    let assessor = try ScriptedCase.assessor()
    let cases = try ScriptedCase.cases("05-08 registered, 05-09 to housing, 05-20 paid")
    let answer = try assessor.assess(
      cases, period: AssessmentPeriod(Month(year: 2026, month: 5)),
      asOf: ScriptedCase.day("2026-05-10"))
    #expect(!answer.isComplete)
    #expect(answer.total.count(.pending) == 1)
    #expect(answer.total.count(.repliesDue) == 0)
  }
}
