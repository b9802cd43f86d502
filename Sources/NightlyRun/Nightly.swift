internal import Foundation
internal import RiskScoring
public import WageDomain
public import WageStore

/// One night: ingest, match, score, warn, route, escalate, report, in this order, each in the run
/// ledger.
///
/// Every stage is repeatable for a day, so a night that died is simply run again.
public struct Nightly {
  private let database: WageDatabase
  private let policies: NightPolicies
  private let asOf: Day
  private let now: @Sendable () -> Instant

  public init(
    database: WageDatabase, policies: NightPolicies, asOf: Day,
    now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.policies = policies
    self.asOf = asOf
    self.now = now
  }

  /// What came of a night; a stage that failed is nil here and named in ``failures``.
  public struct Report: Sendable {
    public var ingest: IngestReport?
    public var match: MatchStage.Report?
    public var score: ScoreStage.Report?
    /// The year that begins soon and that the calendar does not know.
    public var missingYear: Int?
    /// Nil also when the scorecard has no `warnings`.
    public var warn: WarnStage.Report?
    public var route: CaseStages.RouteReport?
    public var escalation: CaseStages.EscalateReport?
    /// The files of the reports that were due.
    public var reports: [String]?
    /// How fresh the feeds are after the night's files; empty when the store could not say.
    public var freshness: [FeedFreshness] = []
    public var failures: [(stage: String, error: any Error)] = []
  }

  /// Runs all stages; one that fails does not stop those after it.
  ///
  /// - Parameters:
  ///   - files: the inbox, in the order in which they are to be read.
  ///   - progress: told of each file as it is done.
  ///   - reports: writes the reports that are due, and returns their files.
  /// - Returns: what every stage did, failures included.
  /// - Throws: only what keeps the run ledger from being written.
  public func run(
    _ files: [InputFile], progress: (FileOutcome) -> Void = { _ in },
    reports: () throws -> [String] = { [] }
  ) throws -> Report {
    var report = Report()
    let ingest = IngestStage(
      database: database, feeds: policies.feeds, places: policies.places, asOf: asOf, now: now)
    report.ingest = try stage("ingest", inputs: files.map(\.name), &report) {
      let done = try ingest.run(files, progress: progress)
      return (done, Self.outcome(of: done))
    }
    let match = MatchStage(
      database: database, feeds: policies.feeds, places: policies.places, now: now)
    let matched = report.ingest?.matched ?? MatchOutcome()
    report.match = try stage("match", inputs: [], &report) {
      let done = try match.run(after: matched)
      return (done, Self.outcome(of: done))
    }
    do {
      report.freshness = try database.read {
        try FreshnessReport($0, feeds: policies.feeds, asOf: asOf).feeds
      }
    } catch {
      report.failures.append(("freshness", error))
    }
    report.missingYear = missingYear
    let score = ScoreStage(database: database, policies: policies, asOf: asOf, now: now)
    report.score = try stage("score", inputs: policies.texts, &report) {
      let done = try score.run()
      return (done, Self.outcome(of: done))
    }
    if let run = report.score?.run {
      let warn = WarnStage(database: database, policies: policies, now: now)
      report.warn =
        try stage("warn", inputs: [], &report) {
          let done = try warn.run(run)
          return (done, Self.outcome(of: done))
        } ?? nil
    }
    let cases = CaseStages(database: database, policies: policies, asOf: asOf, now: now)
    report.route = try stage("route", inputs: [], &report) {
      let done = try cases.route()
      return (done, Self.outcome(of: done))
    }
    report.escalation = try stage("escalate", inputs: [], &report) {
      let done = try cases.escalate()
      return (done, Self.outcome(of: done))
    }
    report.reports = try stage("report", inputs: [], &report) {
      let files = try reports()
      return (
        files,
        StageOutcome(
          state: files.isEmpty ? .unchanged : .done, counts: [("written", files.count)], fault: nil)
      )
    }
    return report
  }

  /// Notices come in November or December; some weeks are left to add one.
  private static let noticeDays = 60

