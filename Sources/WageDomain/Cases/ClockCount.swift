/// The counting of a clock: to its due day, or as far as the holiday notices reach.
///
/// A case records what happened although the notice for the next year is not out yet; its due day
/// is then not known, and never guessed.
public struct ClockCount: Sendable {
  /// Day 0.
  public let from: Day
  public let rule: DeadlineRule
  /// Nil while ``missingYear`` has no notice.
  public let dueOn: Day?
  /// The year that the counting reached and that no known notice arranges; nil when it was done.
  public let missingYear: Int?
  private let calendar: WorkCalendar
  private let pauses: [ClosedRange<Day>]

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
    self.from = from
    self.rule = rule
    self.calendar = calendar
    self.pauses = pauses
    var count = DeadlineCount(
      from: from, rule: rule, calendar: calendar, pauses: pauses, isKept: false)
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
    dueOn = due
    missingYear = missing
  }

  /// As of a ``Deadline``; with a missing year, what was counted before it.
  public var counted: [Day] { days.counted }

  /// As of a ``Deadline``; with a missing year, what was passed over before it.
  public var skipped: [Deadline.Skipped] { days.skipped.sorted { $0.day < $1.day } }

  /// The ``WorkCalendar/version`` that was asked; nil when the rule needs no calendar.
  public var calendarVersion: String? { rule.needsCalendar ? calendar.version : nil }

  /// Each day is looked at only for those who ask: a night counts the clocks of a hundred thousand
  /// cases for their due days.
  private var days: DeadlineCount {
    var count = DeadlineCount(from: from, rule: rule, calendar: calendar, pauses: pauses)
    do throws(CalendarError) {
      try count.countDays()
      try count.roll()
    } catch {
      // Counted as far as the notices reach.
    }
    return count
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

extension ClockCount: Hashable {
  /// Equal when they counted the same days to the same end, by whatever calendar.
  public static func == (left: ClockCount, right: ClockCount) -> Bool {
    guard left.from == right.from, left.rule == right.rule, left.dueOn == right.dueOn,
      left.missingYear == right.missingYear, left.calendarVersion == right.calendarVersion
    else { return false }
    if left.pauses == right.pauses, left.calendar.isSame(as: right.calendar) { return true }
    let (own, other) = (left.days, right.days)
    return own.counted == other.counted && left.skipped == right.skipped
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(from)
    hasher.combine(rule)
    hasher.combine(dueOn)
    hasher.combine(missingYear)
  }
}
