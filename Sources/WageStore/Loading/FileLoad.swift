internal import GRDB
public import WageDomain

/// What the ledger says of a file before its rows are read.
public struct FileIdentity: Hashable, Sendable {
  /// Relative to the workspace, or as given.
  public let file: String
  /// Nil only for a refused file whose name names no feed.
  public let feed: Feed?
  /// Lower-case hexadecimal.
  public let sha256: String
  public let bytes: Int64
  public let encoding: String?
  /// Its header as text, so that rows set aside can be read again without the file.
  public let header: String?
  /// The file's own known-on day; its rows may name others.
  public let knownOn: Day?
  public let ingestedAt: Instant

  public init(
    file: String, feed: Feed?, sha256: String, bytes: Int64, encoding: String?,
    header: String? = nil,
    knownOn: Day?, ingestedAt: Instant
  ) {
    self.file = file
    self.feed = feed
    self.sha256 = sha256
    self.bytes = bytes
    self.encoding = encoding
    self.header = header
    self.knownOn = knownOn
    self.ingestedAt = ingestedAt
  }
}

/// Loads the batches of one file into the tables of its feed, inside one transaction.
public final class FileLoad {
  private let transaction: StoreTransaction
  private let feed: Feed
  private let fileId: Int64
  private var load: any FeedLoad
  private let firms: FirmRegister
  private let shelf: RejectShelf
  private let resumed: ResumedFile?
  private var counts: LoadCounts
  private let keepWaiting: BoundStatement
  private let checks: FeedChecks?
  private var values: ValueWatch?

  /// Begins the file: a row of the ledger, still without counts.
  public convenience init(
    _ transaction: StoreTransaction, file: FileIdentity, feed: Feed, hasPersonalData: Bool,
    firms: FirmRegister, checks: FeedChecks? = nil
  ) throws {
    let id = try transaction.insertFile(file, status: "loaded", fault: nil)
    try self.init(
      transaction, id: id, feed: feed, hasPersonalData: hasPersonalData, firms: firms,
      at: file.ingestedAt, resumed: nil, counts: LoadCounts(), checks: checks)
  }

  /// Opens a file that was loaded before, to read rejects of it again; see ``retry(_:ids:raw:)``.
  public convenience init(
    _ transaction: StoreTransaction, resuming file: LedgerFile, feed: Feed, firms: FirmRegister,
    at moment: Instant
  ) throws {
    try self.init(
      transaction, id: file.id, feed: feed, hasPersonalData: false, firms: firms, at: moment,
      resumed: ResumedFile(id: file.id, snapshot: transaction.snapshot), counts: file.counts,
      checks: nil)
  }

