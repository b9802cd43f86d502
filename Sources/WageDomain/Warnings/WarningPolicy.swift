/// What follows from a tier.
public struct TierRule: Hashable, Sendable {
  public let tier: Tier
  /// So many days after its cause was first seen gone, day 0, the tier is lowered; 0: at once.
  public let loweredAfterDays: Int
  /// By when a warning is checked; the day on which it fires is day 0.
  public let check: DeadlineRule
  /// Where the numbers come from; what is assumed begins with `assumption`, in either language.
  public let source: Bilingual

  public init(tier: Tier, loweredAfterDays: Int, check: DeadlineRule, source: Bilingual) {
    self.tier = tier
    self.loweredAfterDays = loweredAfterDays
    self.check = check
    self.source = source
  }
}

/// How long tiers stand and by when warnings are checked, for every tier above green.
public struct WarningPolicy: Hashable, Sendable {
  /// The tiers that a warning can have, the most urgent first.
  public static let tiers = Tier.allCases.filter { $0 > .green }.sorted(by: >)

  /// One for each of ``tiers``, in their order.
  public let rules: [TierRule]

  /// - Returns: nil unless each tier above green has one rule.
  public init?(_ rules: [TierRule]) {
    let sorted = rules.sorted { $0.tier > $1.tier }
    guard sorted.map(\.tier) == Self.tiers else { return nil }
    self.rules = sorted
  }

  /// - Returns: nil for green, from which nothing follows.
  public func rule(_ tier: Tier) -> TierRule? { rules.first { $0.tier == tier } }

  /// The day by which a warning that fires on `day` is checked; late is the next day.
  ///
  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` where the rule counts working days.
  public func dueDay(
    _ tier: Tier, firedOn day: Day, calendar: WorkCalendar
  ) throws(CalendarError) -> Day {
    guard let rule = rule(tier) else { return day }
    return try Deadline(from: day, rule: rule.check, calendar: calendar).dueOn
  }
}
