import CaseAssessment
import CaseHandling
import CaseRoads
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The sums of the district count no yuan twice, and what is unpaid at the end")
struct DistrictSumsTests {
  private static func rules() throws -> WorkflowRules {
    WorkflowRules(
      policy: try ScriptedCase.workflow(),
      routing: try RoutingFile.read(
        WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml"),
      calendar: ScriptedCase.calendar)
  }

  private func sums(
    _ events: [[CaseEvent]], _ month: String, asOf: String = "2026-12-31"
  ) throws -> DistrictSums {
    try DistrictSums(
      events.enumerated().map { AssessedCase(caseNo: "2026-00000\($0 + 1)", events: $1) },
      period: AssessmentPeriod(try #require(Month(month))), asOf: ScriptedCase.day(asOf),
      rules: Self.rules())
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
    #expect(june == ["open": 5_000 + 7_000 + 10_000, "advances": 3_000])
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

  /// A road of a case of 10,000 yuan, dispatched on 3 May, and what May, June and July say of it.
  struct Road: CustomTestStringConvertible {
    let why: String
    let line: String
    let months: [[String: Int64]]
    /// In May, June and July.
    let recovered: [Int64]
    var testDescription: String { why }
  }

  @Test(
    "Money counts on the day on which it reached the worker, once, whatever road the case takes",
    arguments: [
      Road(
        why: "paid before an agreement, which is then kept",
        line: "05-10 pay 4000,05-12 plan 06-20 6000,06-18 instalment 1",
        months: [
          ["agreement": 10_000, "other_payments": 4_000], ["instalments_paid": 6_000], [:],
        ], recovered: [4_000, 6_000, 0]),
      Road(
        why: "advanced, then an agreement on the rest",
        line: "05-10 advance 3000,06-12 plan 07-20 7000,07-18 instalment 1",
        months: [
          ["advances": 3_000, "open": 7_000], ["agreement": 10_000], ["instalments_paid": 7_000],
        ], recovered: [3_000, 0, 7_000]),
      Road(
        why: "paid in part in May, the rest with the resolution in June",
        line: "05-10 pay 4000,06-10 advance 1000,06-12 paid",
        months: [
          ["other_payments": 4_000, "open": 6_000], ["advances": 1_000, "wages_paid": 5_000], [:],
        ], recovered: [4_000, 6_000, 0]),
      Road(
        why: "said to be paid, taken up again, and paid",
        line: "05-10 paid,06-05 reopened,07-06 paid",
        months: [
          ["wages_paid": 10_000], ["corrected": -10_000, "open": 10_000], ["wages_paid": 10_000],
        ], recovered: [10_000, -10_000, 10_000]),
      Road(
        why: "taken up again and paid within a month",
        line: "05-10 paid,06-05 reopened,06-06 paid",
        months: [["wages_paid": 10_000], ["corrected": -10_000, "wages_paid": 10_000], [:]],
        recovered: [10_000, 0, 0]),
      Road(
        why: "the payment of a case resolved as paid, typed as one of its own later",
        line: "05-10 paid,06-05 pay 4000",
        months: [["wages_paid": 10_000], ["corrected": -4_000, "other_payments": 4_000], [:]],
        recovered: [10_000, 0, 0]),
      Road(
        why: "an agreement broken, a part paid after it, and resolved as paid",
        line: "05-04 plan 05-20 5000 06-20 5000,05-19 instalment 1,06-21 breached 2 06-20,"
          + "06-25 pay 2000,07-02 paid",
        months: [
          ["agreement": 10_000, "instalments_paid": 5_000],
          ["other_payments": 2_000, "open": 3_000], ["wages_paid": 3_000],
        ], recovered: [5_000, 2_000, 3_000]),
      Road(
        why: "a part paid, then withdrawn",
        line: "05-10 pay 4000,06-05 withdrawn",
        months: [
          ["other_payments": 4_000, "open": 6_000], ["withdrawn": 10_000], [:],
        ], recovered: [4_000, 0, 0]),
      Road(
        why: "more is claimed of a case that is paid",
        line: "05-10 paid,06-05 claims 12000",
        months: [["wages_paid": 10_000], ["corrected": 2_000], [:]], recovered: [10_000, 2_000, 0]),
    ])
  func roads(_ road: Road) throws {
    let events = try owed("05-03 to housing") + Self.events(road.line)
    for (index, month) in ["2026-05", "2026-06", "2026-07"].enumerated() {
      let end = ScriptedCase.day(month + "-01").month.lastDay.description
      for asOf in [end, "2026-12-31"] {
        let sums = try sums([events], month, asOf: asOf)
        var expected = road.months[index]
        if index == 0 { expected["registered"] = 10_000 }
        #expect(yuan(sums) == expected, "\(month) as of \(asOf)")
        #expect(sums.recovered == Money(fen: road.recovered[index] * 100))
      }
    }
  }

  private static func events(_ line: String) throws -> [CaseEvent] {
    try line.split(separator: ",").flatMap { step -> [CaseEvent] in
      let words = step.split(separator: " ").map(String.init)
      func money(_ word: String) throws -> Money { Money(fen: try #require(Int64(word)) * 100) }
      let act: CaseAct
      switch words[1] {
      case "pay": act = .paid(try money(words[2]))
      case "advance": act = .advanced(Advance(amount: try money(words[2]), reasonHash: "00"))
      case "claims":
        act = .detailsChanged(
          RegisteredComplaint(
            complaintNo: "C",
            details: CaseDetails(persons: 1, amount: try money(words[2]), town: nil)))
      case "plan":
        let instalments = try stride(from: 2, to: words.count, by: 2).map {
          Instalment(dueOn: ScriptedCase.day("2026-" + words[$0]), amount: try money(words[$0 + 1]))
        }
        act = .resolved(
          .repaymentAgreement(RepaymentAgreement(fileHash: "00", instalments: instalments)))
      default: return try ScriptedCase.events(String(step))
      }
      return [
        CaseEvent(
          act, effectiveAt: Instant(day: ScriptedCase.day("2026-" + words[0]), secondOfDay: 36_000),
          actor: "clerk")
      ]
    }
  }

  @Test(
    "Over many random lives the months add up to what reached the workers, at every month's end")
  func reconciled() throws {
    let rules = try Self.rules()
    let first = Month(year: 2026, month: 1)
    var roads = CaseRoads(rules: rules, seed: 11)
    let cases = try (1...400).map { number in
      AssessedCase(
        caseNo: "2026-\(100_000 + number)",
        events: try roads.life(within: first.firstDay...first.adding(months: 9).lastDay))
    }
    var recovered = Money.zero
    var kinds: Set<DistrictSums.Measure> = []
    for month in (0..<12).map(first.adding(months:)) {
      let sums = try DistrictSums(
        cases, period: AssessmentPeriod(month), asOf: month.lastDay, rules: rules)
      recovered = recovered + sums.recovered
      kinds.formUnion(sums.rows.filter { $0.amount != .zero }.map(\.measure))
      let known = try cases.reduce(Money.zero) {
        try $0 + reached($1.events.filter { $0.effectiveAt.day <= month.lastDay }, rules)
      }
      #expect(recovered == known, "by the end of \(month)")
    }
    #expect(kinds == Set(DistrictSums.Measure.allCases), "\(roads.taken)")
  }

  /// What came to the worker by the events of a case alone.
  private func reached(_ events: [CaseEvent], _ rules: WorkflowRules) throws -> Money {
    guard !events.isEmpty else { return .zero }
    var (paid, promised) = (Money.zero, [Instalment]())
    for act in events.placesInEffect.map({ events[$0].act }) {
      switch act {
      case .resolved(.repaymentAgreement(let agreement)): promised += agreement.instalments
      case .instalmentPaid(let number): paid = paid + promised[number - 1].amount
      case .paid(let amount): paid = paid + amount
      case .advanced(let advance): paid = paid + advance.amount
      default: continue
      }
    }
    let status = try rules.status(of: events)
    let isPaid = status.state == .resolved || status.state == .closed
    guard isPaid, status.resolution == .wagesPaid, let claim = status.details.amount else {
      return paid
    }
    return max(paid, claim)
  }
}
