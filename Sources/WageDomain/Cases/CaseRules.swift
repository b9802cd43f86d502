/// The rules that turn a case's events into its status. `CaseHandling` holds the only real ones;
/// the store is handed them, so that it keeps projections without knowing a rule.
public protocol CaseRules: Sendable {
  /// The status that `events`, in the order they were recorded, amount to.
  ///
  /// What was recorded stays: a policy that demands more today does not make it illegal.
  ///
  /// A clock that reaches a year without a holiday notice runs without a due day.
  ///
  /// - Throws: ``IllegalCaseEvent`` for the first event that its state does not allow.
  func status(of events: [CaseEvent]) throws -> CaseStatus

  /// The same with `more` after them, of which each must be what the policy demands.
  ///
  /// - Throws: as ``status(of:)``, and ``IllegalCaseEvent`` for the first of `more` that the policy
  ///   does not take.
  func status(of events: [CaseEvent], adding more: [CaseEvent]) throws -> CaseStatus

  /// The events that overdue clocks demand by the end of `day` and that are not there yet, and before
  /// them the withdrawals of those that are there for nothing.
  ///
  /// Appending what it returns makes it return nothing for the same day.
  ///
  /// - Throws: as ``status(of:)``.
  func followUps(of events: [CaseEvent], asOf day: Day) throws -> [CaseEvent]

  /// ``followUps(of:asOf:)``, and the status with them.
  ///
  /// - Throws: as ``status(of:adding:)`` of both.
  func judgement(of events: [CaseEvent], asOf day: Day) throws -> CaseJudgement

  /// The follow-ups whose moment came by the end of `day`, those sent among them, by moment.
  ///
  /// Each depends on the events alone, so that a night that came late finds the same.
  ///
  /// - Throws: as ``status(of:)``.
  func reminders(ofCase caseNo: String, _ events: [CaseEvent], asOf day: Day) throws
    -> [CaseReminder]

  /// The clocks of the policy, in its order.
  var clockRules: [ClockRule] { get }

  /// What is told of each instalment of a repayment agreement, in the policy's order.
  var instalmentReminders: [ReminderRule] { get }

  /// What due days are counted by.
  var calendar: WorkCalendar { get }

  /// The same rules with another calendar.
  func counting(by calendar: WorkCalendar) -> Self

  /// What a body is called; its id where the policy does not know it any more.
  func name(ofBody id: String) -> Bilingual

  /// The body above another, which a case goes to that was sent back twice; nil when none is.
  func parent(ofBody id: String) -> String?

  /// Which body answers for a complaint, or why nobody does yet.
  func route(_ question: RoutingQuestion) -> Routing
}

extension CaseRules {
  /// The same by two replays of the events.
  public func judgement(of events: [CaseEvent], asOf day: Day) throws -> CaseJudgement {
    let followUps = try followUps(of: events, asOf: day)
    return CaseJudgement(
      followUps: followUps, status: try status(of: events, adding: followUps))
  }
}

/// What a day demands of a case.
public struct CaseJudgement: Hashable, Sendable {
  /// Withdrawals first; then by moment, then in the policy's order.
  public let followUps: [CaseEvent]
  /// What all events amount to, the follow-ups among them.
  public let status: CaseStatus

  public init(followUps: [CaseEvent], status: CaseStatus) {
    self.followUps = followUps
    self.status = status
  }
}

/// What routing looks at.
public struct RoutingQuestion: Hashable, Sendable {
  /// Nil when the complaint belongs to no known project.
  public let kind: ProjectKind?
  /// Nil when the project does not say.
  public let districtFunded: Bool?
  /// The town of the place of work; never taken from a credit code.
  public let town: TownCode?

  public init(kind: ProjectKind?, districtFunded: Bool?, town: TownCode?) {
    self.kind = kind
    self.districtFunded = districtFunded
    self.town = town
  }
}

/// The answer to a ``RoutingQuestion``.
public enum Routing: Hashable, Sendable {
  case to(RouteDecision)
  /// Nobody yet; a person looks at it. The promise to the worker runs on meanwhile.
  case holdingPen(why: Bilingual)
}

/// The body that answers, and by which rule.
public struct RouteDecision: Hashable, Sendable {
  public let body: String
  /// The body that helps; nil when none does or its town is unknown.
  public let helper: String?
  public let rule: String
  public let reason: Bilingual

  public init(body: String, helper: String?, rule: String, reason: Bilingual) {
    self.body = body
    self.helper = helper
    self.rule = rule
    self.reason = reason
  }
}
