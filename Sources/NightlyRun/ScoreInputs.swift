internal import RiskScoring
internal import WageDomain
internal import WageStore

/// All that a run of a day reads, made ready: the same for the run and for explaining it.
///
/// The blocks themselves come from a ``BlockReader``, which may be another connection's.
struct ScoreInputs {
  let engine: ScoringEngine
  let calendar: WorkCalendar
  let view: LayerView
  let coverage: FeedCoverage
  let columns: ColumnDelivery
  private let payDays: [Month: Day]
  private let links: FirmLinks
  private let asOf: Day

  /// No block of rest days is longer; the longest yet was ten days (Spring Festival 2020).
  private static let longestRest = 14

  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  init(_ snapshot: StoreSnapshot, _ policies: NightPolicies, asOf: Day) throws {
    self.asOf = asOf
    engine = ScoringEngine(scorecard: policies.scorecard)
    calendar = policies.calendar(asOf: asOf)
    view = try snapshot.layerView(knownBy: asOf)
    columns = try ColumnDelivery(snapshot, feeds: policies.feeds, asOf: asOf)
    coverage =
      FeedDelivery(
        monthKeys: try snapshot.monthKeys(asOf: asOf),
        goneMonths: columns.goneMonths,
        feeds: policies.feeds, asOf: asOf
      ).coverage
    payDays = try Self.payDays(engine, calendar, asOf)
    links = try snapshot.firmLinks(
      asOf: asOf, representatives: engine.readsRepresentatives, sites: engine.readsSites)
  }

  /// Reads the blocks of a run, and before them what is kept by firm: events and projects.
  ///
  /// `alsoReading` are measures that the scorecard does not read, `reachingBack` the months that the
  /// blocks hold at least before the day's own.
  static func reader(
    _ snapshot: StoreSnapshot, _ policies: NightPolicies, asOf: Day,
    alsoReading: [Measure] = [], reachingBack: Int = 0
  ) throws -> BlockReader {
    let engine = ScoringEngine(scorecard: policies.scorecard)
    let months = engine.requiredMonths(asOf: asOf)
    let first = min(months.lowerBound, asOf.month.adding(months: -reachingBack))
    let isOnlyForScores = alsoReading.isEmpty && reachingBack == 0
    return try BlockReader(
      snapshot: snapshot, view: try snapshot.layerView(knownBy: asOf), asOf: asOf,
      months: first...months.upperBound,
      measures: Set(engine.measures + alsoReading).sorted { $0.rawValue < $1.rawValue },
      since: isOnlyForScores ? engine.firstMonths(asOf: asOf) : [:],
      events: engine.readsEvents ? try snapshot.firmEvents(asOf: asOf) : FirmEvents(),
      goneStatuses: policies.scorecard.goneStatuses,
      readsProjects: engine.feeds.contains(.projects) || engine.feeds.contains(.sixSystems))
  }

  func pass(explaining explained: ExplainedFirms) -> ScoringPass {
    engine.pass(
      coverage: coverage, payDays: payDays, links: links, asOf: asOf, explaining: explained)
  }

  func sampling(keepsReadings: Bool) -> SamplingPass {
    engine.sampling(
      coverage: coverage, payDays: payDays, links: links, asOf: asOf, keepsReadings: keepsReadings)
  }

  /// Begins to judge the blocks on a thread of its own: every firm's assessment, block by block, and
  /// at the end those of the firms that waited for others.
  func judge(
    _ blocks: Ahead<SignalBlock>, explaining explained: ExplainedFirms
  ) -> Ahead<[Assessment]> {
    let first = pass(explaining: explained)
    return Ahead(capacity: Self.mostJudged) { put in
      var pass = first
      while let block = try blocks.next() { try put(pass.add(block)) }
      try pass.finish(put)
    }
  }

  /// Columns that the scorecard reads and that later files of their feed no longer carry.
  var measuresBehind: [Measure] {
    let read = Set(engine.measures)
    return coverage.measuresBehind.filter(read.contains)
  }

  /// So many blocks are judged while the caller is still at the hash of what is read.
  private static let mostJudged = 32

  /// Those with measures that the scorecard reads, by name.
  var feeds: [Feed] { Set(engine.measures.map(\.feed)).sorted() }

  /// The paydays of the months whose wages the scorecard asks about.
  private static func payDays(
    _ engine: ScoringEngine, _ calendar: WorkCalendar, _ asOf: Day
  ) throws(CalendarError) -> [Month: Day] {
    guard let rule = engine.scorecard.wagesUnpaidRule else { return [:] }
    return try payDays(rule, of: engine.payMonths(asOf: asOf), calendar, asOf: asOf)
  }

  /// The paydays of months by a rule; those to come are left out where their year is not loaded.
  static func payDays(
    _ rule: WagesUnpaidKind, of months: ClosedRange<Month>, _ calendar: WorkCalendar, asOf: Day
  ) throws(CalendarError) -> [Month: Day] {
    var days: [Month: Day] = [:]
    for month in months {
      let nominal = rule.nominalPayDay(of: month)
      // A payday this far ahead cannot have passed, whatever the holidays: it is looked forward to
      // where its year is loaded, and stops nothing where not.
      guard nominal.adding(days: -longestRest) < asOf else {
        days[month] = try? calendar.workingDay(onOrBefore: nominal)
        continue
      }
      days[month] = try calendar.workingDay(onOrBefore: nominal)
    }
    return days
  }
}