  private var missingYear: Int? {
    let soon = asOf.adding(days: Self.noticeDays)
    let isKnown = policies.calendar(asOf: asOf).loadedYears.contains(soon.year)
    return soon.year > asOf.year && !isKnown ? soon.year : nil
  }

  /// Runs a stage between two rows of the ledger.
  ///
  /// - Throws: only what keeps the ledger itself from being written.
  private func stage<Value>(
    _ name: String, inputs: [String], _ report: inout Report,
    _ work: () throws -> (Value, StageOutcome)
  ) throws -> Value? {
    let hash = Array(inputs.joined(separator: "\n").utf8).withUnsafeBytes { FileHash.sha256($0) }
    let record = StageRecord(
      stage: name, asOf: asOf, inputHash: hash,
      policies: [
        policies.scorecard.identifier, policies.calendar(asOf: asOf).version,
        policies.keyDates?.version,
      ].compactMap(\.self).joined(separator: " "),
      startedAt: now())
    let id = try database.write { try $0.beginStage(record) }
    do {
      let (value, outcome) = try work()
      try end(id, outcome)
      return value
    } catch {
      try end(id, StageOutcome(state: .failed, counts: [], fault: "\(error)"))
      report.failures.append((name, error))
      return nil
    }
  }

  private func end(_ id: Int64, _ outcome: StageOutcome) throws {
    try database.write { transaction in
      try transaction.endStage(
        id, outcome: outcome, endedAt: now(), chain: try transaction.snapshot.chainHead())
    }
  }

  private static func outcome(of report: IngestReport) -> StageOutcome {
    let counts = report.counts
    return StageOutcome(
      state: report.outcomes.count == report.unchangedFiles ? .unchanged : .done,
      counts: [
        ("files", report.outcomes.count), ("refused", report.refusals.count),
        ("rows", counts.rows), ("stored", counts.stored), ("rejected", counts.rejected),
        ("unchanged", counts.unchanged), ("waiting", counts.waiting), ("totals", counts.totals),
      ])
  }

  private static func outcome(of report: MatchStage.Report) -> StageOutcome {
    StageOutcome(
      state: report.outcome.rows > 0 ? .done : .unchanged,
      counts: [
        ("matched", report.outcome.rows), ("rejected", report.outcome.rejected),
        ("waiting", report.waiting),
      ])
  }

  private static func outcome(of report: ScoreStage.Report) -> StageOutcome {
    StageOutcome(
      state: report.isUnchanged ? .unchanged : .done,
      counts: [("run", Int(report.run.id)), ("held", report.held.total)]
        + Tier.allCases.reversed().map { ($0.rawValue, report.firms[$0] ?? 0) })
  }

  private static func outcome(of report: WarnStage.Report?) -> StageOutcome {
    let fired: [(name: String, count: Int)] = WarningPolicy.tiers.map {
      ($0.rawValue, report?.fired[$0] ?? 0)
    }
    return StageOutcome(
      state: fired.contains { $0.count > 0 } ? .done : .unchanged,
      counts: fired + [("open", report?.open ?? 0), ("overdue", report?.overdue ?? 0)])
  }

  private static func outcome(of report: CaseStages.EscalateReport) -> StageOutcome {
    StageOutcome(
      state: report.raised + report.withdrawn + report.followUps > 0 ? .done : .unchanged,
      counts: [
        ("raised", report.raised), ("withdrawn", report.withdrawn),
        ("followUps", report.followUps), ("moved", report.moved.count),
      ])
  }

  private static func outcome(of report: CaseStages.RouteReport) -> StageOutcome {
    let routing = report.routing
    return StageOutcome(
      state: report.registered + report.changed + routing.dispatched > 0 ? .done : .unchanged,
      counts: [
        ("registered", report.registered), ("changed", report.changed),
        ("dispatched", routing.dispatched), ("waitingForReception", routing.waitingForReception),
        ("held", routing.held), ("withoutFirm", routing.withoutFirm),
      ])
  }
}