  private init(
    _ transaction: StoreTransaction, id: Int64, feed: Feed, hasPersonalData: Bool,
    firms: FirmRegister, at moment: Instant, resumed: ResumedFile?, counts: LoadCounts,
    checks: FeedChecks?
  ) throws {
    self.transaction = transaction
    self.feed = feed
    self.firms = firms
    self.resumed = resumed
    self.counts = counts
    fileId = id
    self.checks = checks
    values = try checks.map { try ValueWatch($0, feed: feed, in: transaction.db) }
    shelf = try RejectShelf(
      transaction, file: id, feed: feed, hasPersonalData: hasPersonalData, at: moment)
    keepWaiting = try BoundStatement(
      """
      INSERT INTO waitingRow (fileId, feed, line, row, name, accountNo, raw)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, in: transaction.db)
    load = try makeFeedLoad(feed, firms: firms, in: transaction.db)
    if let resumed { load.resume(resumed) }
  }

  /// Stores the rows of a batch and sets its rejects aside.
  ///
  /// `raw` gives the text of a record, for rows that are set aside here: keys met twice. `mask` hides
  /// personal data in a raw text.
  public func add(
    _ batch: FeedBatch, raw: (Range<Int>) -> String, mask: (String) -> String
  ) throws {
    for reject in batch.rejects { try setAside(reject, mask: mask) }
    let corrected = batch.integers(FeedBatch.rejectId)
    var sink = RowSink(fileId: fileId, firms: firms, db: transaction.db)
    try load.add(batch, to: &sink)
    values?.look(at: batch)
    for clash in sink.clashes {
      try setAside(
        clash.reject(in: batch, raw: raw, corrects: corrected.integer(clash.row)), mask: mask)
    }
    for row in sink.waiting { try keepWaiting(batch, row, raw: raw(batch.recordRanges[row])) }
    guard let corrected else { return }
    let clashes = Set(sink.clashes.map(\.row))
    for row in corrected.indices where !clashes.contains(row) {
      guard corrected[row] != ColumnValues.absent else { continue }
      try shelf.settle(corrected[row], as: .corrected, line: Int64(batch.lines[row]))
    }
  }

  /// Reads rejects of the file again: those that are good now go in, under their own line.
  ///
  /// - Parameters:
  ///   - batch: the rejects as they read now, lines and rows being those of the file.
  ///   - ids: the reject that each good row of the batch was.
  ///   - stillBad: the rejects of the batch, with their ids.
  ///   - raw: the text of a record.
  /// - Returns: how many rows went in or wait.
  /// - Throws: what keeps the store from being written.
  public func retry(
    _ batch: FeedBatch, ids: [Int64], stillBad: [(id: Int64, reject: RejectedRow)],
    raw: (Range<Int>) -> String
  ) throws -> Int {
    for (id, reject) in stillBad { try shelf.keep(id, reject) }
    resumed?.held = []
    var sink = RowSink(fileId: fileId, firms: firms, db: transaction.db, resumed: resumed)
    try load.add(batch, to: &sink)
    for row in resumed?.held ?? [] { sink.rejectRepeated(row, key: "key") }
    for clash in sink.clashes {
      try shelf.keep(ids[clash.row], clash.reject(in: batch, raw: raw, corrects: nil))
    }
    for row in sink.waiting { try keepWaiting(batch, row, raw: raw(batch.recordRanges[row])) }
    let clashes = Set(sink.clashes.map(\.row))
    for row in 0..<batch.count where !clashes.contains(row) {
      counts.rejected -= 1
      try shelf.settle(ids[row], as: .read, line: Int64(batch.lines[row]))
    }
    return batch.count - clashes.count
  }

  /// Ends the file: writes what was collected, the findings, and the counts.
  ///
  /// - Returns: the counts, and the store's own findings after those given.
  @discardableResult
  public func finish(findings: [FileFinding]) throws -> LoadResult {
    let written = try load.finish(fileId: fileId, firms: firms, in: transaction)
    try firms.save()
    if feed == .firms { firms.forgetNames() }
    counts.stored += written.stored
    counts.unchanged += written.unchanged
    counts.superseded += written.superseded
    let all = try findings + shelf.findings + checkFindings()
    try transaction.insertFindings(all, file: fileId)
    try transaction.updateFile(fileId, counts: counts)
    return LoadResult(file: fileId, counts: counts, findings: all)
  }

  private func checkFindings() throws -> [FileFinding] {
    guard let checks else { return [] }
    let month = MonthChecks(
      checks, feed: feed, file: fileId, snapshot: transaction.snapshot)
    return try month.findings() + (values?.finish(file: fileId, in: transaction.db) ?? [])
  }

  private func setAside(_ reject: RejectedRow, mask: (String) -> String) throws {
    counts.rejected += 1
    try shelf.setAside(reject, mask: mask)
  }

  private func keepWaiting(_ batch: FeedBatch, _ row: Int, raw: String) throws {
    counts.waiting += 1
    keepWaiting.bind(fileId)
    keepWaiting.bind(feed.rawValue)
    keepWaiting.bind(Int64(batch.lines[row]))
    keepWaiting.bind(Int64(batch.rows[row]))
    keepWaiting.bind(batch.texts("name"), row)
    keepWaiting.bind(batch.texts("account_no"), row)
    keepWaiting.bind(raw)
    try keepWaiting.run()
  }
}

/// What loading a file came to.
public struct LoadResult: Hashable, Sendable {
  /// `ingestedFile.id`.
  public let file: Int64
  public let counts: LoadCounts
  public let findings: [FileFinding]
}

extension RowSink.Clash {
  fileprivate func reject(
    in batch: FeedBatch, raw: (Range<Int>) -> String, corrects: Int64?
  ) -> RejectedRow {
    RejectedRow(
      line: Int(batch.lines[row]), row: Int(batch.rows[row]), column: column, code: code,
      found: found, expected: expected, raw: raw(batch.recordRanges[row]), corrects: corrects)
  }
}
