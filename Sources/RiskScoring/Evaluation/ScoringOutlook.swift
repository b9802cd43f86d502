public import WageDomain

/// What a run cannot say because a feed is late or never came: an outcome, never a warning.
public struct ScoringOutlook: Hashable, Sendable {
  /// An indicator that gives no points to any firm in this run.
  public struct Silent: Hashable, Sendable {
    public let indicator: String
    public let outcome: Outcome
    /// The feeds at fault, by name.
    public let feeds: [Feed]
  }

  public enum Outcome: String, Hashable, Sendable {
    /// A feed, or a column of it, is beyond the limit of its freshness rule.
    case dataLate = "data-late"
    /// A feed has never come.
    case noData = "no-data"
  }

  /// In the scorecard's order.
  public let silent: [Silent]
  /// Wage months whose pay day is over and that payroll has not delivered: nobody is said to be
  /// unpaid for them. Oldest first; months before the feed's first file are left out.
  public let lateWageMonths: [Month]

  /// The late feeds that the scorecard reads, by name.
  public var dataLateFeeds: [Feed] {
    Set(silent.filter { $0.outcome == .dataLate }.flatMap(\.feeds)).sorted()
  }

  init(scorecard: Scorecard, coverage: FeedCoverage, duePayMonths: [Month]) {
    let began = coverage.firstMonth(.payroll)
    lateWageMonths = duePayMonths.filter { month in
      began.map { month > $0 } ?? false && !coverage.covers(.payroll, month)
    }
    silent = scorecard.indicators.compactMap { indicator in
      guard let outcome = Self.outcome(of: indicator.comparison, coverage) else { return nil }
      return Silent(indicator: indicator.id, outcome: outcome.why, feeds: outcome.feeds)
    }
  }

  /// Late before never: of a late feed one knows that it should have come. Events have no months,
  /// so that a feed of events without a row is not a feed that never came.
  static func outcome(
    of comparison: Comparison, _ coverage: FeedCoverage
  ) -> (why: Outcome, feeds: [Feed])? {
    let lateColumns = coverage.lateMeasures.intersection(comparison.measures).map(\.feed)
    let late = comparison.feeds.intersection(coverage.lateFeeds.union(lateColumns))
    if !late.isEmpty { return (.dataLate, late.sorted()) }
    let absent = Set(comparison.measures.map(\.feed)).filter { coverage.lastMonth($0) == nil }
    return absent.isEmpty ? nil : (.noData, absent.sorted())
  }
}
