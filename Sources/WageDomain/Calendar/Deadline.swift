/// The day a period ends on, with every day that was counted and every day that was not.
///
/// Day 0 is never counted, whether it is worked or not. Late is the day after ``dueOn``.
public struct Deadline: Hashable, Sendable {
  /// A day that was passed over, and why.
  public struct Skipped: Hashable, Sendable {
    public let day: Day
    public let why: RestReason

    public init(day: Day, why: RestReason) {
      self.day = day
      self.why = why
    }
  }

  /// Day 0.
  public let from: Day
  public let rule: DeadlineRule
  public let dueOn: Day
  /// Exactly ``DeadlineRule/days`` days, ascending, all after ``from``.
  public let counted: [Day]
  /// Ascending. Under ``DeadlineRule/Kind/working``: the rest days before ``dueOn``. Under
  /// ``DeadlineRule/Kind/calendar``: the rest days that rolling passed, from the last counted day
  /// (which is in ``counted`` too) up to but without ``dueOn``, in either direction. Under both:
  /// the paused days.
  public let skipped: [Skipped]
  /// The ``WorkCalendar/version`` that was asked; nil when the rule needs no calendar.
  public let calendarVersion: String?

  /// Counts from scratch; a deadline is never moved, it is computed again.
  ///
  /// Rolling backward may end on `from` or before it, when all days between are rest days.
  ///
  /// - Parameters:
  ///   - from: day 0.
  ///   - rule: the length and the way of counting.
  ///   - calendar: not asked, in any year, by calendar days without rolling.
  ///   - pauses: whole days, both ends included, on which the clock stands still: none of them is
  ///     counted or due.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)``, also for a due day after the year 9999.
  public init(
    from: Day, rule: DeadlineRule, calendar: WorkCalendar, pauses: [ClosedRange<Day>] = []
  ) throws(CalendarError) {
    var count = DeadlineCount(from: from, rule: rule, calendar: calendar, pauses: pauses)
    try count.countDays()
    try count.roll()
    self.from = from
    self.rule = rule
    dueOn = count.due
    counted = count.counted
    skipped = count.skipped.sorted { $0.day < $1.day }
    calendarVersion = rule.needsCalendar ? calendar.version : nil
  }
}
