/// The counting of a clock: to its due day, or as far as the holiday notices reach.
///
/// A case records what happened although the notice for the next year is not out yet; its due day
/// is then not known, and never guessed.
public struct ClockCount: Hashable, Sendable {
  /// Day 0.
  public let from: Day
  public let rule: DeadlineRule
  /// Nil while ``missingYear`` has no notice.
  public let dueOn: Day?
  /// The year that the counting reached and that no known notice arranges; nil when it was done.
  public let missingYear: Int?
  /// As of a ``Deadline``; with a missing year, what was counted before it.
  public let counted: [Day]
  /// As of a ``Deadline``; with a missing year, what was passed over before it.
  public let skipped: [Deadline.Skipped]
  /// The ``WorkCalendar/version`` that was asked; nil when the rule needs no calendar.
  public let calendarVersion: String?

  /// Counts from scratch.
  ///
  /// - Parameters:
  ///   - from: day 0.
  ///   - rule: the length and the way of counting.
  ///   - calendar: not asked by calendar days without rolling.
  ///   - pauses: whole days on which the clock stands still.
  public init(
    from: Day, rule: DeadlineRule, calendar: WorkCalendar, pauses: [ClosedRange<Day>] = []
  ) {
    var count = DeadlineCount(from: from, rule: rule, calendar: calendar, pauses: pauses)
    var due: Day?
    var missing: Int?
    do throws(CalendarError) {
      try count.countDays()
      try count.roll()
      due = count.due
    } catch {
      switch error {
      case .yearNotLoaded(let year): missing = year
      }
    }
    self.from = from
    self.rule = rule
    dueOn = due
    missingYear = missing
    counted = count.counted
    skipped = count.skipped.sorted { $0.day < $1.day }
    calendarVersion = rule.needsCalendar ? calendar.version : nil
  }

  /// Whether what was done on a day was in time; nil while nobody can know.
  ///
  /// A due day that is not countable lies in the missing year or later, so that all before it is in
  /// time; only rolling backward may lead out of that year again.
  public func isInTime(_ day: Day) -> Bool? {
    if let dueOn { return day <= dueOn }
    guard let missingYear, day.year < missingYear else { return nil }
    return rule.kind == .calendar && rule.roll == .backward ? nil : true
  }
}
