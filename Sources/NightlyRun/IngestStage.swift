internal import Foundation
public import SignalIngest
public import WageDomain
public import WageStore

/// Agency files -> rows, rejects and the ledger; one transaction a file.
public struct IngestStage {
  private let database: WageDatabase
  private let feeds: FeedSchemas
  private let places: PlaceNames
  private let asOf: Day
  private let now: @Sendable () -> Instant

  /// `asOf` is the day a file counts as known on when neither its rows nor its name say one; `places`
  /// are the names of places within firms' names.
  public init(
    database: WageDatabase, feeds: FeedSchemas, places: PlaceNames = .none, asOf: Day,
    now: @escaping @Sendable () -> Instant
  ) {
    self.places = places
    self.database = database
    self.feeds = feeds
    self.asOf = asOf
    self.now = now
  }

  /// Ingests the files in the order given. A refused file does not stop the others.
  ///
  /// Before the files of a later day, what waits is matched as at the end of a night: see ``NightEnds``.
  ///
  /// - Parameters:
  ///   - files: where they lie, and their names in the ledger.
  ///   - feed: the feed of every file; nil to read it from each name.
  ///   - matching: when all files are in, lets rows in that waited for a firm that one of them names:
  ///     complaints come before the register, in name order. A night has a stage of its own for that.
  ///   - dryRun: does everything and rolls it back.
  ///   - afterwards: done when the files are in, and rolled back with them.
  ///   - progress: told of each file as it is done.
  /// - Returns: what came of each file.
  /// - Throws: ``StoreError`` when the store cannot go on; files before it stay in.
  public func run(
    _ files: [InputFile], feed: Feed? = nil, matching: Bool = false, dryRun: Bool = false,
    afterwards: ((StoreTransaction) throws -> Void)? = nil,
    progress: (FileOutcome) -> Void = { _ in }
  ) throws -> IngestReport {
    let match = MatchStage(database: database, feeds: feeds, places: places, now: now)
    guard dryRun else {
      let writing = DirectWriting(database)
      var report = try run(files, feed, match, writing, progress)
      if matching { try report.add(Result { try match.run(after: report.matched) }, writing) }
      if let afterwards { try database.write(afterwards) }
      return report
    }
    // One transaction for all: a file must see what the files before it would have stored.
    return try database.rehearse { transaction in
      let writing = RehearsedWriting(transaction: transaction)
      var report = try run(files, feed, match, writing, progress)
      if matching {
        let matched = report.matched
        try report.add(
          Result { try writing.write { try match.run($0, after: matched) } }, writing)
      }
      try afterwards?(transaction)
      return report
    }
  }

  private func run(
    _ files: [InputFile], _ feed: Feed?, _ match: MatchStage, _ writing: any FileWriting,
    _ progress: (FileOutcome) -> Void
  ) throws -> IngestReport {
    var report = IngestReport()
    var firms: FirmRegister?
    var nights = NightEnds(
      of: files.map { (try? AgencyFileName($0.name, feed: feed)).map { $0.knownOn ?? self.asOf } },
      match: match, places: places)
    let (database, feeds, asOf, now) = (database, feeds, asOf, now)
    let ahead = ReadAhead(files) { file in
      try FilePreparation(
        file, feed: feed, feeds: feeds, asOf: asOf, at: now(),
        ledger: LedgerQuestion { try database.read($0) })
    }
    defer { ahead.stop() }
    while let file = try ahead.nextFile() {
      if case .readable = file.outcome {
        report.matched.add(nights.match(before: report.outcomes.count, writing, firms: &firms))
      }
      let outcome = try store(file, ahead, writing, firms: &firms)
      if case .loaded = outcome.result { nights.isNew = true }
      report.outcomes.append(outcome)
      progress(outcome)
    }
    return report
  }

