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
    ReminderPlace.atStart(clocks, instalments: instalmentReminders)
  }
}

extension CaseRules {
  /// As ``WorkflowPolicy/startReminders``.
  public var startReminders: Set<ReminderPlace> {
    ReminderPlace.atStart(clockRules, instalments: instalmentReminders)
  }
}

extension ReminderPlace {
  fileprivate static func atStart(
    _ clocks: [ClockRule], instalments: [ReminderRule]
  ) -> Set<ReminderPlace> {
    let all = clocks.map { ($0.id, $0.reminders) } + [(CaseClock.instalment, instalments)]
    return Set(
      all.flatMap { clock, reminders in
        reminders.enumerated().filter { $0.element.side == .start }
          .map { ReminderPlace(clock: clock, step: $0.offset + 1) }
      })
  }
}
