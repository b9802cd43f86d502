/// Which days are worked, as the holiday notices known on one day arrange them.
///
/// Where no notice names a day, Monday to Friday are worked. A year is loaded when the known notices
/// give days off for every ``StatutoryHoliday``; any question about a day of another year throws, it
/// never guesses.
public struct WorkCalendar: Hashable, Sendable {
  /// `cn@` and the last publication day used, e.g. `cn@2025-11-04`; `cn@none` without notices.
  public var version: String { arranged.version }
  /// Ascending.
  public var loadedYears: [Int] { arranged.loadedYears }
  /// The arrangement in force for every day a known notice names, ascending by day.
  public var arrangements: [CalendarEntry] { arranged.arrangements }
  /// Every row used, ascending by day and publication; of a day the last is in force.
  public var notices: [CalendarEntry] { arranged.notices }

  /// Shared: every clock of every case holds the calendar that it is counted by.
  private let arranged: ArrangedDays

  /// - Parameters:
  ///   - entries: every row of the calendar file; of two that name one day, the one published
  ///     later is in force, and of two published together the latter.
  ///   - asOf: notices published after this day are not used.
  ///   - name: the calendar's name in ``version``.
  public init(entries: [CalendarEntry], asOf: Day, name: String = "cn") {
    let known = entries.filter { $0.publishedOn <= asOf }
    let notices = known.enumerated().sorted {
      ($0.element.day, $0.element.publishedOn, $0.offset)
        < ($1.element.day, $1.element.publishedOn, $1.offset)
    }.map(\.element)
    let arrangements = Self.arrangement(of: known)
    let loadedYears = Dictionary(grouping: arrangements, by: \.day.year)
      .filter { StatutoryHoliday.missing(in: $0, among: $1).isEmpty }.keys.sorted()
    let festivals = Set(arrangements.map(\.festival)).sorted()
    let firstDay = Month(year: loadedYears.first ?? 1970, month: 1).firstDay
    arranged = ArrangedDays(
      version: "\(name)@\(known.map(\.publishedOn).max()?.description ?? "none")",
      loadedYears: loadedYears, arrangements: arrangements, notices: notices,
      codes: Self.codes(
        years: loadedYears, firstDay: firstDay, arrangements: arrangements, festivals: festivals),
      firstDay: firstDay, festivals: festivals)
  }

  /// Whether it is the very same, not only an equal one.
  func isSame(as other: WorkCalendar) -> Bool { arranged === other.arranged }

  /// - Throws: ``CalendarError/yearNotLoaded(_:)``.
  public func isWorkingDay(_ day: Day) throws(CalendarError) -> Bool {
    try code(day) == Code.working
  }

  /// Why `day` is off; nil when it is a working day.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)``.
  public func restReason(_ day: Day) throws(CalendarError) -> RestReason? {
    switch try code(day) {
    case Code.working: nil
    case Code.weekend: .weekend
    case let festival: .festival(arranged.festivals[Int(festival - Code.firstFestival)])
    }
  }

  /// `day` itself when it is worked, else the nearest working day before it.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` for the first day asked that is not loaded.
  public func workingDay(onOrBefore day: Day) throws(CalendarError) -> Day {
    try nearestWorkingDay(from: day, step: -1)
  }

  /// `day` itself when it is worked, else the nearest working day after it.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` for the first day asked that is not loaded.
  public func workingDay(onOrAfter day: Day) throws(CalendarError) -> Day {
    try nearestWorkingDay(from: day, step: 1)
  }

  /// How many working days `year` has.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)``.
  public func workingDays(in year: Int) throws(CalendarError) -> Int {
    guard loadedYears.contains(year) else { throw .yearNotLoaded(year) }
    let start = Month(year: year, month: 1).firstDay.days(since: arranged.firstDay)
    let end = Month(year: year + 1, month: 1).firstDay.days(since: arranged.firstDay)
    return arranged.codes[start..<end].count { $0 == Code.working }
  }

  private func nearestWorkingDay(from day: Day, step: Int) throws(CalendarError) -> Day {
    var candidate = day
    while try !isWorkingDay(candidate) { candidate = candidate.adding(days: step) }
    return candidate
  }

  private func code(_ day: Day) throws(CalendarError) -> UInt16 {
    let index = day.days(since: arranged.firstDay)
    guard arranged.codes.indices.contains(index), arranged.codes[index] != Code.notLoaded else {
      throw .yearNotLoaded(day.year)
    }
    return arranged.codes[index]
  }
}

/// What a ``WorkCalendar`` knows.
private final class ArrangedDays: Hashable, Sendable {
  let version: String
  let loadedYears: [Int]
  let arrangements: [CalendarEntry]
  let notices: [CalendarEntry]
  /// One code a day from `firstDay` on, so that a question is one look into an array.
  let codes: [UInt16]
  let firstDay: Day
  let festivals: [String]

  init(
    version: String, loadedYears: [Int], arrangements: [CalendarEntry], notices: [CalendarEntry],
    codes: [UInt16], firstDay: Day, festivals: [String]
  ) {
    self.version = version
    self.loadedYears = loadedYears
    self.arrangements = arrangements
    self.notices = notices
    self.codes = codes
    self.firstDay = firstDay
    self.festivals = festivals
  }

  /// All else follows from the notices.
  static func == (left: ArrangedDays, right: ArrangedDays) -> Bool {
    left === right || left.version == right.version && left.notices == right.notices
  }

  func hash(into hasher: inout Hasher) { hasher.combine(version) }
}

extension WorkCalendar {
  private enum Code {
    static let working: UInt16 = 0
    static let weekend: UInt16 = 1
    static let notLoaded: UInt16 = 2
    static let firstFestival: UInt16 = 3
  }

  /// What is in force of notices that name the same days: one entry a day, the last published one.
  public static func arrangement(of known: [CalendarEntry]) -> [CalendarEntry] {
    var latest: [Day: CalendarEntry] = [:]
    for entry in known {
      if let other = latest[entry.day], other.publishedOn > entry.publishedOn { continue }
      latest[entry.day] = entry
    }
    return latest.values.sorted { $0.day < $1.day }
  }

  private static func codes(
    years: [Int], firstDay: Day, arrangements: [CalendarEntry], festivals: [String]
  ) -> [UInt16] {
    guard let last = years.last else { return [] }
    let length = Month(year: last + 1, month: 1).firstDay.days(since: firstDay)
    var codes = [UInt16](repeating: Code.notLoaded, count: length)
    for year in years {
      let start = Month(year: year, month: 1).firstDay
      let end = Month(year: year + 1, month: 1).firstDay
      for number in start.number..<end.number {
        codes[Int(number - firstDay.number)] =
          Day(number: number).weekday.isWeekend ? Code.weekend : Code.working
      }
    }
    let position = Dictionary(
      festivals.enumerated().map { ($1, UInt16($0)) }, uniquingKeysWith: { first, _ in first })
    for entry in arrangements {
      let index = entry.day.days(since: firstDay)
      guard codes.indices.contains(index), codes[index] != Code.notLoaded else { continue }
      let festival = Code.firstFestival + (position[entry.festival] ?? 0)
      codes[index] = entry.kind == .work ? Code.working : festival
    }
    return codes
  }
}