  private func store(
    _ file: ReadAhead.File, _ ahead: ReadAhead, _ writing: any FileWriting,
    firms: inout FirmRegister?
  ) throws -> FileOutcome {
    do {
      switch file.outcome {
      case .refused(let refusal): throw refusal
      case .known(let feed): return try known(file, feed, writing)
      case .readable(let schema, let text):
        let rows = FileRows(file: file, schema: schema, text: text, ahead: ahead)
        return try load(rows, writing, firms: &firms)
      }
    } catch let refusal as FileRefusal {
      // What is still being written is no file yet: the ledger gets it when it is whole.
      var isNew = true
      if refusal.code != RefusalCode.stillWritten.rawValue {
        isNew = try writing.write { try $0.recordRefusal(file.hashed, refusal: refusal) }
      }
      return FileOutcome(
        file: file.identity.file, feed: file.identity.feed, result: .refused(refusal),
        isToldAgain: !isNew)
    }
  }

  private func known(
    _ file: ReadAhead.File, _ feed: Feed, _ writing: any FileWriting
  ) throws -> FileOutcome {
    try writing.write { try $0.recordRepeat(file.repeated) }
    return FileOutcome(file: file.identity.file, feed: feed, result: .unchanged)
  }

  private func load(
    _ rows: FileRows, _ writing: any FileWriting, firms: inout FirmRegister?
  ) throws -> FileOutcome {
    let known = firms
    // Gone unless the transaction holds: a register that saw a roll-back knows firms that are not.
    firms = nil
    var rejects: [RejectSummary] = []
    var closed = 0
    let (result, register) = try writing.write { transaction in
      // Asked within the file's own transaction: the files before it are stored.
      if try rows.file.isRepeat(transaction.snapshot) {
        try transaction.recordRepeat(rows.file.repeated)
        return (nil as LoadResult?, known)
      }
      let register = try known ?? FirmRegister(transaction, places: places)
      if writing.isRehearsal { closed -= try transaction.snapshot.closedRejects() }
      let result = try load(rows, transaction, register)
      // What is rolled back cannot be asked for later.
      if writing.isRehearsal {
        rejects = try transaction.snapshot.rejects(of: result)
        closed += try transaction.snapshot.closedRejects()
      }
      return (result, register)
    }
    firms = register
    return FileOutcome(
      file: rows.file.identity.file, feed: rows.schema.feed,
      result: result.map { .loaded($0.counts, $0.findings) } ?? .unchanged,
      ledgerId: result?.file, rejects: rejects, closedRejects: closed)
  }

  private func load(
    _ rows: FileRows, _ transaction: StoreTransaction, _ firms: FirmRegister
  ) throws -> LoadResult {
    var delivery = DeliveryChecks(
      rows.file.identity, rows.schema,
      after: try transaction.snapshot.lastHeader(of: rows.schema.feed),
      latest: max(asOf, now().day))
    let load = try FileLoad(
      transaction, file: rows.file.identity, feed: rows.schema.feed,
      hasPersonalData: rows.schema.hasPersonalData, firms: firms, checks: rows.schema.checks,
      shown: { rows.schema.shown($0, in: $1) })
    while true {
      switch try rows.ahead.nextBatch() {
      case .batch(let batch):
        delivery.look(at: batch)
        try load.add(batch, raw: { rows.text.raw($0) }, mask: { rows.text.masked($0) })
      case .end(let end):
        // The hash may have ended after the reading: both are of the same bytes, or nothing counts.
        if let change = rows.file.fingerprint?.change { throw change }
        return try load.finish(
          findings: end.findings + delivery.findings, totals: end.totals,
          sha256: rows.file.fingerprint?.sha256)
      }
    }
  }
}

extension StoreSnapshot {
  /// The rejects of a file that was just loaded, by column and code.
  fileprivate func rejects(of result: LoadResult) throws -> [RejectSummary] {
    guard result.counts.rejected > 0 else { return [] }
    var query = RejectQuery()
    query.fileId = result.file
    return try rejectSummary(query, by: [.column, .code])
  }

