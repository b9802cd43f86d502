/// A time of the year at which wages are most often asked for (重要节点).
public struct KeyDate: Hashable, Sendable {
  /// How its day is found.
  public enum Anchor: Hashable, Sendable {
    /// The same day of every year.
    case monthAndDay(month: Int, day: Int)
    /// The first day off that the year's holiday notice gives for a festival, as it names it.
    case festival(String)
  }

  public let id: String
  public let title: Bilingual
  public let anchor: Anchor
  /// The window begins so many days before the day and ends so many after it, both included.
  public let daysBefore: Int
  public let daysAfter: Int
  /// By when a warning is checked that fires within the window; a tier that is not there keeps its
  /// own limit.
  public let checks: [Tier: DeadlineRule]
  public let source: String

  public init(
    id: String, title: Bilingual, anchor: Anchor, daysBefore: Int, daysAfter: Int,
    checks: [Tier: DeadlineRule], source: String
  ) {
    self.id = id
    self.title = title
    self.anchor = anchor
    self.daysBefore = daysBefore
    self.daysAfter = daysAfter
    self.checks = checks
    self.source = source
  }

  /// - Returns: nil for a festival of a year without a notice: its day is not known then.
  public func window(in year: Int, calendar: WorkCalendar) -> KeyDateWindow? {
    guard let day = day(in: year, calendar: calendar) else { return nil }
    return KeyDateWindow(
      keyDate: self, on: day, first: day.adding(days: -daysBefore),
      last: day.adding(days: daysAfter))
  }

  private func day(in year: Int, calendar: WorkCalendar) -> Day? {
    switch anchor {
    case .monthAndDay(let month, let day): return Day(year: year, month: month, day: day)
    case .festival(let name):
      guard calendar.loadedYears.contains(year) else { return nil }
      return calendar.arrangements.first {
        $0.day.year == year && $0.kind == .off
          && $0.festival.split(separator: "、").contains(Substring(name))
      }?.day
    }
  }
}

/// The days around a key date in one year.
public struct KeyDateWindow: Hashable, Sendable {
  public let keyDate: KeyDate
  public let on: Day
  public let first: Day
  public let last: Day

  public func contains(_ day: Day) -> Bool { first <= day && day <= last }
}

/// The key dates of a district, and what the joint duty looks at (N7).
public struct KeyDatePolicy: Hashable, Sendable {
  /// E.g. `district@1`.
  public let version: String
  /// In the order of the file.
  public let dates: [KeyDate]
  /// An open case of so many persons is a group's.
  public let groupPersons: Int64
  /// Clocks that run out within so many days stand on the joint list.
  public let dueWithinDays: Int

  public init(version: String, dates: [KeyDate], groupPersons: Int64, dueWithinDays: Int) {
    self.version = version
    self.dates = dates
    self.groupPersons = groupPersons
    self.dueWithinDays = dueWithinDays
  }

  /// The windows of three years around a day, by their day, then in the policy's order.
  public func windows(around day: Day, calendar: WorkCalendar) -> [KeyDateWindow] {
    let all = (day.year - 1...day.year + 1).flatMap { year in
      dates.compactMap { $0.window(in: year, calendar: calendar) }
    }
    return all.enumerated().sorted {
      ($0.element.on, $0.offset) < ($1.element.on, $1.offset)
    }.map(\.element)
  }

  /// The windows that a day lies in.
  public func windows(on day: Day, calendar: WorkCalendar) -> [KeyDateWindow] {
    windows(around: day, calendar: calendar).filter { $0.contains(day) }
  }

  /// By when a warning is checked that fires on a day.
  ///
  /// - Parameters:
  ///   - tier: of the warning.
  ///   - day: day 0.
  ///   - ordinary: the day by the tier's own rule.
  ///   - calendar: as it was published by the day.
  /// - Returns: the earliest of the ordinary day and those of the windows that `day` lies in: a key date
  ///   never makes a limit longer.
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` where a rule counts working days.
  public func check(
    _ tier: Tier, firedOn day: Day, ordinary: Day, calendar: WorkCalendar
  ) throws(CalendarError) -> WarningCheck {
    var check = WarningCheck(dueOn: ordinary)
    for window in windows(on: day, calendar: calendar) {
      guard let rule = window.keyDate.checks[tier] else { continue }
      let dueOn = try Deadline(from: day, rule: rule, calendar: calendar).dueOn
      guard dueOn < check.dueOn else { continue }
      check = WarningCheck(
        dueOn: dueOn,
        shortened: ShortenedCheck(
          keyDate: window.keyDate.id, keyDay: window.on, policy: version, ordinaryDueOn: ordinary))
    }
    return check
  }
}

/// By when a warning is checked, and why earlier than usual.
public struct WarningCheck: Hashable, Sendable {
  public let dueOn: Day
  /// Nil: by the tier's own rule.
  public let shortened: ShortenedCheck?

  public init(dueOn: Day, shortened: ShortenedCheck? = nil) {
    self.dueOn = dueOn
    self.shortened = shortened
  }
}

/// Why a warning is checked earlier than its tier's own rule says.
public struct ShortenedCheck: Hashable, Sendable {
  /// The key date's id.
  public let keyDate: String
  public let keyDay: Day
  /// The policy's version.
  public let policy: String
  /// The day by the tier's own rule.
  public let ordinaryDueOn: Day

  public init(keyDate: String, keyDay: Day, policy: String, ordinaryDueOn: Day) {
    self.keyDate = keyDate
    self.keyDay = keyDay
    self.policy = policy
    self.ordinaryDueOn = ordinaryDueOn
  }

  /// E.g. `spring-festival 2027-02-06 (district@1), otherwise 2027-01-25`.
  public var text: Bilingual { text(keyDate) }

  /// With what Chinese pages call the key date.
  public func text(_ name: String) -> Bilingual {
    Bilingual(
      zh: "\(name) \(keyDay)（\(policy)），平时为 \(ordinaryDueOn)",
      en: "\(keyDate) \(keyDay) (\(policy)), otherwise \(ordinaryDueOn)")
  }

  var payload: [String: String] {
    [
      "keyDate": keyDate, "keyDay": keyDay.description, "keyDates": policy,
      "ordinaryDueOn": ordinaryDueOn.description,
    ]
  }

  /// - Returns: nil where nothing was shortened, an inner nil for what cannot be read.
  static func read(_ payload: [String: String]) -> ShortenedCheck?? {
    guard let keyDate = payload["keyDate"] else { return .none }
    guard let keyDay = payload["keyDay"].flatMap({ Day($0) }), let policy = payload["keyDates"],
      let ordinary = payload["ordinaryDueOn"].flatMap({ Day($0) })
    else { return .some(nil) }
    return ShortenedCheck(
      keyDate: keyDate, keyDay: keyDay, policy: policy, ordinaryDueOn: ordinary)
  }
}
