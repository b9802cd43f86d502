import WageDomain

/// One round of a clock while a case is replayed; its due day is always counted from scratch.
struct RunningClock {
  let id: String
  /// Of its rule in the policy; nil for an instalment, which has none.
  let place: Int?
  let round: Int
  let body: String?
  /// Day 0.
  let from: Day
  let rule: DeadlineRule
  /// Nil: it never stands still.
  let pause: PauseRule?
  private(set) var extendedBy = 0
  private(set) var paused: [ClosedRange<Day>] = []
  private(set) var deadline: ClockCount
  var ending: ClockEnding?

  init(
    _ rule: ClockRule, at place: Int, round: Int, body: String?, from: Day, pauses: [CasePause],
    calendar: WorkCalendar
  ) {
    self.id = rule.id
    self.place = place
    self.round = round
    self.body = body
    self.from = from
    self.rule = rule.deadline
    pause = rule.pause
    deadline = ClockCount(from: from, rule: rule.deadline, calendar: calendar)
    stand(still: pauses, calendar: calendar)
  }

  /// An instalment is due on the day that the agreement names.
  init?(
    _ promise: Instalment, number: Int, from: Day, calendar: WorkCalendar
  ) {
    let days = promise.dueOn.days(since: from)
    guard let rule = DeadlineRule(days: days, kind: .calendar, roll: .none) else { return nil }
    id = CaseClock.instalment
    place = nil
    round = number
    body = nil
    self.from = from
    self.rule = rule
    pause = nil
    deadline = ClockCount(from: from, rule: rule, calendar: calendar)
  }

  /// Counts anew with these pauses; a clock that ended keeps its day.
  mutating func stand(still pauses: [CasePause], calendar: WorkCalendar) {
    guard ending == nil, let pause, !pauses.isEmpty else { return }
    paused = pauses.compactMap { $0.days(most: pause.mostDays) }.filter { $0.upperBound > from }
    count(calendar)
  }

  mutating func extend(by days: Int, calendar: WorkCalendar) {
    extendedBy += days
    count(calendar)
  }

  private mutating func count(_ calendar: WorkCalendar) {
    let days = min(rule.days + extendedBy, DeadlineRule.mostDays)
    guard let longer = DeadlineRule(days: days, kind: rule.kind, roll: rule.roll) else { return }
    deadline = ClockCount(from: from, rule: longer, calendar: calendar, pauses: paused)
  }

  var clock: CaseClock {
    CaseClock(
      id: id, round: round, body: body, deadline: deadline, extendedBy: extendedBy, paused: paused,
      ending: ending)
  }
}
