/// One counting under way.
struct DeadlineCount {
  let rule: DeadlineRule
  let calendar: WorkCalendar
  let pauses: [ClosedRange<Day>]
  /// Whether ``counted`` and ``skipped`` are kept; a due day alone does without.
  let isKept: Bool
  var due: Day
  var counted: [Day] = []
  var skipped: [Deadline.Skipped] = []
  private var count = 0

  init(
    from: Day, rule: DeadlineRule, calendar: WorkCalendar, pauses: [ClosedRange<Day>],
    isKept: Bool = true
  ) {
    self.rule = rule
    self.calendar = calendar
    self.pauses = pauses
    self.isKept = isKept
    due = from
    if isKept { counted.reserveCapacity(rule.days) }
  }

  mutating func countDays() throws(CalendarError) {
    if !isKept, pauses.isEmpty, rule.kind == .calendar {
      (due, count) = (due.adding(days: rule.days), rule.days)
    }
    while count < rule.days {
      due = due.adding(days: 1)
      if try isNotToCount(due) {
        if isKept, let why = try reasonNotToCount(due) {
          skipped.append(.init(day: due, why: why))
        }
      } else {
        count += 1
        if isKept { counted.append(due) }
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
      // A day that was counted stays so; rolling back may meet a pause that was skipped on the way.
      if isKept, !counted.contains(due), !skipped.contains(passed) { skipped.append(passed) }
      due = due.adding(days: step)
    }
  }

  private func isNotToCount(_ day: Day) throws(CalendarError) -> Bool {
    if isPaused(day) { return true }
    return rule.kind == .working ? try !calendar.isWorkingDay(day) : false
  }

  private func reasonNotToCount(_ day: Day) throws(CalendarError) -> RestReason? {
    if isPaused(day) { return .paused }
    return rule.kind == .working ? try calendar.restReason(day) : nil
  }

  private func isPaused(_ day: Day) -> Bool {
    !pauses.isEmpty && pauses.contains { $0.contains(day) }
  }
}
