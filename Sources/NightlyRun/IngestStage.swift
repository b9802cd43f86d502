internal import Foundation
public import SignalIngest
public import WageDomain
public import WageStore

/// Agency files -> rows, rejects and the ledger; one transaction a file.
public struct IngestStage {
  private let database: WageDatabase
  private let feeds: FeedSchemas
  private let asOf: Day
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - asOf: the day a file counts as known on when neither its rows nor its name say one.
  public init(
    database: WageDatabase, feeds: FeedSchemas, asOf: Day, now: @escaping @Sendable () -> Instant
  ) {
    self.database = database
    self.feeds = feeds
    self.asOf = asOf
    self.now = now
  }

  /// Ingests the files in the order given. A refused file does not stop the others.
  ///
  /// - Parameters:
  ///   - feed: the feed of every file; nil to read it from each name.
  ///   - dryRun: does everything and rolls it back.
  /// - Throws: ``StoreError`` when the store cannot go on; files before it stay in.
  public func run(
    _ files: [InputFile], feed: Feed? = nil, dryRun: Bool = false,
    progress: (FileOutcome) -> Void = { _ in }
  ) throws -> IngestReport {
    var report = IngestReport()
    var firms: FirmRegister?
    for file in files {
      let outcome = try ingest(file, feed: feed, dryRun: dryRun, firms: &firms)
      report.outcomes.append(outcome)
      progress(outcome)
    }
    return report
  }

  private func ingest(
    _ file: InputFile, feed: Feed?, dryRun: Bool, firms: inout FirmRegister?
  ) throws -> FileOutcome {
    var identity = FileIdentity(
      file: file.name, feed: feed, sha256: "", bytes: 0, encoding: nil, knownOn: nil,
      ingestedAt: now())
    do {
      let bytes = try AgencyFile(path: file.path)
      identity = identity.with(bytes: bytes)
      let name = try AgencyFileName(file.name, feed: feed)
      identity = identity.with(feed: name.feed, knownOn: name.knownOn ?? asOf)
      if try database.read({ try $0.wasLoaded(sha256: identity.sha256, feed: name.feed) }) {
        if !dryRun { try database.write { try $0.recordRepeat(identity) } }
        return FileOutcome(file: file.name, feed: name.feed, result: .unchanged)
      }
      guard let schema = feeds[name.feed] else {
        throw StoreError.failed("the feed \(name.feed.rawValue) has no schema")
      }
      let reader = try FeedReader(
        file: bytes, schema: schema, defaultKnownOn: name.knownOn ?? asOf)
      identity = identity.with(encoding: reader.encoding.rawValue)
      let counts = try load(reader, identity, dryRun: dryRun, firms: &firms)
      return FileOutcome(
        file: file.name, feed: name.feed, result: .loaded(counts, reader.findings))
    } catch let refusal as FileRefusal {
      if !dryRun {
        try database.write { try $0.recordRefusal(identity, refusal: refusal) }
      }
      return FileOutcome(file: file.name, feed: identity.feed, result: .refused(refusal))
    }
  }

  private func load(
    _ reader: FeedReader, _ identity: FileIdentity, dryRun: Bool, firms: inout FirmRegister?
  ) throws -> LoadCounts {
    guard !dryRun else {
      return try database.rehearse { try load(reader, identity, $0, FirmRegister($0)) }
    }
    let known = firms
    // Gone unless the transaction holds: a register that saw a roll-back knows firms that are not.
    firms = nil
    let (counts, register) = try database.write { transaction in
      let register = try known ?? FirmRegister(transaction)
      return (try load(reader, identity, transaction, register), register)
    }
    firms = register
    return counts
  }

  private func load(
    _ reader: FeedReader, _ identity: FileIdentity, _ transaction: StoreTransaction,
    _ firms: FirmRegister
  ) throws -> LoadCounts {
    let load = try FileLoad(
      transaction, file: identity, feed: reader.schema.feed,
      hasPersonalData: reader.schema.hasPersonalData, firms: firms)
    while let batch = try reader.next(maximumRows: Self.batchRows) {
      try load.add(batch, raw: { reader.raw($0) }, mask: { reader.masked($0) })
    }
    return try load.finish(findings: reader.findings)
  }

  private static let batchRows = 16_384
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
  public let result: Result

  public enum Result: Sendable {
    case loaded(LoadCounts, [FileFinding])
    /// The same bytes were loaded before.
    case unchanged
    case refused(FileRefusal)
  }
}

/// What came of all files.
public struct IngestReport: Sendable {
  public var outcomes: [FileOutcome] = []

  public var refusals: [(file: String, refusal: FileRefusal)] {
    outcomes.compactMap { outcome in
      guard case .refused(let refusal) = outcome.result else { return nil }
      return (outcome.file, refusal)
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
    }
  }

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

extension FileIdentity {
  fileprivate func with(bytes file: AgencyFile) -> FileIdentity {
    FileIdentity(
      file: self.file, feed: feed, sha256: file.withBytes { FileHash.sha256($0) },
      bytes: Int64(file.byteCount), encoding: encoding, knownOn: knownOn, ingestedAt: ingestedAt)
  }

  fileprivate func with(feed: Feed, knownOn: Day) -> FileIdentity {
    FileIdentity(
      file: file, feed: feed, sha256: sha256, bytes: bytes, encoding: encoding, knownOn: knownOn,
      ingestedAt: ingestedAt)
  }

  fileprivate func with(encoding: String) -> FileIdentity {
    FileIdentity(
      file: file, feed: feed, sha256: sha256, bytes: bytes, encoding: encoding, knownOn: knownOn,
      ingestedAt: ingestedAt)
  }
}
