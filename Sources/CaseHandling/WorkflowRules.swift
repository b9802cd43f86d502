public import WageDomain

/// The workflow, routing and calendar of one night, as the store is handed them.
public struct WorkflowRules: CaseRules {
  public let history: CaseHistory
  public let routing: RoutingPolicy

  public init(policy: WorkflowPolicy, routing: RoutingPolicy, calendar: WorkCalendar) {
    history = CaseHistory(policy: policy, calendar: calendar)
    self.routing = routing
  }

  public func status(of events: [CaseEvent]) throws -> CaseStatus { try history.replay(events) }

  public func status(of events: [CaseEvent], adding more: [CaseEvent]) throws -> CaseStatus {
    try history.replay(events, adding: more)
  }

  public func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent] {
    try history.followUps(of: events, asOf: day)
  }

  public func judgement(of events: [CaseEvent], asOf day: Day) throws -> CaseJudgement {
    try history.judgement(of: events, asOf: day)
  }

  public func reminders(
    ofCase caseNo: String, _ events: [CaseEvent], asOf day: Day
  ) throws -> [CaseReminder] {
    try history.reminders(ofCase: caseNo, events, asOf: day) { routing.body($0)?.name }
  }

  public var clockRules: [ClockRule] { history.policy.clocks }

  public var instalmentReminders: [ReminderRule] { history.policy.instalmentReminders }

  public var calendar: WorkCalendar { history.calendar }

  public func counting(by calendar: WorkCalendar) -> WorkflowRules {
    WorkflowRules(policy: history.policy, routing: routing, calendar: calendar)
  }

  public func name(ofBody id: String) -> Bilingual { routing.body(id)?.name ?? .same(id) }

  public func parent(ofBody id: String) -> String? { routing.body(id)?.parent }

  public func route(_ question: RoutingQuestion) -> Routing { routing.route(question) }
}
