import CaseAssessment
import CaseHandling
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

/// Cases written as `day word` steps, e.g. `05-08 registered, 05-09 to housing, 05-12 replied`.
enum ScriptedCase {
  static func workflow() throws -> WorkflowPolicy {
    try WorkflowFile.read(
      WagewatchSchemas.text("workflows/nanxun.yaml") ?? "", file: "nanxun.yaml")
  }

  static func assessor(bodies: [String] = ["housing", "water"]) throws -> BodyAssessor {
    let policy = try workflow()
    let routing = try RoutingFile.read(
      WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml")
    return BodyAssessor(
      policy: try #require(policy.assessment), bodies: bodies,
      rules: WorkflowRules(policy: policy, routing: routing, calendar: calendar))
  }

  /// Years with the days off that a whole notice has, for the clocks of working days.
  static let calendar = WorkCalendar(
    entries: (2025...2028).flatMap { year in
      ["01-01", "02-01", "05-01", "10-01", "10-02", "10-03"].map {
        CalendarEntry(
          day: day("\(year)-\($0)"), kind: .off, festival: "x", noticeNo: "x",
          publishedOn: day("2024-11-01"))
      }
    }, asOf: day("2028-12-31"))

  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  /// One case a line; numbers are 1, 2, ... in order.
  static func cases(_ text: String) throws -> [AssessedCase] {
    try text.split(separator: "\n").enumerated().map { index, line in
      AssessedCase(caseNo: "2026-00000\(index + 1)", events: try events(String(line)))
    }
  }

  static func events(_ line: String) throws -> [CaseEvent] {
    try line.split(separator: ",").map { step in
      let words = step.split(separator: " ").map(String.init)
      return try event(words[0], Array(words.dropFirst()))
    }
  }

  private static func event(_ when: String, _ words: [String]) throws -> CaseEvent {
    let day = try #require(Day("2026-\(when)"), "\(when)")
    return CaseEvent(
      try #require(act(words), "\(words)"), effectiveAt: Instant(day: day, secondOfDay: 36_000),
      actor: "clerk")
  }

  private static func act(_ words: [String]) -> CaseAct? {
    let number = words.count > 1 ? Int(words[1]) : nil
    return switch words[0] {
    case "registered":
      .registered(
        RegisteredComplaint(
          complaintNo: "C", details: CaseDetails(persons: 1, amount: nil, town: nil)))
    case "elsewhere":
      .registered(
        RegisteredComplaint(
          complaintNo: "C",
          details: CaseDetails(persons: 1, amount: nil, town: TownCode("330502100"))))
    case "county": .escalated(Escalation(forum: .county, reasonHash: "00", county: "330502"))
    case "concluded": .concluded(.county)
    case "satisfied", "unsatisfied", "unreached":
      CallbackAnswer(rawValue: words[0]).map(CaseAct.calledBack)
    case "to": .dispatched(TransferOrder(number: "ZB", body: words[1], helper: nil, rule: nil))
    case "bounced": .bounced(Bounce(body: words[1], reasonHash: "00"))
    case "replied": .replied(Reply(textHash: "00"))
    case "signed": .signed(Signature(level: .leader, by: "head"))
    case "paid": .resolved(.wagesPaid)
    case "plan":
      .resolved(
        .repaymentAgreement(
          RepaymentAgreement(
            fileHash: "00",
            instalments: [Instalment(dueOn: day("2026-\(words[1])"), amount: Money(fen: 100))])))
    case "instalment": number.map { .instalmentPaid($0) }
    case "breached":
      number.map { .breached(BrokenInstalment(number: $0, dueOn: day("2026-\(words[2])"))) }
    case "escalated": .escalated(Escalation(forum: .inspection, reasonHash: "00"))
    case "reopened": .reopened(Reopening(reasonHash: "00"))
    case "withdrawn": .withdrawn(Withdrawal(reasonHash: "00"))
    case "merged": .merged(into: "2026-000009")
    case "closed": .closed
    default: nil
    }
  }
}
