public import SignalIngest
public import WageDomain
public import WageStore

/// Rows that waited for their firm -> rows of the store, where the firm has become known since.
///
/// Also runs a person's decisions, which read kept rows again in the same way.
public struct MatchStage {
  private let database: WageDatabase
  private let feeds: FeedSchemas
  private let places: PlaceNames
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - database: holds the rows that wait.
  ///   - feeds: the schemas to read kept rows by.
  ///   - places: the names of places within firms' names.
  ///   - now: the moment that events are recorded at.
  public init(
    database: WageDatabase, feeds: FeedSchemas, places: PlaceNames,
    now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.feeds = feeds
    self.places = places
    self.now = now
  }

  /// What the stage did.
  public struct Report: Hashable, Sendable {
    public let outcome: MatchOutcome
    /// Rows that wait on for a person.
    public let waiting: Int
    /// Of these, complaints and reports that are in, without a firm.
    public let storedWaiting: Int

    init(_ outcome: MatchOutcome, _ snapshot: StoreSnapshot) throws {
      self.outcome = outcome
      waiting = try snapshot.waitingRowCount()
      storedWaiting = try snapshot.storedWaitingCount()
    }
  }

  /// Tries what waits again, where a firm, name, account or decision came since the last time.
  ///
  /// - Parameter earlier: what was matched while the files of the run were read.
  /// - Returns: what both did, and what waits on.
  /// - Throws: what keeps the store from being written.
  public func run(after earlier: MatchOutcome = MatchOutcome()) throws -> Report {
    // Nothing waits or nothing new was heard, most nights: no firm has to be read for that.
    guard try database.read({ try $0.hasNewsForMatching() }) else {
      return try database.read { try Report(earlier, $0) }
    }
    return try database.write { try run($0, after: earlier) }
  }

  /// The same within a transaction that is somebody else's.
  func run(
    _ transaction: StoreTransaction, after earlier: MatchOutcome = MatchOutcome()
  ) throws -> Report {
    var outcome = earlier
    if try transaction.snapshot.hasNewsForMatching() {
      outcome.add(try look(transaction, firms: FirmRegister(transaction, places: places)))
    }
    return try Report(outcome, transaction.snapshot)
  }

  /// Only looks; `firms` knows what the transaction holds, but for what goes in here.
  func look(_ transaction: StoreTransaction, firms: FirmRegister) throws -> MatchOutcome {
    let entry = MatchEntry(actor: MatchEntry.automaticActor, reason: "", now: now())
    return try MatchDesk(transaction, firms: firms, deciding: false, read: read)
      .retry(entry: entry)
  }

  /// Runs decisions in one transaction, which a dry run rolls back.
  ///
  /// - Throws: `MatchError` when a decision cannot be taken; nothing is changed then.
  public func decide<Value>(
    dryRun: Bool, _ work: (StoreTransaction, MatchDesk) throws -> Value
  ) throws -> Value {
    try (dryRun ? database.rehearse : database.write) { transaction in
      let firms = try FirmRegister(transaction, places: places)
      return try work(transaction, MatchDesk(transaction, firms: firms, read: read))
    }
  }

  private func read(_ records: WaitingRecords) throws -> [FeedBatch] {
    guard let schema = feeds[records.feed], let header = records.header
    else { throw MatchError.unreadable(file: records.file, line: records.rows.first?.line ?? 0) }
    let file = try AgencyFile(
      header: header, records: records.rows.map { ($0.line, $0.raw) }, path: records.file)
    let reader = try FeedReader(file: file, schema: schema, defaultKnownOn: records.knownOn)
    var batches: [FeedBatch] = []
    while let batch = try reader.next() { batches.append(batch) }
    return batches
  }
}
