/// A group that gathered over wages, or a drill of it, as it stood on a day.
public struct Incident: Hashable, Sendable {
  /// `QT-2026-000001`; of a drill `YL-2026-000001`.
  public let number: String
  public let isDrill: Bool
  public let openedAt: Instant
  /// The largest head-count so far, as corrected.
  public let persons: Int64
  /// The id of the level in the plan.
  public let level: String
  /// The version of the plan that it was opened by.
  public let plan: String
  public let caseNo: String?
  public let creditCode: String?
  public let firmName: String?
  public let town: String?
  /// Protected: lists do not show it.
  public let place: String?
  public let closedAt: Instant?
  /// Protected, too; nil once erased.
  public let result: String?
  /// When place, result and reasons were erased by policy.
  public let erasedOn: Day?
  /// When it was found to have been opened in error: it counts nowhere.
  public let annulledAt: Instant?
  /// In the order they were recorded, an annulment among them.
  public let corrections: [IncidentCorrection]
  /// By due moment, then in the plan's order.
  public let steps: [IncidentStep]

  public init(
    number: String, isDrill: Bool, openedAt: Instant, persons: Int64, level: String, plan: String,
    caseNo: String?, creditCode: String?, firmName: String?, town: String?, place: String?,
    closedAt: Instant?,
    result: String?, steps: [IncidentStep], erasedOn: Day? = nil, annulledAt: Instant? = nil,
    corrections: [IncidentCorrection] = []
  ) {
    self.number = number
    self.isDrill = isDrill
    self.openedAt = openedAt
    self.persons = persons
    self.level = level
    self.plan = plan
    self.caseNo = caseNo
    self.creditCode = creditCode
    self.firmName = firmName
    self.town = town
    self.place = place
    self.closedAt = closedAt
    self.result = erasedOn == nil ? result : nil
    self.erasedOn = erasedOn
    self.steps = steps
    self.annulledAt = annulledAt
    self.corrections = corrections
  }

  public var isOpen: Bool { closedAt == nil && annulledAt == nil }

  /// What is still to be done, the next first.
  public var toDo: [IncidentStep] { steps.filter { $0.doneAt == nil && $0.voidedAt == nil } }
}

/// A step of the plan in one incident.
public struct IncidentStep: Hashable, Sendable {
  public let id: String
  public let title: Bilingual
  public let told: Bilingual
  public let source: String
  public let dueAt: Instant
  public let doneAt: Instant?
  public let doneBy: String?
  /// When that was written down, which may be later.
  public let recordedAt: Instant?
  /// When its incident was closed: what was not done by then is not to be done any more.
  public let closedAt: Instant?
  /// When a corrected head-count or an annulment took it away.
  public let voidedAt: Instant?

  public init(
    id: String, title: Bilingual, told: Bilingual, source: String, dueAt: Instant,
    doneAt: Instant?, doneBy: String?, recordedAt: Instant? = nil, closedAt: Instant? = nil,
    voidedAt: Instant? = nil
  ) {
    self.id = id
    self.title = title
    self.told = told
    self.source = source
    self.dueAt = dueAt
    self.doneAt = doneAt
    self.doneBy = doneBy
    self.recordedAt = recordedAt
    self.closedAt = closedAt
    self.voidedAt = voidedAt
  }

  /// Late is the second after ``dueAt``.
  public func state(at moment: Instant) -> State {
    if let doneAt { return doneAt <= dueAt ? .done : .doneLate }
    if let voidedAt, voidedAt <= moment { return .void }
    if let closedAt, closedAt <= moment { return .notDone }
    return dueAt < moment ? .overdue : .toDo
  }

  public enum State: String, CaseIterable, Hashable, Sendable {
    case toDo = "to-do"
    case overdue
    case done
    case doneLate = "done-late"
    /// The incident was closed without it.
    case notDone = "not-done"
    /// The corrected head-count does not ask for it, or the incident was none.
    case void

    public var title: Bilingual {
      switch self {
      case .toDo: Bilingual(zh: "待办", en: "to do")
      case .overdue: Bilingual(zh: "逾期", en: "overdue")
      case .done: Bilingual(zh: "已办", en: "done")
      case .doneLate: Bilingual(zh: "逾期办理", en: "done late")
      case .void: Bilingual(zh: "不再要求", en: "not asked any more")
      case .notDone: Bilingual(zh: "结束时未办", en: "not done when it was closed")
      }
    }
  }
}
