internal import RiskScoring
internal import WageDomain
internal import WageStore

/// What is late of all that reasons of a run read, so that nobody can say that they have gone.
///
/// Not what a hard trigger over the months behind reads: those that it spoke of are judged again every
/// day, whatever is late since.
struct LateSources {
  /// Feeds of events that are late: what they have not told may not have gone.
  let events: Set<Feed>
  private let snapshot: StoreSnapshot
  private let scorecard: Scorecard
  private let asOf: Day
  private let remembering: Set<String>

  init(_ snapshot: StoreSnapshot, _ policies: NightPolicies, asOf: Day) throws {
    self.snapshot = snapshot
    self.asOf = asOf
    scorecard = policies.scorecard
    remembering = Set(scorecard.triggers.filter(\.comparison.remembersMonths).map(\.id))
    events = try FreshnessReport.lateEventFeeds(snapshot, feeds: policies.feeds, asOf: asOf)
  }

  /// Feeds, and single columns of others that no longer come.
  struct Found {
    var feeds: Set<Feed> = []
    var columns: Set<Measure> = []

    var isEmpty: Bool { feeds.isEmpty && columns.isEmpty }

    mutating func add(_ other: Found) {
      feeds.formUnion(other.feeds)
      columns.formUnion(other.columns)
    }

    /// Feeds by name, then the columns of others.
    var names: Bilingual {
      let others = columns.filter { !feeds.contains($0.feed) }
        .sorted { $0.rawValue < $1.rawValue }
      let names = feeds.sorted().map(\.title) + others.map(\.title)
      return Bilingual(
        zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
    }
  }

  /// What is late behind a firm's reasons in a run.
  func found(run: Int64, firm: Int64, _ coverage: FeedCoverage) throws -> Found {
    let late = coverage.lateFeeds.union(events)
    guard !late.isEmpty || !coverage.lateMeasures.isEmpty else { return Found() }
    let measures = try snapshot.reasonIndicators(run: run, firm: firm, asOf: asOf)
      .subtracting(remembering).compactMap(scorecard.comparison).flatMap(\.measures)
    // Of a building site those that were asked, too, since nothing paid leaves no row.
    let asked = measures.filter(\.isOfProjects).map(\.feed)
    let read = try snapshot.reasonFeeds(run: run, firm: firm, asOf: asOf)
      .filter { !remembering.contains($0.key) }.values.reduce(into: Set(asked)) { $0.formUnion($1) }
    return Found(
      feeds: read.intersection(late), columns: coverage.lateMeasures.intersection(measures))
  }
}
