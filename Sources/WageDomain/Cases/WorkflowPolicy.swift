/// The rules that a district handles complaint cases by, as a checked policy file states them.
public struct WorkflowPolicy: Hashable, Sendable {
  /// `name@version`, kept with every run that used it.
  public let version: String
  /// Ascending by persons.
  public let levels: [LevelRule]
  /// In the order of the file.
  public let clocks: [ClockRule]
  /// What counts as resolved; nothing else does (N14).
  public let resolutions: [ResolutionKind]

  public init(
    version: String, levels: [LevelRule], clocks: [ClockRule], resolutions: [ResolutionKind]
  ) {
    self.version = version
    self.levels = levels
    self.clocks = clocks
    self.resolutions = resolutions
  }

  /// Who receives and handles a case of `persons` people; nil persons is an officer's case.
  public func level(persons: Int64?) -> CaseLevel {
    guard let persons else { return .officer }
    return levels.last { persons >= $0.persons }?.level ?? .officer
  }
}

/// From how many people on a level receives the visitors and handles the order (N8, N9).
public struct LevelRule: Hashable, Sendable {
  public let level: CaseLevel
  public let persons: Int64
  public let source: String

  public init(level: CaseLevel, persons: Int64, source: String) {
    self.level = level
    self.persons = persons
    self.source = source
  }
}

/// A statutory clock: which event starts it, how long it runs, which events stop it.
public struct ClockRule: Hashable, Sendable {
  /// Stable, e.g. `reply-5`; stands in events and listings.
  public let id: String
  public let title: Bilingual
  /// Each such event starts a round of the clock; its day is day 0.
  public let starts: CaseEventKind
  public let deadline: DeadlineRule
  /// Any of these, by its civil day, stops every running round.
  public let stops: [CaseEventKind]
  /// Ascending by days.
  public let ladder: [LadderStep]
  public let source: String

  public init(
    id: String, title: Bilingual, starts: CaseEventKind, deadline: DeadlineRule,
    stops: [CaseEventKind], ladder: [LadderStep], source: String
  ) {
    self.id = id
    self.title = title
    self.starts = starts
    self.deadline = deadline
    self.stops = stops
    self.ladder = ladder
    self.source = source
  }
}

/// Raises the case to the next level when a round has been overdue for some days.
public struct LadderStep: Hashable, Sendable {
  /// Civil days after the due day; 1 is the first day that is late.
  public let daysAfterDue: Int
  public let source: String

  public init(daysAfterDue: Int, source: String) {
    self.daysAfterDue = daysAfterDue
    self.source = source
  }
}
