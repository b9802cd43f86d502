import CaseAssessment
import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("A complaint that is taken out of a case again counts once, and in no month that is over")
struct RepeatedCaseTests {
  /// Of 2 May, merged into another case, and taken out of that again.
  struct Road: CustomTestStringConvertible {
    let why: String
    let mergedOn: String
    let detachedOn: String
    /// Which complaint was taken out.
    var complaint = "B"
    /// The last digits of the cases that May and June list as registered, and as open at the end.
    let registered: [String]
    let open: [String]
    let listed: [String]
    var testDescription: String { why }
  }

  private static func registered(_ number: String, detachedOn: String? = nil) -> CaseEvent {
    var complaint = RegisteredComplaint(
      complaintNo: number, details: CaseDetails(persons: 3, amount: Money(fen: 100), town: nil))
    complaint.detachedOn = detachedOn.map { ScriptedCase.day("2026-" + $0) }
    return CaseEvent(
      .registered(complaint), effectiveAt: Instant(day: ScriptedCase.day("2026-05-02")),
      actor: "clerk")
  }

  @Test(
    "The month of the merge and that of the detaching",
    arguments: [
      Road(
        why: "both in June: May stands as it was", mergedOn: "06-01", detachedOn: "06-05",
        registered: ["12", ""], open: ["12", "13"], listed: ["12", ""]),
      Road(
        why: "both in May", mergedOn: "05-10", detachedOn: "05-12", registered: ["13", ""],
        open: ["13", "13"], listed: ["12", ""]),
      Road(
        why: "merged in May, where it was left out, and taken out in June", mergedOn: "05-10",
        detachedOn: "06-05", registered: ["1", "3"], open: ["1", "13"], listed: ["12", ""]),
      Road(
        why: "the first complaint was taken out, and its case goes on for the other",
        mergedOn: "06-01", detachedOn: "06-05", complaint: "A", registered: ["12", ""],
        open: ["12", "13"], listed: ["12", ""]),
    ])
  func counted(_ road: Road) throws {
    // Typed in as sent out before the complaint was taken out, when the other case had it.
    let sent = try ScriptedCase.events("05-20 to housing,06-20 replied")
    let linked = CaseEvent(
      .linked(
        LinkedComplaint(
          complaintNo: "B", fromCase: "2026-000002",
          details: CaseDetails(persons: 3, amount: nil, town: nil))),
      effectiveAt: Instant(day: ScriptedCase.day("2026-" + road.mergedOn)), actor: "clerk")
    let cases = try [
      AssessedCase(
        caseNo: "2026-000001",
        events: [Self.registered("A")] + ScriptedCase.events("05-03 to housing") + [linked]),
      AssessedCase(
        caseNo: "2026-000002",
        events: [Self.registered("B")] + ScriptedCase.events("\(road.mergedOn) merged")),
      AssessedCase(
        caseNo: "2026-000003",
        events: [Self.registered(road.complaint, detachedOn: road.detachedOn)] + sent),
    ]
    let assessor = try ScriptedCase.assessor()
    let rules = WorkflowRules(
      policy: try ScriptedCase.workflow(),
      routing: try RoutingFile.read(
        WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml"),
      calendar: ScriptedCase.calendar)
    func last(_ numbers: [String]) -> String { numbers.map { String($0.suffix(1)) }.joined() }
    for (index, month) in ["2026-05", "2026-06"].enumerated() {
      let period = AssessmentPeriod(try #require(Month(month)))
      let sums = try DistrictSums(
        cases, period: period, asOf: ScriptedCase.day("2026-12-31"), rules: rules)
      func row(_ measure: DistrictSums.Measure) -> String {
        last(sums.rows.first { $0.measure == measure }?.cases ?? [])
      }
      #expect(row(.registered) == road.registered[index], "\(month)")
      #expect(row(.open) == road.open[index], "\(month)")
      let bodies = try assessor.assess(
        cases, period: period, asOf: ScriptedCase.day("2026-12-31"))
      #expect(bodies.findings == [])
      #expect(last(bodies.registered) == road.listed[index], "\(month)")
    }
  }
}
