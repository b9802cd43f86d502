/// One counting under way.
struct DeadlineCount {
  let rule: DeadlineRule
  let calendar: WorkCalendar
  let pauses: [ClosedRange<Day>]
  var due: Day
  var counted: [Day] = []
  var skipped: [Deadline.Skipped] = []

  init(from: Day, rule: DeadlineRule, calendar: WorkCalendar, pauses: [ClosedRange<Day>]) {
    self.rule = rule
    self.calendar = calendar
    self.pauses = pauses
    due = from
    counted.reserveCapacity(rule.days)
  }

  mutating func countDays() throws(CalendarError) {
    while counted.count < rule.days {
      due = due.adding(days: 1)
      if let why = try reasonNotToCount(due) {
        skipped.append(.init(day: due, why: why))
      } else {
        counted.append(due)
      }
    }
    // The civil calendar of `Day` ends there.
    guard due.year <= 9999 else { throw .yearNotLoaded(due.year) }
  }

  mutating func roll() throws(CalendarError) {
    guard rule.kind == .calendar, rule.roll != .none else { return }
    let step = rule.roll == .forward ? 1 : -1
    while let why = try isPaused(due) ? .paused : calendar.restReason(due) {
      let passed = Deadline.Skipped(day: due, why: why)
      // Rolling back may meet a pause that was skipped on the way there.
      if !skipped.contains(passed) { skipped.append(passed) }
      due = due.adding(days: step)
    }
  }

  private func reasonNotToCount(_ day: Day) throws(CalendarError) -> RestReason? {
    if isPaused(day) { return .paused }
    return rule.kind == .working ? try calendar.restReason(day) : nil
  }

  private func isPaused(_ day: Day) -> Bool {
    !pauses.isEmpty && pauses.contains { $0.contains(day) }
  }
}
