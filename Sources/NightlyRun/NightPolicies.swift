public import RiskScoring
public import SignalIngest
public import WageDomain

/// The policies that a night runs under, all checked.
public struct NightPolicies: Sendable {
  public let scorecard: Scorecard
  public let calendar: [CalendarEntry]
  public let feeds: FeedSchemas
  public let workflow: WorkflowPolicy
  public let routing: RoutingPolicy
  /// Names of places within firms' names.
  public let places: PlaceNames
  /// Complaints received before this day open no case; nil: every complaint does.
  public let casesFrom: Day?
  /// The texts of the files in use, hashed into each run's inputs.
  public let texts: [String]

  public init(
    scorecard: Scorecard, calendar: [CalendarEntry], feeds: FeedSchemas, workflow: WorkflowPolicy,
    routing: RoutingPolicy, places: PlaceNames = .none, casesFrom: Day? = nil, texts: [String]
  ) {
    self.places = places
    self.scorecard = scorecard
    self.calendar = calendar
    self.feeds = feeds
    self.workflow = workflow
    self.routing = routing
    self.casesFrom = casesFrom
    self.texts = texts
  }

  /// The calendar as it was published by the day.
  public func calendar(asOf day: Day) -> WorkCalendar { WorkCalendar(entries: calendar, asOf: day) }
}
