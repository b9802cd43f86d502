internal import GRDB
public import WageDomain

/// What a score run is made from.
public struct ScoreRunHeader: Hashable, Sendable {
  public let asOf: Day
  public let scorecard: String
  public let calendar: String
  public let inputHash: String
  public let texts: RunPolicyTexts
  public let startedAt: Instant

  public init(
    asOf: Day, scorecard: String, calendar: String, inputHash: String, texts: RunPolicyTexts,
    startedAt: Instant
  ) {
    self.asOf = asOf
    self.scorecard = scorecard
    self.calendar = calendar
    self.inputHash = inputHash
    self.texts = texts
    self.startedAt = startedAt
  }
}

/// Stores a run's assessments: points and tier of every firm, reasons where there is something to
/// explain.
public struct ScoreRunWriter {
  public let runId: Int64
  private let db: Database
  private let insertReason, insertHold: BoundStatement
  private let insertScores, insertEvidence: BatchInsert
  /// Found and not yet stored.
  private var evidence: [Evidence] = []
  private let flaggedBefore: Set<Int64>

  private struct Evidence {
    let firm: Int64
    let position: Int64
    let ordinal: Int64
    let line: SourceLine
  }

  /// Begins a run in the store.
  ///
  /// - Parameters:
  ///   - transaction: the one in which the whole run is written.
  ///   - header: what the run is made from.
  ///   - flaggedBefore: firms whose reasons are kept whatever their tier: those above green in the
  ///     run before.
  /// - Throws: ``StoreError``.
  public init(
    _ transaction: StoreTransaction, header: ScoreRunHeader, flaggedBefore: Set<Int64>
  ) throws {
    db = transaction.db
    self.flaggedBefore = flaggedBefore
    try db.execute(
      sql: """
        INSERT INTO scoreRun (asOf, scorecard, calendar, inputHash, startedAt, endedAt,
          scorecardHash, calendarHash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        header.asOf.description, header.scorecard, header.calendar, header.inputHash,
        header.startedAt.description, header.startedAt.description,
        try transaction.keep(policyText: header.texts.scorecard),
        try transaction.keep(policyText: header.texts.calendar),
      ])
    runId = db.lastInsertedRowID
    insertScores = try BatchInsert(
      into: "score (runId, firmId, points, tier)", columns: 4, in: db)
    insertReason = try BoundStatement(
      """
      INSERT INTO reason (runId, firmId, position, indicator, points, "trigger", textZh, textEn)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    insertEvidence = try BatchInsert(
      into: "reasonEvidence (runId, firmId, position, ordinal, feed, fileId, line)", columns: 7,
      in: db)
    insertHold = try BoundStatement(
      """
      INSERT INTO tierHold (runId, firmId, tier, scored, causeRunId, goneOn, loweredOn)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, in: db)
  }

  public mutating func add(_ traced: [TracedAssessment]) throws {
    try insertScores.insert(traced) { traced, statement in
      statement.bind(runId)
      statement.bind(traced.assessment.firmId)
      statement.bind(Int64(traced.assessment.points))
      statement.bind(traced.assessment.tier.rawValue)
    }
    for traced in traced {
      let assessment = traced.assessment
      // Reasons are kept where there is a warning or one has just gone.
      if assessment.tier > .green || flaggedBefore.contains(assessment.firmId) {
        try addReasons(traced)
      }
    }
    try storeEvidence()
  }

  /// Says why a firm's tier, which was added before, is above what tonight's points say, `scored`.
  public func add(_ holds: [TierHold], scored: Tier, firm: Int64) throws {
    for hold in holds {
      insertHold.bind(runId)
      insertHold.bind(firm)
      insertHold.bind(hold.tier.rawValue)
      insertHold.bind(scored.rawValue)
      insertHold.bind(hold.causeRun)
      insertHold.bind(hold.goneOn?.description)
      insertHold.bind(hold.loweredOn?.description)
      try insertHold.run()
    }
  }

  /// States which feeds the run had, and which columns later files no longer carry, and ends it.
  public func finish(
    coverage: FeedCoverage, feeds: [Feed], measuresBehind: [Measure] = [], endedAt: Instant
  ) throws {
    for measure in measuresBehind {
      try db.execute(
        sql: "INSERT INTO scoreRunColumn (runId, measure, lastMonth) VALUES (?, ?, ?)",
        arguments: [runId, measure.rawValue, coverage.lastMonth(measure)?.description])
    }
    for feed in feeds.sorted() {
      let last = coverage.lastMonth(feed)
      let state = last == nil ? "never" : coverage.lateFeeds.contains(feed) ? "late" : "fresh"
      try db.execute(
        sql: "INSERT INTO scoreRunFeed (runId, feed, lastMonth, state) VALUES (?, ?, ?, ?)",
        arguments: [runId, feed.rawValue, last?.description, state])
    }
    try db.execute(
      sql: "UPDATE scoreRun SET endedAt = ? WHERE id = ?",
      arguments: [endedAt.description, runId])
  }

  private mutating func addReasons(_ traced: TracedAssessment) throws {
    let firm = traced.assessment.firmId
    for (position, reason) in traced.assessment.reasons.enumerated() {
      insertReason.bind(runId)
      insertReason.bind(firm)
      insertReason.bind(Int64(position))
      insertReason.bind(reason.indicator)
      insertReason.bind(Int64(reason.points))
      insertReason.bind(reason.trigger?.rawValue)
      insertReason.bind(reason.text.zh)
      insertReason.bind(reason.text.en)
      try insertReason.run()
      for (ordinal, line) in traced.lines[position].enumerated() {
        evidence.append(
          Evidence(firm: firm, position: Int64(position), ordinal: Int64(ordinal), line: line))
      }
    }
  }

  private mutating func storeEvidence() throws {
    try insertEvidence.insert(evidence) { row, statement in
      statement.bind(runId)
      statement.bind(row.firm)
      statement.bind(row.position)
      statement.bind(row.ordinal)
      statement.bind(row.line.feed.rawValue)
      statement.bind(row.line.file)
      statement.bind(row.line.line)
    }
    evidence.removeAll(keepingCapacity: true)
  }
}

extension StoreSnapshot {
  /// The names of files that became known after one day and by another.
  public func files(knownAfter first: Day, by last: Day) throws -> Set<String> {
    Set(
      try String.fetchAll(
        db, sql: "SELECT file FROM ingestedFile WHERE knownOn > ? AND knownOn <= ?",
        arguments: [first.description, last.description]))
  }

  /// The firms above green in the last run before `day`.
  public func flaggedFirms(before day: Day) throws -> Set<Int64> {
    guard let run = try lastRun(asOf: day.adding(days: -1)) else { return [] }
    return try Int64.fetchSet(
      db, sql: "SELECT firmId FROM score WHERE runId = ? AND tier <> 'green'", arguments: [run.id])
  }
}
