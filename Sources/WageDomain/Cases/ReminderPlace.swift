/// A follow-up as the policy names it: its clock, and which of the clock's, from 1.
public struct ReminderPlace: Hashable, Sendable {
  public let clock: String
  public let step: Int

  public init(clock: String, step: Int) {
    self.clock = clock
    self.step = step
  }
}

extension WorkflowPolicy {
  /// The follow-ups that are told with the start: worth nothing after their due day.
  public var startReminders: Set<ReminderPlace> {
    ReminderPlace.atStart(ReminderPlace.rules(clocks, instalments: instalmentReminders))
  }
}

extension CaseRules {
  /// All follow-ups, those of the clocks in their order, then those of instalments.
  public var reminderRules: [(place: ReminderPlace, rule: ReminderRule)] {
    ReminderPlace.rules(clockRules, instalments: instalmentReminders)
  }

  /// As ``WorkflowPolicy/startReminders``.
  public var startReminders: Set<ReminderPlace> { ReminderPlace.atStart(reminderRules) }
}

extension ReminderPlace {
  fileprivate static func rules(
    _ clocks: [ClockRule], instalments: [ReminderRule]
  ) -> [(place: ReminderPlace, rule: ReminderRule)] {
    let all = clocks.map { ($0.id, $0.reminders) } + [(CaseClock.instalment, instalments)]
    return all.flatMap { clock, reminders in
      reminders.enumerated().map { (ReminderPlace(clock: clock, step: $0 + 1), $1) }
    }
  }

  fileprivate static func atStart(
    _ rules: [(place: ReminderPlace, rule: ReminderRule)]
  ) -> Set<ReminderPlace> {
    Set(rules.filter { $0.rule.side == .start }.map(\.place))
  }
}
