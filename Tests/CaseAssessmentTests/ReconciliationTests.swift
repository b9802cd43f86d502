import CaseAssessment
import CaseHandling
import Testing
import WageDomain

@Suite("Figures reconcile")
struct ReconciliationTests {
  @Test("Whatever happened to the cases, every figure of every period comes out", arguments: 0..<12)
  func randomHistories(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &* 7919 + 1)
    let assessor = try ScriptedCase.assessor(bodies: ["housing", "water", "transport"])
    var writer = RandomHistory(random: random)
    let cases = (1...25).map { number in
      AssessedCase(caseNo: "2026-\(100_000 + number)", events: writer.events())
    }
    random = writer.random
    var pending: [String: [String]] = [:]
    for month in 1...8 {
      let month = Month(year: 2026, month: month)
      for part in 1...4 {
        let period = try #require(AssessmentPeriod(month, part: part, policy: assessor.policy))
        let answer = try assessor.assess(cases, period: period, asOf: period.lastDay)
        #expect(answer.findings == [])
        for body in answer.bodies {
          let id = try #require(body.body)
          #expect(body.caseNumbers(.carriedOver) == pending[id] ?? [], "\(period) \(id)")
          #expect(
            body.count(.carriedOver) + body.dispatched
              == body.count(.resolved) + body.count(.movedOn) + body.count(.withdrawn)
              + body.count(.merged) + body.count(.pending))
        }
        for figure in BodyFigure.allCases {
          #expect(
            answer.total.count(figure) == answer.bodies.reduce(0) { $0 + $1.count(figure) })
        }
        if part == 4 {
          for body in answer.bodies { pending[body.body ?? ""] = body.caseNumbers(.pending) }
        }
      }
    }
  }

  @Test("A figure that was tampered with is found")
  func tampered() throws {
    let assessor = try ScriptedCase.assessor()
    let sound = BodyAssessment(body: "housing", cases: [.new: ["1"], .pending: ["1"]])
    #expect(sound.caseNumbers(.new) == ["1"])
    // The state machine says closed where the walk over desks says open: rules that disagree.
    struct Lying: CaseRules {
      let inner: WorkflowRules
      func status(of events: [CaseEvent]) throws -> CaseStatus {
        try inner.status(of: Array(events.prefix(1)))
      }
      func status(of events: [CaseEvent], adding more: [CaseEvent]) throws -> CaseStatus {
        try inner.status(of: events, adding: more)
      }
      func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent] { [] }
      func reminders(
        ofCase caseNo: String, _ events: [CaseEvent], asOf day: Day
      ) throws -> [CaseReminder] { [] }
      var clockRules: [ClockRule] { inner.clockRules }
      var instalmentReminders: [ReminderRule] { [] }
      var calendar: WorkCalendar { inner.calendar }
      func counting(by calendar: WorkCalendar) -> Self {
        Self(inner: inner.counting(by: calendar))
      }
      func name(ofBody id: String) -> Bilingual { .same(id) }
      func parent(ofBody id: String) -> String? { nil }
      func route(_ question: RoutingQuestion) -> Routing { inner.route(question) }
    }
    let lying = BodyAssessor(
      policy: assessor.policy, bodies: assessor.bodies,
      rules: Lying(
        inner: WorkflowRules(
          policy: try ScriptedCase.workflow(),
          routing: RoutingPolicy(version: "x@1", bodies: [], rules: []),
          calendar: ScriptedCase.calendar)))
    let cases = try ScriptedCase.cases("05-08 registered, 05-09 to housing")
    let answer = try lying.assess(
      cases, period: AssessmentPeriod(Month(year: 2026, month: 5)),
      asOf: ScriptedCase.day("2026-05-31"))
    #expect(answer.findings.map(\.found.en) == ["1 pending"])
    #expect(
      answer.findings.map(\.expected.en)
        == ["0 open at the end of 2026-05-31; they differ in: 2026-000001"])
  }
}

/// Writes histories that the state machine allows, in any order of recording.
struct RandomHistory {
  var random: SeededGenerator
  private static let bodies = ["housing", "water", "transport"]

  init(random: SeededGenerator) { self.random = random }

  mutating func events() -> [CaseEvent] {
    var at = Instant(day: ScriptedCase.day("2026-01-01"), secondOfDay: 36_000)
    at = later(at, upTo: 120)
    var state = CaseState.registered
    var events = [CaseEvent(Self.registration, effectiveAt: at, actor: "clerk")]
    for _ in 0..<random.next(upTo: 14) {
      at = later(at, upTo: 25)
      guard let act = nextAct(in: state), let next = state.next(act.kind) else { continue }
      state = next
      events.append(CaseEvent(act, effectiveAt: at, actor: "clerk"))
    }
    return events
  }

  private static let registration = CaseAct.registered(
    RegisteredComplaint(
      complaintNo: "C", details: CaseDetails(persons: 1, amount: nil, town: nil)))

  private mutating func later(_ at: Instant, upTo days: Int) -> Instant {
    // Sometimes at the very same moment.
    Instant(secondsSince1970: at.secondsSince1970 + Int64(random.next(upTo: days)) * 43_200)
  }

  private mutating func nextAct(in state: CaseState) -> CaseAct? {
    let body = Self.bodies[random.next(upTo: Self.bodies.count)]
    let order = CaseAct.dispatched(
      TransferOrder(number: "ZB", body: body, helper: nil, rule: nil))
    let all: [CaseAct] = [
      order, order, order, .bounced(Bounce(body: body, reasonHash: "00")),
      .replied(Reply(textHash: "00")), .replied(Reply(textHash: "00")),
      .resolved(.wagesPaid), .resolved(.wagesPaid), .closed,
      .reopened(Reopening(reasonHash: "00")), .withdrawn(Withdrawal(reasonHash: "00")),
      .escalated(Escalation(forum: .police, reasonHash: "00")), .merged(into: "2026-000001"),
    ]
    let allowed = all.filter { state.next($0.kind) != nil }
    return allowed.isEmpty ? nil : allowed[random.next(upTo: allowed.count)]
  }
}

/// SplitMix64: the same histories on every machine.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(upTo bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}
