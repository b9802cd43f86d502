import CaseAssessment
import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The sums of the district count no yuan twice, and what is unpaid at the end")
struct DistrictSumsTests {
  private func sums(_ events: [[CaseEvent]], _ month: String) throws -> DistrictSums {
    let rules = WorkflowRules(
      policy: try ScriptedCase.workflow(),
      routing: try RoutingFile.read(
        WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml"),
      calendar: ScriptedCase.calendar)
    return try DistrictSums(
      events.enumerated().map { AssessedCase(caseNo: "2026-00000\($0 + 1)", events: $1) },
      period: AssessmentPeriod(try #require(Month(month))), asOf: ScriptedCase.day("2026-12-31"),
      rules: rules)
  }

  private func yuan(_ sums: DistrictSums) -> [String: Int64] {
    Dictionary(
      uniqueKeysWithValues: sums.rows.filter { !$0.cases.isEmpty }
        .map { ($0.measure.rawValue, $0.amount.fen / 100) })
  }

  /// A case of 10,000 yuan, registered on 2 May.
  private func owed(_ line: String, advanced day: String? = nil) throws -> [CaseEvent] {
    let registered = CaseEvent(
      .registered(
        RegisteredComplaint(
          complaintNo: "C",
          details: CaseDetails(persons: 1, amount: Money(fen: 1_000_000), town: nil))),
      effectiveAt: Instant(day: ScriptedCase.day("2026-05-02")), actor: "clerk")
    let advance = day.map {
      CaseEvent(
        .advanced(Advance(amount: Money(fen: 300_000), reasonHash: "00")),
        effectiveAt: Instant(day: ScriptedCase.day($0)), actor: "clerk")
    }
    return [registered] + (try ScriptedCase.events(line)) + [advance].compactMap(\.self)
  }

  private static func plan(_ day: String) -> CaseEvent {
    let instalments = ["2026-05-20", "2026-06-20"].map {
      Instalment(dueOn: ScriptedCase.day($0), amount: Money(fen: 500_000))
    }
    return CaseEvent(
      .resolved(
        .repaymentAgreement(RepaymentAgreement(fileHash: "00", instalments: instalments))),
      effectiveAt: Instant(day: ScriptedCase.day(day)), actor: "clerk")
  }

  @Test("Open at the end is what is unpaid: without paid instalments and advances")
  func open() throws {
    let broken =
      try owed("05-03 to housing") + [Self.plan("2026-05-04")]
      + ScriptedCase.events("05-19 instalment 1,06-21 breached 2 06-20")
    let advanced = try owed("05-03 to housing", advanced: "2026-06-10")
    let june = yuan(try sums([broken, advanced, owed("05-03 to housing")], "2026-06"))
    #expect(june == ["open": 5_000 + 7_000 + 10_000])
    let may = yuan(try sums([broken], "2026-05"))
    #expect(may == ["registered": 10_000, "agreement": 10_000, "instalments_paid": 5_000])
  }

  @Test("A case paid after a broken plan counts the rest: no yuan is recovered twice")
  func paidAfterPlan() throws {
    let events =
      try owed("05-03 to housing") + [Self.plan("2026-05-04")]
      + ScriptedCase.events("05-19 instalment 1,06-21 breached 2 06-20,06-25 paid")
    let (may, june) = (try sums([events], "2026-05"), try sums([events], "2026-06"))
    #expect(yuan(june) == ["wages_paid": 5_000])
    #expect(may.recovered + june.recovered == Money(fen: 1_000_000))
  }
}
