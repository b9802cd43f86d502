import CaseAssessment
import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("Across regions: transferred, supervised, settled within five days (Y1)")
struct CountySumsTests {
  private static func rules() throws -> WorkflowRules {
    WorkflowRules(
      policy: try ScriptedCase.workflow(),
      routing: try RoutingFile.read(
        WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml"),
      calendar: ScriptedCase.calendar)
  }

  private func sums(
    _ cases: [AssessedCase], _ month: String = "2026-05", asOf: String = "2026-12-31"
  ) throws -> CountySums {
    try CountySums(
      cases, period: AssessmentPeriod(try #require(Month(month))), asOf: ScriptedCase.day(asOf),
      rules: Self.rules(), counties: Set([CountyCode("330503")].compactMap(\.self)))
  }

  private func figures(_ sums: CountySums) -> [String: String] {
    var figures: [String: String] = [:]
    for figure in CountyFigure.allCases where sums.count(figure) > 0 {
      figures[figure.rawValue] = sums.caseNumbers(figure).map { String($0.suffix(1)) }.joined()
    }
    return figures
  }

  @Test("Each case counts where its definition says, with its number")
  func counted() throws {
    let cases = try ScriptedCase.cases(
      """
      05-02 registered,05-03 county,05-08 concluded,05-08 paid,05-20 satisfied
      05-02 registered,05-03 county,05-09 concluded,05-09 paid,05-20 unsatisfied
      05-02 registered,05-03 county
      05-02 registered,05-03 county,05-06 withdrawn
      05-02 registered,05-29 county,05-30 concluded,05-30 paid,05-31 unreached
      05-02 elsewhere
      05-02 registered,05-03 to housing
      04-25 registered,04-28 county,05-02 paid
      05-02 registered,05-03 to housing,05-03 county,05-05 concluded,05-07 paid
      """)
    let may = try sums(cases)
    #expect(
      figures(may) == [
        "registered": "1234569", "not_transferred": "6", "transferred": "123459",
        "due": "123489", "settled_in_time": "18", "settled_late": "2", "sent_back": "9",
        "unsettled": "3", "ended": "4",
        "called_back": "125", "satisfied": "1", "unsatisfied": "2", "unreached": "5",
      ])
    #expect(may.settled == Rate(2, of: 5), "sent back without money is not settled")
    #expect(may.satisfaction.percent == "50.00 %")
    #expect(may.findings == [])
    let june = try sums(cases, "2026-06")
    #expect(figures(june) == ["due": "5", "settled_in_time": "5"])
    #expect(june.satisfaction.percent == "-", "nobody was called back")
  }

  @Test("The published figures come out: 104 supervised, 94 of them within five days")
  func published() throws {
    let cases = try (1...104).map { number in
      AssessedCase(
        caseNo: "2026-\(100_000 + number)",
        events: try ScriptedCase.events(
          "05-02 registered,05-03 county,05-\(number <= 94 ? "08" : "09") paid,05-20 satisfied"))
    }
    let sums = try sums(cases)
    #expect(sums.settled == Rate(94, of: 104) && sums.settled.percent == "90.38 %")
    #expect(sums.satisfaction.percent == "100.00 %")
  }

  @Test(
    "Whatever happened, the parts are the whole and every month's figures come out",
    arguments: 0..<8)
  func random(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &* 104_729 + 3)
    let steps = [
      "county", "concluded", "to housing", "paid", "reopened", "withdrawn", "closed", "satisfied",
      "unsatisfied", "unreached", "replied",
    ]
    let cases = try (1...30).map { number in
      var (day, line, state) = (1 + random.next(upTo: 40), "", CaseState.registered)
      func date() -> String {
        ScriptedCase.day("2026-03-01").adding(days: day).description.dropFirst(5).description
      }
      line = date() + (random.next(upTo: 4) == 0 ? " elsewhere" : " registered")
      for _ in 0..<random.next(upTo: 9) {
        day += random.next(upTo: 8)
        let word = steps[random.next(upTo: steps.count)]
        let act = try #require(try ScriptedCase.events("05-01 " + word).first?.act)
        guard let next = state.next(act.kind) else { continue }
        state = next
        line += "," + date() + " " + word
      }
      return AssessedCase(
        caseNo: "2026-\(100_000 + number)", events: try ScriptedCase.events(line))
    }
    var transferred = 0
    for month in ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"] {
      let sums = try sums(cases, month)
      #expect(sums.findings == [])
      transferred += sums.count(.transferred)
      for figure in CountyFigure.allCases {
        #expect(Set(sums.caseNumbers(figure)).count == sums.count(figure))
      }
      #expect(sums.count(.notTransferred) <= sums.count(.registered))
    }
    #expect(transferred > 0)
  }
}
