public import RiskScoring
public import SignalIngest
public import WageDomain
public import WageStore

/// The policies that a night runs under, all checked.
public struct NightPolicies: Sendable {
  public let scorecard: Scorecard
  public let calendar: [CalendarEntry]
  public let feeds: FeedSchemas
  public let workflow: WorkflowPolicy
  public let routing: RoutingPolicy
  /// Nil: no key dates, so every warning has its tier's own limit.
  public let keyDates: KeyDatePolicy?
  /// Names of places within firms' names.
  public let places: PlaceNames
  /// Complaints received before this day open no case; nil: every complaint does.
  public let casesFrom: Day?
  /// The texts of the scorecard and the calendar, kept with each run.
  public let runTexts: RunPolicyTexts
  /// The texts of the feeds' schemas.
  public let feedTexts: [String]

  /// The texts of the files in use, hashed into each run's inputs.
  public var texts: [String] { [runTexts.scorecard, runTexts.calendar] + feedTexts }

  public init(
    scorecard: Scorecard, calendar: [CalendarEntry], feeds: FeedSchemas, workflow: WorkflowPolicy,
    routing: RoutingPolicy, keyDates: KeyDatePolicy? = nil, places: PlaceNames = .none,
    casesFrom: Day? = nil,
    runTexts: RunPolicyTexts, feedTexts: [String]
  ) {
    self.places = places
    self.scorecard = scorecard
    self.calendar = calendar
    self.feeds = feeds
    self.workflow = workflow
    self.routing = routing
    self.keyDates = keyDates
    self.casesFrom = casesFrom
    self.runTexts = runTexts
    self.feedTexts = feedTexts
  }

  /// The same with another scorecard and calendar, such as those of an earlier run.
  public func with(
    scorecard: Scorecard, calendar: [CalendarEntry], runTexts: RunPolicyTexts
  ) -> NightPolicies {
    NightPolicies(
      scorecard: scorecard, calendar: calendar, feeds: feeds, workflow: workflow, routing: routing,
      keyDates: keyDates, places: places, casesFrom: casesFrom, runTexts: runTexts,
      feedTexts: feedTexts)
  }

  /// The calendar as it was published by the day.
  public func calendar(asOf day: Day) -> WorkCalendar { WorkCalendar(entries: calendar, asOf: day) }
}