  /// Rejects that rows sent later have answered.
  fileprivate func closedRejects() throws -> Int {
    var query = RejectQuery()
    query.status = "retried"
    return try rejectCount(query)
  }
}

/// The rows of a file that is to be loaded.
private struct FileRows {
  let file: ReadAhead.File
  let schema: FeedSchema
  let text: RecordText
  let ahead: ReadAhead
}

/// A file to ingest: where it lies, and its name in the ledger.
public struct InputFile: Hashable, Sendable {
  public let path: String
  /// Relative to the workspace, or as given.
  public let name: String

  public init(path: String, name: String) {
    self.path = path
    self.name = name
  }
}

/// What came of one file.
public struct FileOutcome: Sendable {
  public let file: String
  public let feed: Feed?
  public internal(set) var result: Result
  /// Its row of the ledger; nil for a file that was not loaded.
  var ledgerId: Int64?
  /// By column and code, of a dry run only: afterwards nobody can look them up.
  public var rejects: [RejectSummary] = []
  /// Rejects of earlier files that its rows would answer, of a dry run only.
  public var closedRejects = 0
  /// Refused, as the same bytes of the same name were by a run before, for the same reason.
  public var isToldAgain = false

  public enum Result: Sendable {
    case loaded(LoadCounts, [FileFinding])
    /// Looked at before, or the bytes that came last under another name: nothing changes.
    case unchanged
    case refused(FileRefusal)
  }
}

/// What came of all files.
public struct IngestReport: Sendable {
  public var outcomes: [FileOutcome] = []
  /// What was matched before files of a later day.
  public fileprivate(set) var matched = MatchOutcome()
  /// What came of the rows that waited; nil when they were not looked at.
  public private(set) var match: Result<MatchStage.Report, any Error>?

  /// Rows that found their firm are stored, and no longer wait: as the ledger says now.
  fileprivate mutating func add(
    _ match: Result<MatchStage.Report, any Error>, _ writing: any FileWriting
  ) throws {
    self.match = match
    guard let outcome = try? match.get().outcome, outcome.groups > 0 else { return }
    for index in outcomes.indices {
      guard case .loaded(_, let findings) = outcomes[index].result,
        let id = outcomes[index].ledgerId,
        let counts = try writing.read({ try $0.counts(ofFile: id) })
      else { continue }
      outcomes[index].result = .loaded(counts, findings)
    }
  }

  public var refusals: [(file: String, refusal: FileRefusal)] {
    outcomes.compactMap { outcome in
      guard case .refused(let refusal) = outcome.result else { return nil }
      return (outcome.file, refusal)
    }
  }

  /// Refused files that no run before had refused.
  public var newRefusals: Int {
    outcomes.count { outcome in
      guard case .refused = outcome.result else { return false }
      return !outcome.isToldAgain
    }
  }

  /// Sums over the files that were loaded.
  public var counts: LoadCounts {
    outcomes.reduce(into: LoadCounts()) { sum, outcome in
      guard case .loaded(let counts, _) = outcome.result else { return }
      sum.stored += counts.stored
      sum.rejected += counts.rejected
      sum.unchanged += counts.unchanged
      sum.waiting += counts.waiting
      sum.superseded += counts.superseded
      sum.totals += counts.totals
    }
  }

  /// Rejects that the files would answer, of a dry run only.
  public var closedRejects: Int { outcomes.reduce(0) { $0 + $1.closedRejects } }

  /// What a clerk would look at: rows set aside or waiting, and findings about files.
  public var warningCount: Int {
    outcomes.reduce(0) { sum, outcome in
      guard case .loaded(let counts, let findings) = outcome.result else { return sum }
      return sum + counts.rejected + counts.waiting + findings.count
    }
  }

  public var unchangedFiles: Int {
    outcomes.count { if case .unchanged = $0.result { true } else { false } }
  }
}
